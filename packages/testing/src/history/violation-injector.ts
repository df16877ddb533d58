import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import { type CheckInput, groupByCommand } from './check-input.ts';
import type { ClientResponse, Invocation } from './history.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { ViolationKind } from './violation.ts';

/** Breaks one guarantee in a correct history. */
export interface ViolationInjector {
  readonly name: string;
  /** The violation that the checker must report. */
  readonly expectedKind: ViolationKind;
  /**
   * Returns the input with the violation; undefined if the history has no suitable place for it.
   */
  inject(input: CheckInput, random: SeededRandom): CheckInput | undefined;
}

/** A command of the log that a violation can be injected at. */
export interface InjectionPoint {
  readonly partition: number;
  /** All commands of the partition. */
  readonly commands: readonly (readonly Envelope[])[];
  readonly index: number;
  readonly events: readonly Envelope[];
  readonly first: Envelope;
  readonly last: Envelope;
}

/** An invocation with a response of this kind. */
export type RespondedInvocation<K extends ClientResponse['kind']> = Invocation & {
  readonly response: Extract<ClientResponse, { readonly kind: K }>;
};

/** Returns the invocations with a response of one of these kinds. */
export function findInvocations<K extends ClientResponse['kind']>(
  { history }: CheckInput,
  ...kinds: readonly K[]
): readonly RespondedInvocation<K>[] {
  return history.invocations.filter((invocation): invocation is RespondedInvocation<K> =>
    (kinds as readonly string[]).includes(invocation.response.kind),
  );
}

/** Returns the acknowledged invocations of one recorded command. */
export function findRecordedInvocations(
  input: CheckInput,
  { first }: InjectionPoint,
): readonly RespondedInvocation<'recorded'>[] {
  return findInvocations(input, 'recorded').filter(
    ({ response }) =>
      response.commandId === first.commandid &&
      first.source === `/collections/${response.collection}`,
  );
}

/** Returns a random recorded command that satisfies the predicate; undefined if there is none. */
export function pickInjectionPoint(
  { log }: CheckInput,
  random: SeededRandom,
  isSuitable: (point: InjectionPoint) => boolean = () => true,
): InjectionPoint | undefined {
  const points = log.flatMap((partitionEvents, partition) => {
    const commands = groupByCommand(partitionEvents);
    return commands.flatMap((events, index): InjectionPoint[] => {
      const first = events[0];
      const last = events.at(-1);
      if (first === undefined || last === undefined || isWriterOpened(first)) return [];
      return [{ partition, commands, index, events, first, last }];
    });
  });
  return findFromRandom(points, random, (point) => (isSuitable(point) ? point : undefined));
}

/**
 * Returns the first defined result, starting at a random element. Evaluating all elements would
 * take too long.
 */
export function findFromRandom<T, R>(
  list: readonly T[],
  random: SeededRandom,
  evaluate: (element: T) => R | undefined,
): R | undefined {
  const start = random.integerBelow(list.length);
  for (const element of [...list.slice(start), ...list.slice(0, start)]) {
    const result = evaluate(element);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Returns the list with one element replaced by others. */
export function replaceAt<T>(
  list: readonly T[],
  index: number,
  ...elements: readonly T[]
): readonly T[] {
  return list.toSpliced(index, 1, ...elements);
}
