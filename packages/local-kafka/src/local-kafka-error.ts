/** What can go wrong with a local Kafka. */
export type LocalKafkaErrorCode =
  | 'LOCAL_KAFKA_TOOLS_MISSING'
  | 'LOCAL_KAFKA_JARS_UNAVAILABLE'
  | 'LOCAL_KAFKA_START_FAILED'
  | 'LOCAL_KAFKA_TOOL_FAILED';

/** A fault of a local Kafka. `code` says which; the message says what to do. */
export class LocalKafkaError extends Error {
  override readonly name = 'LocalKafkaError';
  readonly code: LocalKafkaErrorCode;

  constructor(code: LocalKafkaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
