/** What can go wrong with the log: a closed list, so that each is met on purpose. */
export type LogErrorCode =
  | 'LOG_WRITER_FENCED'
  | 'LOG_WRITER_CLOSED'
  | 'LOG_OUTCOME_UNKNOWN'
  | 'LOG_BATCH_INVALID'
  | 'LOG_GAP_FOUND'
  | 'LOG_EVENT_DEFECTIVE'
  | 'LOG_TAIL_LOST'
  | 'LOG_NOT_EMPTY'
  | 'LOG_NOT_MADE'
  | 'LOG_UNREACHABLE'
  | 'LOG_PREFLIGHT_REFUSED';

/** A fault of the log. `code` says which; the message says what to do. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
