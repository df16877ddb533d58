/** What brokers and the way there answer instead of what was asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LogError } from '@rapporteur/event-log';

/** Kafka's error codes that this room tells apart. */
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
  FETCH_SESSION_ID_NOT_FOUND: 70,
  FENCED_LEADER_EPOCH: 74,
  UNKNOWN_LEADER_EPOCH: 75,
  OFFSET_NOT_AVAILABLE: 78,
  PRODUCER_FENCED: 90,
  UNKNOWN_TOPIC_ID: 100,
} as const;

const NAMES = new Map<number, string>(
  Object.entries(KAFKA_ERROR).map(([name, code]) => [code, name]),
);

// After these the same request may be answered by another broker, or by the same one a little later.
const PASSING = new Set<number>([
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

/** A broker answered with an error. */
export class BrokerError extends Error {
  override readonly name = 'BrokerFault';
  /** Kafka's number of it. */
  readonly errorCode: number;

  constructor(request: string, error: number) {
    super(`${request} was answered with ${NAMES.get(error) ?? `error ${error}`}`);
    this.errorCode = error;
  }
}

/** A broker could not be reached, or did not answer in time: whether it did what was asked is not known. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionFault';
}

/** True if what failed may be tried again as it is. */
export function isTransientError(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    (error instanceof BrokerError && PASSING.has(error.errorCode))
  );
}

/** True if a newer epoch of the producer was seen by who answered. */
export function isFencedError(error: unknown): boolean {
  const codes: number[] = [KAFKA_ERROR.INVALID_PRODUCER_EPOCH, KAFKA_ERROR.PRODUCER_FENCED];
  return error instanceof BrokerError && codes.includes(error.errorCode);
}

/** True if an offset is not, or not yet, where it was looked for. */
export function isOutOfRangeError(error: unknown): boolean {
  return error instanceof BrokerError && error.errorCode === KAFKA_ERROR.OFFSET_OUT_OF_RANGE;
}

const FIRST_PAUSE_MS = 20;
const PAUSE_MS_MAX = 500;

/** How long something is tried again, and what ends it early. */
export interface KafkaRetryOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Tries again while it fails for a passing reason, waiting longer each time; throws the last fault. */
export async function retryTransient<T>(
  { timeoutMs: forMs, signal }: KafkaRetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + forMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, PAUSE_MS_MAX)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransientError(error) || Date.now() + pause > deadline || signal?.aborted) throw error;
    }
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** A fault as the port knows it: one of reaching the brokers is LOG_UNREACHABLE, another stays what it is. */
export function toLogError(error: unknown): unknown {
  if (!(error instanceof ConnectionError) && !(error instanceof BrokerError)) return error;
  const remedy =
    'Start the brokers, correct their addresses, or let this user do what was refused.';
  return new LogError(
    'LOG_UNREACHABLE',
    `The log's Kafka does not serve it: ${error.message}. ${remedy}`,
    {
      cause: error,
    },
  );
}
