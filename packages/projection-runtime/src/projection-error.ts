import { UnknownEventError } from '@rapporteur/contracts';
import { LogError } from '@rapporteur/event-log';
import { isTransientPostgresError, maskSecrets } from '@rapporteur/resilience';

/** The closed list of projection error codes. */
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
  | 'PROJECTION_DATABASE_UNFIT'
  | 'PROJECTION_FAULT';

/** An error of a projection. `code` names the rule, the message names the fix. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
  readonly code: ProjectionErrorCode;

  constructor(code: ProjectionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** An error with its code and the action that it requires. */
export interface ClassifiedError {
  /**
   * - `retry`: the same work may succeed later.
   * - `park`: one event is invalid; only its command is parked.
   * - `stop`: this release cannot continue with this partition; other partitions continue.
   * - `exit`: the log is damaged or another log, or the error is unexpected. The process must not
   *   look healthy, so it exits.
   */
  readonly remedy: 'retry' | 'park' | 'stop' | 'exit';
  readonly code: ProjectionErrorCode;
  readonly message: string;
}

/** Errors of a single event, not of the log, the database or the projection as a whole. */
const EVENT_ERROR_CODES: readonly ProjectionErrorCode[] = [
  'PROJECTION_EVENT_UNKNOWN',
  'PROJECTION_EVENT_FAILED',
  'PROJECTION_TARGET_UNKNOWN',
  'PROJECTION_ROW_REFUSED',
];
const TRANSIENT_CODES: readonly ProjectionErrorCode[] = [
  'PROJECTION_SUPERSEDED',
  'PROJECTION_UNREACHABLE',
];
const EXIT_CODES: readonly ProjectionErrorCode[] = [
  'PROJECTION_LOG_DIFFERENT',
  'PROJECTION_LOG_SHORTER',
  'PROJECTION_LOG_DEFECTIVE',
  'PROJECTION_FAULT',
];
const LOG_ERROR_CODES: Readonly<Record<string, ProjectionErrorCode>> = {
  LOG_TAIL_LOST: 'PROJECTION_LOG_SHORTER',
  LOG_GAP_FOUND: 'PROJECTION_LOG_DEFECTIVE',
  LOG_EVENT_DEFECTIVE: 'PROJECTION_LOG_DEFECTIVE',
  LOG_UNREACHABLE: 'PROJECTION_UNREACHABLE',
  LOG_ACCESS_REFUSED: 'PROJECTION_UNREACHABLE',
};
// A rebuild drops tables and creates them again: undefined table, undefined schema.
const TABLES_REPLACED_SQLSTATES: readonly unknown[] = ['42P01', '3F000'];
// Data exceptions, constraint violations and program limits are errors of the row.
const ROW_ERROR_SQLSTATE = /^(22|23|54)[0-9A-Z]{3}$/;

/** Returns the code of an error and the action that it requires. */
export function classifyError(error: unknown): ClassifiedError {
  // The message is stored and shown in the status.
  const message = maskSecrets(error instanceof Error ? error.message : String(error));
  const code = readCode(error);

  return { remedy: chooseRemedy(code), code, message };
}

/** Returns whether a single event causes the error: then its command is parked. */
export function isEventError(error: unknown): boolean {
  return classifyError(error).remedy === 'park';
}

function chooseRemedy(code: ProjectionErrorCode): ClassifiedError['remedy'] {
  if (TRANSIENT_CODES.includes(code)) return 'retry';
  if (EVENT_ERROR_CODES.includes(code)) return 'park';
  return EXIT_CODES.includes(code) ? 'exit' : 'stop';
}

function readCode(error: unknown): ProjectionErrorCode {
  if (error instanceof ProjectionError) return error.code;
  if (error instanceof UnknownEventError) return 'PROJECTION_EVENT_UNKNOWN';
  if (error instanceof LogError) return LOG_ERROR_CODES[error.code] ?? 'PROJECTION_FAULT';
  if (isDatabaseUnavailable(error)) return 'PROJECTION_UNREACHABLE';

  const sqlState = error instanceof Error ? String(Reflect.get(error, 'code')) : '';
  return ROW_ERROR_SQLSTATE.test(sqlState) ? 'PROJECTION_ROW_REFUSED' : 'PROJECTION_FAULT';
}

function isDatabaseUnavailable(error: unknown): boolean {
  if (isTransientPostgresError(error)) return true;
  return error instanceof Error && TABLES_REPLACED_SQLSTATES.includes(Reflect.get(error, 'code'));
}
