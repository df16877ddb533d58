import type { Envelope } from '@rapporteur/contracts';

/** A place in the log, inclusive. */
export interface Position {
  readonly partition: number;
  readonly pseq: number;
}

/** `0:42` */
export function printPosition({ partition, pseq }: Position): string {
  return `${partition}:${pseq}`;
}

/** A command as a client sends it. */
export interface Sent {
  readonly name: string;
  readonly body: unknown;
  /** The client's own id of it; without one it is known by its hash. */
  readonly commandId?: string | undefined;
  /** The version that the stream addressed must have. */
  readonly expectedVersion?: number | undefined;
  /** Asks what would be recorded, and records nothing. */
  readonly dryRun?: boolean | undefined;
}

/** An event as an answer tells it: its id, and as much of it as was told. */
export type ToldEvent = Pick<Envelope, 'id'> & Partial<Envelope>;

/** Why a command was refused, as told. */
export interface ToldRefusal {
  readonly code: string;
  readonly field: string | null;
  readonly event: string | null;
}

interface About {
  readonly commandId: string;
  readonly collection: string;
  /** The stream that the command addresses. */
  readonly stream: string;
  readonly position: Position;
}

/** It was told that its events are in the log. */
export interface ToldRecorded extends About {
  readonly kind: 'recorded';
  readonly events: readonly ToldEvent[];
  readonly already: readonly string[] | null;
  readonly version: number | null;
  readonly repeated: boolean;
}

/** It was told that everything it says stood already. */
export interface ToldUnchanged extends About {
  readonly kind: 'unchanged';
  readonly already: readonly string[];
  readonly version: number;
}

/** It was told what would be recorded. */
export interface ToldWouldRecord extends About {
  readonly kind: 'wouldRecord';
  readonly events: readonly ToldEvent[];
  readonly already: readonly string[];
  readonly version: number;
}

/** It was told why it is not recorded. */
export interface ToldRefused {
  readonly kind: 'refused';
  readonly refusals: readonly ToldRefusal[];
  readonly position: Position;
}

/** It was told that the stream it addresses has another version than it expects. */
export interface ToldConflict {
  readonly kind: 'conflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  readonly position: Position;
}

/** It was told that its id belongs to another command. */
export interface ToldDifferentContent {
  readonly kind: 'differentContent';
  readonly commandId: string;
  readonly position: Position;
}

/** An answer that rests on the record as it stood at a position, and says that nothing was recorded. */
export type Positioned =
  | ToldUnchanged
  | ToldWouldRecord
  | ToldRefused
  | ToldConflict
  | ToldDifferentContent;

/**
 * What a client was told about its command. An outcome of the command runtime is one as it is.
 * After `unavailable` and `unknown` the command may be recorded or not; every other answer but `recorded` says not.
 */
export type Answer =
  | ToldRecorded
  | Positioned
  | { readonly kind: 'invalid' | 'unknownCommand' | 'tooLarge' | 'unavailable' }
  | { readonly kind: 'turnedAway' | 'unknown'; readonly why: string };

/** One command of one client: from when to when it was under way, and what came back. */
export interface Invocation {
  readonly client: string;
  readonly sent: Sent;
  readonly invokedAt: number;
  /** Null while no answer has come. */
  readonly answeredAt: number | null;
  readonly answer: Answer;
}

/** What a read is about, and what it is promised. */
export interface Question {
  readonly collection: string;
  /** The stream that it is about; default: the whole collection. */
  readonly stream?: string | undefined;
  /** It waits until the reader has got there. */
  readonly position?: Position | undefined;
  /** It shows everything that was acknowledged before it: a read of the log itself does. */
  readonly fresh?: boolean | undefined;
}

/** What a read showed: the position it was made at, and any of what stands there. */
export interface Seen {
  readonly position: Position;
  /** The ids of all events of the stream, or collection, in order. */
  readonly events?: readonly string[] | undefined;
  /** The ids of the facts of the stream, or collection, that stand: not retracted; in any order. */
  readonly facts?: readonly string[] | undefined;
  /** The version of the stream. */
  readonly version?: number | undefined;
}

/** One read of one client. */
export interface Look {
  readonly client: string;
  readonly question: Question;
  readonly invokedAt: number;
  readonly answeredAt: number | null;
  /** Null where it failed, or no answer has come. */
  readonly seen: Seen | null;
}

/** Everything that clients asked and were told. The times are of one clock, on which nothing happens twice at once. */
export interface History {
  readonly invocations: readonly Invocation[];
  readonly looks: readonly Look[];
}

/** How many commands got which answer; answers that repeat an earlier one are counted as `repeated`. */
export function tallyOf({ invocations }: History): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const { answer } of invocations) {
    const kind = answer.kind === 'recorded' && answer.repeated ? 'repeated' : answer.kind;
    tally[kind] = (tally[kind] ?? 0) + 1;
  }
  return tally;
}
