import type { Envelope } from '@rapporteur/contracts';

/** A place in the log, inclusive. */
export interface HistoryPosition {
  readonly partition: number;
  readonly pseq: number;
}

/** `0:42` */
export function formatPosition({ partition, pseq }: HistoryPosition): string {
  return `${partition}:${pseq}`;
}

/** A command as a client sends it. */
export interface CommandRequest {
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
export type ResponseEvent = Pick<Envelope, 'id'> & Partial<Envelope>;

/** Why a command was refused, as told. */
export interface ResponseRejection {
  readonly code: string;
  readonly field: string | null;
  readonly event: string | null;
}

interface ResponseSubject {
  readonly commandId: string;
  readonly collection: string;
  /** The stream that the command addresses. */
  readonly stream: string;
  readonly position: HistoryPosition;
}

/** It was told that its events are in the log. */
export interface RecordedResponse extends ResponseSubject {
  readonly kind: 'recorded';
  readonly events: readonly ResponseEvent[];
  readonly already: readonly string[] | null;
  readonly version: number | null;
  readonly repeated: boolean;
}

/** It was told that everything it says stood already. */
export interface UnchangedResponse extends ResponseSubject {
  readonly kind: 'unchanged';
  readonly already: readonly string[];
  readonly version: number;
}

/** It was told what would be recorded. */
export interface WouldRecordResponse extends ResponseSubject {
  readonly kind: 'wouldRecord';
  readonly events: readonly ResponseEvent[];
  readonly already: readonly string[];
  readonly version: number;
}

/** It was told why it is not recorded. */
export interface RefusedResponse {
  readonly kind: 'refused';
  readonly rejections: readonly ResponseRejection[];
  readonly position: HistoryPosition;
}

/** It was told that the stream it addresses has another version than it expects. */
export interface VersionConflictResponse {
  readonly kind: 'conflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  readonly position: HistoryPosition;
}

/** It was told that its id belongs to another command. */
export interface DifferentContentResponse {
  readonly kind: 'differentContent';
  readonly commandId: string;
  readonly position: HistoryPosition;
}

/** An answer that rests on the record as it stood at a position, and says that nothing was recorded. */
export type PositionedResponse =
  | UnchangedResponse
  | WouldRecordResponse
  | RefusedResponse
  | VersionConflictResponse
  | DifferentContentResponse;

/**
 * What a client was told about its command. An outcome of the command runtime is one as it is.
 * After `unavailable` and `unknown` the command may be recorded or not; every other answer but `recorded` says not.
 */
export type ClientResponse =
  | RecordedResponse
  | PositionedResponse
  | { readonly kind: 'invalid' | 'unknownCommand' | 'tooLarge' | 'unavailable' }
  | { readonly kind: 'turnedAway' | 'unknown'; readonly why: string };

/** One command of one client: from when to when it was under way, and what came back. */
export interface Invocation {
  readonly client: string;
  readonly request: CommandRequest;
  readonly invokedAt: number;
  /** Null while no answer has come. */
  readonly respondedAt: number | null;
  readonly response: ClientResponse;
}

/** What a read is about, and what it is promised. */
export interface ReadRequest {
  readonly collection: string;
  /** The stream that it is about; default: the whole collection. */
  readonly stream?: string | undefined;
  /** It waits until the reader has got there. */
  readonly position?: HistoryPosition | undefined;
  /** It shows everything that was acknowledged before it: a read of the log itself does. */
  readonly fresh?: boolean | undefined;
}

/** What a read showed: the position it was made at, and any of what stands there. */
export interface ReadResult {
  readonly position: HistoryPosition;
  /** The ids of all events of the stream, or collection, in order. */
  readonly events?: readonly string[] | undefined;
  /** The ids of the facts of the stream, or collection, that stand: not retracted; in any order. */
  readonly facts?: readonly string[] | undefined;
  /** The version of the stream. */
  readonly version?: number | undefined;
}

/** One read of one client. */
export interface ReadInvocation {
  readonly client: string;
  readonly request: ReadRequest;
  readonly invokedAt: number;
  readonly respondedAt: number | null;
  /** Null where it failed, or no answer has come. */
  readonly result: ReadResult | null;
}

/** Everything that clients asked and were told. The times are of one clock, on which nothing happens twice at once. */
export interface ClientHistory {
  readonly invocations: readonly Invocation[];
  readonly reads: readonly ReadInvocation[];
}

/** How many commands got which answer; answers that repeat an earlier one are counted as `repeated`. */
export function countResponses({ invocations }: ClientHistory): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {};
  for (const { response: answer } of invocations) {
    const kind = answer.kind === 'recorded' && answer.repeated ? 'repeated' : answer.kind;
    tally[kind] = (tally[kind] ?? 0) + 1;
  }
  return tally;
}
