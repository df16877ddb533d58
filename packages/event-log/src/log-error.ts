/** The codes of all errors of a log. */
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
  | 'LOG_ACCESS_REFUSED'
  | 'LOG_PREFLIGHT_REFUSED';

/** An error of the log. The message says how to fix it. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns the error of a writer that was closed, or whose last append failed. */
export function createWriterClosedError(): LogError {
  return new LogError('LOG_WRITER_CLOSED', 'This writer is closed: open another.');
}

/** Returns the error of an append that was called while another one is in flight. */
export function createConcurrentAppendError(): LogError {
  return new LogError(
    'LOG_BATCH_INVALID',
    'A writer appends one batch at a time: wait for the append in flight.',
  );
}

/** Returns the error of a restore into a partition that holds events. */
export function createNotEmptyError(partition: number, events: number): LogError {
  return new LogError(
    'LOG_NOT_EMPTY',
    `Partition ${partition} holds ${events} events: restore into an empty log.`,
  );
}

/** Returns the error of a partition number that the log does not have. */
export function createUnknownPartitionError(partition: number, partitions: number): RangeError {
  return new RangeError(
    `Partition ${partition} does not exist: the log has partitions 0 to ${partitions - 1}.`,
  );
}
