import type { Envelope } from '@rapporteur/contracts';
import type { LogPosition } from '@rapporteur/event-log';

/** A command as a client sends it. */
export interface CommandRequest {
  readonly name: string;
  readonly body: unknown;
  /** The id that the client chose. Without one, the hash of the command is its id. */
  readonly commandId?: string | undefined;
  /** The version that the addressed stream must have. */
  readonly expectedVersion?: number | undefined;
  /** Requests the decision without recording it. */
  readonly dryRun?: boolean | undefined;
}

/** An event in a response: its id, and the envelope fields that the response contains. */
export type ResponseEvent = Pick<Envelope, 'id'> & Partial<Envelope>;

/** A reason for a rejection, as the response states it. */
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
  readonly position: LogPosition;
}

/** The events of the command are in the log. */
export interface RecordedResponse extends ResponseSubject {
  readonly kind: 'recorded';
  readonly events: readonly ResponseEvent[];
  readonly already: readonly string[] | null;
  readonly version: number | null;
  readonly repeated: boolean;
}

/** The record already contains every fact of the command. */
export interface UnchangedResponse extends ResponseSubject {
  readonly kind: 'unchanged';
  readonly already: readonly string[];
  readonly version: number;
}

/** The response to a dry run: the events that the command would record. */
export interface WouldRecordResponse extends ResponseSubject {
  readonly kind: 'wouldRecord';
  readonly events: readonly ResponseEvent[];
  readonly already: readonly string[];
  readonly version: number;
}

/** The command was rejected. */
export interface RefusedResponse {
  readonly kind: 'refused';
  readonly rejections: readonly ResponseRejection[];
  readonly position: LogPosition;
}

/** The addressed stream has another version than the client expected. */
export interface VersionConflictResponse {
  readonly kind: 'conflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  readonly position: LogPosition;
}

/** Another command already has this id. */
export interface DifferentContentResponse {
  readonly kind: 'differentContent';
  readonly commandId: string;
  readonly position: LogPosition;
}

/** A response that is based on the state at a position, and states that nothing was recorded. */
export type PositionedResponse =
  | UnchangedResponse
  | WouldRecordResponse
  | RefusedResponse
  | VersionConflictResponse
  | DifferentContentResponse;

/**
 * A response to a command. An outcome of the command runtime is assignable to it. After
 * `unavailable` and `unknown` the command may be recorded or not. Every other kind except
 * `recorded` means that it is not recorded.
 */
export type ClientResponse =
  | RecordedResponse
  | PositionedResponse
  | { readonly kind: 'invalid' | 'unknownCommand' | 'tooLarge' | 'unavailable' }
  | { readonly kind: 'turnedAway' | 'unknown'; readonly why: string };

/** One command of one client: its request, its response, and the time between them. */
export interface Invocation {
  readonly client: string;
  readonly request: CommandRequest;
  readonly invokedAt: number;
  /** Null until a response arrives. */
  readonly respondedAt: number | null;
  readonly response: ClientResponse;
}

/** The subject of a read, and its consistency requirement. */
export interface ReadRequest {
  readonly collection: string;
  /** The stream to read; default: the whole collection. */
  readonly stream?: string | undefined;
  /** The read waits until the reader has reached this position. */
  readonly position?: LogPosition | undefined;
  /** The result includes everything acknowledged before the read, as a read of the log does. */
  readonly fresh?: boolean | undefined;
}

/** The result of a read: its position, and parts of the state at that position. */
export interface ReadResult {
  readonly position: LogPosition;
  /** The ids of all events of the stream or collection, in order. */
  readonly events?: readonly string[] | undefined;
  /** The ids of the facts of the stream or collection that are not retracted, in any order. */
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
  /** Null if the read failed or has no result yet. */
  readonly result: ReadResult | null;
}

/**
 * All requests and responses of all clients. The times come from one counter, so that no two are
 * equal.
 */
export interface ClientHistory {
  readonly invocations: readonly Invocation[];
  readonly reads: readonly ReadInvocation[];
}

/** Returns the number of responses of each kind. Repeated responses count as `repeated`. */
export function countResponses({ invocations }: ClientHistory): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};

  for (const { response } of invocations) {
    const kind = response.kind === 'recorded' && response.repeated ? 'repeated' : response.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }

  return counts;
}
