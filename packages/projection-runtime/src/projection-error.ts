import { UnknownEventError } from '@rapporteur/contracts';
import { LogError } from '@rapporteur/event-log';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';

/** Why a projection stopped, or has to try again: a closed list. */
export type ProjectionErrorCode =
  | 'PROJECTION_NOT_MADE'
  | 'PROJECTION_BUSY'
  | 'PROJECTION_SWAP_REFUSED'
  | 'PROJECTION_GENERATION_MISSING'
  | 'PROJECTION_EVENT_UNKNOWN'
  | 'PROJECTION_EVENT_FAILED'
  | 'PROJECTION_TARGET_UNKNOWN'
  | 'PROJECTION_ROW_REFUSED'
  | 'PROJECTION_LOG_DIFFERENT'
  | 'PROJECTION_LOG_SHORTER'
  | 'PROJECTION_LOG_DEFECTIVE'
  | 'PROJECTION_SUPERSEDED'
  | 'PROJECTION_UNREACHABLE'
  | 'PROJECTION_FAULT';

/** A fault of a projection; `code` says which, the message what to do. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
  readonly code: ProjectionErrorCode;

  constructor(code: ProjectionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a fault means for the partition it happened in. */
export interface ClassifiedError {
  /**
   * `try-again`: the same work may succeed later. `park`: an event is at fault, and its command alone need be parked.
   * `stop`: this partition cannot go on with this release; others can.
   * `end`: the log is not what was read, or what happened was not foreseen: whoever reads on must not look healthy.
   */
  readonly remedy: 'try-again' | 'park' | 'stop' | 'end';
  readonly code: ProjectionErrorCode;
  readonly message: string;
}

/** The faults that lie in an event, and not in the log, the database or the projection as such. */
const POISON: readonly ProjectionErrorCode[] = [
  'PROJECTION_EVENT_UNKNOWN',
  'PROJECTION_EVENT_FAILED',
  'PROJECTION_TARGET_UNKNOWN',
  'PROJECTION_ROW_REFUSED',
];

const LOG_FAULTS: Readonly<Record<string, ProjectionErrorCode>> = {
  LOG_TAIL_LOST: 'PROJECTION_LOG_SHORTER',
  LOG_GAP_FOUND: 'PROJECTION_LOG_DEFECTIVE',
  LOG_EVENT_DEFECTIVE: 'PROJECTION_LOG_DEFECTIVE',
  LOG_UNREACHABLE: 'PROJECTION_UNREACHABLE',
};
const PASSING: readonly ProjectionErrorCode[] = ['PROJECTION_SUPERSEDED', 'PROJECTION_UNREACHABLE'];
const ENDING: readonly ProjectionErrorCode[] = [
  'PROJECTION_LOG_DIFFERENT',
  'PROJECTION_LOG_SHORTER',
  'PROJECTION_LOG_DEFECTIVE',
  'PROJECTION_FAULT',
];
// Connection lost, server shutting down or starting, out of connections, deadlock or serialisation failure,
// lock not available. 25006: the server only answers questions, while another takes over from it. 42P01 and 3F000: the
// tables are being dropped and made again for a rebuild. 25P03: this process hung while it held a position.
const PASSING_SQLSTATE = /^(08|53|57|40|55)|^(42P01|3F000|25P03|25006)$/;
// A value that a column cannot take, a constraint, a limit: it is the row's own fault. What else Postgres refuses is ours.
const ROW_AT_FAULT = /^(22|23|54)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
// Node's own faults, ERR_…, are bugs; but this one is how a stream says that its connection broke.
const SYSTEM_ERROR = /^E(?!RR_)[A-Z_]+$|^ERR_STREAM_PREMATURE_CLOSE$/;
const CONNECTION_LOST =
  /connection (terminated|ended|closed|timeout|error)|timeout exceeded|client was closed/i;

/** Says what a fault means: whether to go on trying, and under which code it is shown. */
export function classifyError(error: unknown): ClassifiedError {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error, message);
  return { remedy: remedyOf(code), code, message };
}

function remedyOf(code: ProjectionErrorCode): ClassifiedError['remedy'] {
  if (PASSING.includes(code)) return 'try-again';
  if (POISON.includes(code)) return 'park';
  return ENDING.includes(code) ? 'end' : 'stop';
}

/** Whether an event is at fault. */
export function isPoisonEvent(error: unknown): boolean {
  return classifyError(error).remedy === 'park';
}

function codeOf(error: unknown, message: string): ProjectionErrorCode {
  if (error instanceof ProjectionError) return error.code;
  if (error instanceof UnknownEventError) return 'PROJECTION_EVENT_UNKNOWN';
  if (error instanceof LogError) return LOG_FAULTS[error.code] ?? 'PROJECTION_FAULT';
  // TypeORM takes a connection away from the transaction in whose midst it broke.
  if (error instanceof QueryRunnerAlreadyReleasedError) return 'PROJECTION_UNREACHABLE';
  const own = stringCode(error);
  if (own === undefined)
    return CONNECTION_LOST.test(message) ? 'PROJECTION_UNREACHABLE' : 'PROJECTION_FAULT';
  if (PASSING_SQLSTATE.test(own)) return 'PROJECTION_UNREACHABLE';
  // Node's EPIPE has the shape of an SQLSTATE too.
  if (SYSTEM_ERROR.test(own)) return 'PROJECTION_UNREACHABLE';
  return SQLSTATE.test(own) && ROW_AT_FAULT.test(own)
    ? 'PROJECTION_ROW_REFUSED'
    : 'PROJECTION_FAULT';
}

function stringCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
