import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import type { SeededRandom } from './seeded-random.ts';
import { groupByCommand, type CheckInput } from './check-input.ts';
import type { ClientResponse, Invocation } from './history.ts';
import type { ViolationKind } from './violation.ts';

/** A way to break a promise. */
export interface ViolationInjector {
  readonly name: string;
  /** What the checker must find. */
  readonly expectedKind: ViolationKind;
  /** A correct history with the promise broken; undefined where it offers no occasion. */
  inject(evidence: CheckInput, dice: SeededRandom): CheckInput | undefined;
}

/** A command as it stands in a log: one of many. */
export interface InjectionPoint {
  readonly partition: number;
  /** All commands of the partition. */
  readonly commands: readonly (readonly Envelope[])[];
  readonly index: number;
  readonly events: readonly Envelope[];
  readonly first: Envelope;
  readonly last: Envelope;
}

/** Invocations that were answered in this way. */
export type RespondedInvocation<K extends ClientResponse['kind']> = Invocation & {
  readonly response: Extract<ClientResponse, { readonly kind: K }>;
};

/** The invocations that were answered in one of these ways. */
export function findInvocations<K extends ClientResponse['kind']>(
  { history }: CheckInput,
  ...kinds: readonly K[]
): readonly RespondedInvocation<K>[] {
  return history.invocations.filter((one): one is RespondedInvocation<K> =>
    (kinds as readonly string[]).includes(one.response.kind),
  );
}

/** The invocations that one recorded command goes back to. */
export function findRecordedInvocations(
  evidence: CheckInput,
  { first }: InjectionPoint,
): readonly RespondedInvocation<'recorded'>[] {
  return findInvocations(evidence, 'recorded').filter(
    ({ response: answer }) =>
      answer.commandId === first.commandid && first.source === `/collections/${answer.collection}`,
  );
}

/** One of the recorded commands for which something holds. */
export function pickInjectionPoint(
  { log }: CheckInput,
  dice: SeededRandom,
  holds: (occasion: InjectionPoint) => boolean = () => true,
): InjectionPoint | undefined {
  const all = log.flatMap((stored, partition) => {
    const commands = groupByCommand(stored);
    return commands.flatMap((events, index): InjectionPoint[] => {
      const [first, last] = [events[0], events.at(-1)];
      if (first === undefined || last === undefined || isWriterOpened(first)) return [];
      return [{ partition, commands, index, events, first, last }];
    });
  });
  // What holds is looked for from a random one on: to look at all of them takes long, and one is enough.
  const from = dice.integerBelow(all.length);
  return [...all.slice(from), ...all.slice(0, from)].find((one) => holds(one));
}

/** The list with one of its members replaced by these. */
export function replaceAt<T>(
  list: readonly T[],
  index: number,
  ...members: readonly T[]
): readonly T[] {
  return list.toSpliced(index, 1, ...members);
}
