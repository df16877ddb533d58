/** The codes of all errors of a local Kafka. */
export type LocalKafkaErrorCode =
  | 'LOCAL_KAFKA_TOOLS_MISSING'
  | 'LOCAL_KAFKA_JARS_UNAVAILABLE'
  | 'LOCAL_KAFKA_START_FAILED'
  | 'LOCAL_KAFKA_TOOL_FAILED';

/** An error of a local Kafka. The message says how to fix it. */
export class LocalKafkaError extends Error {
  override readonly name = 'LocalKafkaError';
  readonly code: LocalKafkaErrorCode;

  constructor(code: LocalKafkaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns the error of a local Kafka that does not start. */
export function createStartFailedError(reason: string, cause?: unknown): LocalKafkaError {
  const message = `The local Kafka did not start: ${reason}`;
  return new LocalKafkaError('LOCAL_KAFKA_START_FAILED', message, { cause });
}
