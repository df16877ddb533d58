import type { Envelope } from '@rapporteur/contracts';
import { isWriterOpened } from '@rapporteur/event-log';
import type { Dice } from './dice.ts';
import { commandsOf, type Evidence } from './evidence.ts';
import type { Answer, Invocation } from './history.ts';
import type { ViolationKind } from './violation.ts';

/** A way to break a promise. */
export interface Plant {
  readonly name: string;
  /** What the checker must find. */
  readonly finds: ViolationKind;
  /** A correct history with the promise broken; undefined where it offers no occasion. */
  plant(evidence: Evidence, dice: Dice): Evidence | undefined;
}

/** A command as it stands in a log: one of many. */
export interface Occasion {
  readonly partition: number;
  /** All commands of the partition. */
  readonly commands: readonly (readonly Envelope[])[];
  readonly index: number;
  readonly events: readonly Envelope[];
  readonly first: Envelope;
  readonly last: Envelope;
}

/** Invocations that were answered in this way. */
export type Told<K extends Answer['kind']> = Invocation & {
  readonly answer: Extract<Answer, { readonly kind: K }>;
};

/** The invocations that were answered in one of these ways. */
export function told<K extends Answer['kind']>(
  { history }: Evidence,
  ...kinds: readonly K[]
): readonly Told<K>[] {
  return history.invocations.filter((one): one is Told<K> =>
    (kinds as readonly string[]).includes(one.answer.kind),
  );
}

/** The invocations that one recorded command goes back to. */
export function toldOf(evidence: Evidence, { first }: Occasion): readonly Told<'recorded'>[] {
  return told(evidence, 'recorded').filter(
    ({ answer }) =>
      answer.commandId === first.commandid && first.source === `/collections/${answer.collection}`,
  );
}

/** One of the recorded commands for which something holds. */
export function occasion(
  { log }: Evidence,
  dice: Dice,
  holds: (occasion: Occasion) => boolean = () => true,
): Occasion | undefined {
  const all = log.flatMap((stored, partition) => {
    const commands = commandsOf(stored);
    return commands.flatMap((events, index): Occasion[] => {
      const [first, last] = [events[0], events.at(-1)];
      if (first === undefined || last === undefined || isWriterOpened(first)) return [];
      return [{ partition, commands, index, events, first, last }];
    });
  });
  // What holds is looked for from a random one on: to look at all of them takes long, and one is enough.
  const from = dice.below(all.length);
  return [...all.slice(from), ...all.slice(0, from)].find((one) => holds(one));
}

/** The list with one of its members replaced by these. */
export function spliced<T>(
  list: readonly T[],
  index: number,
  ...members: readonly T[]
): readonly T[] {
  return list.toSpliced(index, 1, ...members);
}
