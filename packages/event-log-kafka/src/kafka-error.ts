/**
 * Errors of Kafka brokers and of connections to them, and the one list of those that are transient.
 */
import { createGapError, LogError } from '@rapporteur/event-log';
import {
  explainFailure,
  type FailureSubject,
  retry,
  type RetryOptions,
} from '@rapporteur/resilience';

/** The error codes of Kafka's protocol that this package distinguishes. */
export const KAFKA_ERROR = {
  NONE: 0,
  OFFSET_OUT_OF_RANGE: 1,
  UNKNOWN_TOPIC_OR_PARTITION: 3,
  LEADER_NOT_AVAILABLE: 5,
  NOT_LEADER_OR_FOLLOWER: 6,
  REQUEST_TIMED_OUT: 7,
  BROKER_NOT_AVAILABLE: 8,
  REPLICA_NOT_AVAILABLE: 9,
  NETWORK_EXCEPTION: 13,
  COORDINATOR_LOAD_IN_PROGRESS: 14,
  COORDINATOR_NOT_AVAILABLE: 15,
  NOT_COORDINATOR: 16,
  NOT_ENOUGH_REPLICAS: 19,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 20,
  UNSUPPORTED_VERSION: 35,
  NOT_CONTROLLER: 41,
  OUT_OF_ORDER_SEQUENCE_NUMBER: 45,
  INVALID_PRODUCER_EPOCH: 47,
  CONCURRENT_TRANSACTIONS: 51,
  KAFKA_STORAGE_ERROR: 56,
  SASL_AUTHENTICATION_FAILED: 58,
  FETCH_SESSION_ID_NOT_FOUND: 70,
  FENCED_LEADER_EPOCH: 74,
  UNKNOWN_LEADER_EPOCH: 75,
  OFFSET_NOT_AVAILABLE: 78,
  PRODUCER_FENCED: 90,
  UNKNOWN_TOPIC_ID: 100,
} as const;

const { SASL_AUTHENTICATION_FAILED } = KAFKA_ERROR;
const NAMES = new Map<number, string>(
  Object.entries(KAFKA_ERROR).map(([name, code]) => [code, name]),
);

// After these another broker may serve the same request, or the same broker a little later.
const TRANSIENT = new Set<number>([
  KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION,
  KAFKA_ERROR.LEADER_NOT_AVAILABLE,
  KAFKA_ERROR.NOT_LEADER_OR_FOLLOWER,
  KAFKA_ERROR.REQUEST_TIMED_OUT,
  KAFKA_ERROR.BROKER_NOT_AVAILABLE,
  KAFKA_ERROR.REPLICA_NOT_AVAILABLE,
  KAFKA_ERROR.NETWORK_EXCEPTION,
  KAFKA_ERROR.COORDINATOR_LOAD_IN_PROGRESS,
  KAFKA_ERROR.COORDINATOR_NOT_AVAILABLE,
  KAFKA_ERROR.NOT_COORDINATOR,
  KAFKA_ERROR.NOT_ENOUGH_REPLICAS,
  KAFKA_ERROR.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
  KAFKA_ERROR.NOT_CONTROLLER,
  KAFKA_ERROR.CONCURRENT_TRANSACTIONS,
  KAFKA_ERROR.KAFKA_STORAGE_ERROR,
  KAFKA_ERROR.FETCH_SESSION_ID_NOT_FOUND,
  KAFKA_ERROR.FENCED_LEADER_EPOCH,
  KAFKA_ERROR.UNKNOWN_LEADER_EPOCH,
  KAFKA_ERROR.OFFSET_NOT_AVAILABLE,
  KAFKA_ERROR.UNKNOWN_TOPIC_ID,
]);

const FENCED: readonly number[] = [KAFKA_ERROR.INVALID_PRODUCER_EPOCH, KAFKA_ERROR.PRODUCER_FENCED];

/** A broker responded with an error code. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly errorCode: number;

  constructor(request: string, errorCode: number) {
    super(`${request} failed with ${NAMES.get(errorCode) ?? `error ${errorCode}`}`);
    this.errorCode = errorCode;
  }
}

/** A broker was unreachable or did not respond in time. The effect of the request is unknown. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/**
 * A broker cannot be reached at the address that the cluster advertises for it, although another one
 * has answered.
 */
export class AdvertisedAddressError extends ConnectionError {
  readonly address: string;

  constructor(address: string, cause: unknown) {
    super(`The advertised address ${address} cannot be used: ${String(cause)}`, { cause });
    this.address = address;
  }
}

/**
 * Returns an error of kafkajs as one of this package; errors of this package unchanged. With the
 * addresses of the settings, an unreachable broker that is not among them is an advertised one.
 */
export function fromKafkajsError(
  thrown: unknown,
  context: string,
  configured?: readonly string[],
): unknown {
  for (const error of listKafkajsErrors(thrown)) {
    if (error instanceof ConnectionError || error instanceof BrokerError) return error;
    // The error classes of kafkajs are not all exported, so they are known by name.
    if (error.name === 'KafkaJSSASLAuthenticationError')
      return new BrokerError(`${context} (${error.message})`, SASL_AUTHENTICATION_FAILED);
    const code: unknown = Reflect.get(error, 'code');
    if (error.name.startsWith('KafkaJS') && typeof code === 'number')
      return new BrokerError(`${context} (${error.message})`, code);
    const broker: unknown = Reflect.get(error, 'broker');
    if (configured !== undefined && typeof broker === 'string' && !configured.includes(broker))
      return new AdvertisedAddressError(broker, error);
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ConnectionError(`${context}: ${message}`, { cause: thrown });
}

function listKafkajsErrors(thrown: unknown): readonly Error[] {
  return thrown instanceof Error ? [thrown, ...listKafkajsErrors(thrown.cause)] : [];
}

/** @throws BrokerError unless the code is NONE */
export function expectNoError(request: string, errorCode: number): void {
  if (errorCode !== KAFKA_ERROR.NONE) throw new BrokerError(request, errorCode);
}

/** True if the same request may succeed later. */
export function isTransientError(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof BrokerError && TRANSIENT.has(error.errorCode))
  );
}

/** True if the broker has seen a newer epoch of the producer. */
export function isFencedError(error: unknown): boolean {
  return error instanceof BrokerError && FENCED.includes(error.errorCode);
}

/** True if the broker does not hold the requested offset, or not yet. */
export function isOutOfRangeError(error: unknown): boolean {
  return error instanceof BrokerError && error.errorCode === KAFKA_ERROR.OFFSET_OUT_OF_RANGE;
}

const DELAY_MS_MAX = 500;

/** The limits of a retried request. */
export type KafkaRetryOptions = Pick<RetryOptions, 'timeoutMs' | 'signal'>;

/** Retries an operation while it fails with a transient error of Kafka. Throws its last error. */
export function retryTransient<T>(
  operation: () => Promise<T>,
  options: KafkaRetryOptions,
): Promise<T> {
  return retry(operation, {
    ...options,
    isTransient: isTransientError,
    delayMsMax: DELAY_MS_MAX,
  });
}

/**
 * Returns the error that the port defines: LOG_ACCESS_REFUSED if a setting or a right is wrong,
 * LOG_UNREACHABLE for other errors of Kafka; all others are returned unchanged.
 */
export function toLogError(error: unknown): unknown {
  if (!(error instanceof ConnectionError) && !(error instanceof BrokerError)) return error;
  const failure = explainFailure(error, createSubject(error));
  const message =
    failure?.message ??
    `The Kafka of the log does not answer: ${error.message}. ` +
      'Start the brokers, or correct their addresses in RAPPORTEUR_LOG.';
  const code = failure?.kind === 'setting' ? 'LOG_ACCESS_REFUSED' : 'LOG_UNREACHABLE';
  return new LogError(code, message, { cause: error });
}

function createSubject(error: Error): FailureSubject {
  return error instanceof AdvertisedAddressError
    ? {
        name: `A broker answers, but the address \`${error.address}\` that it advertises`,
        setting: 'advertised.listeners of the broker',
      }
    : { name: 'The Kafka of the log', setting: 'RAPPORTEUR_LOG' };
}

/** Returns the error of a partition whose first records were deleted, in the words of the doctor. */
export function createHistoryDeletedError(partition: number): LogError {
  const message =
    `Partition ${partition} does not begin at offset 0: its history was deleted. ` +
    'Restore the log from an export.';
  return new LogError('LOG_GAP_FOUND', message, { cause: createGapError(0, 1) });
}
