// Invariants
// 1. One batch is in flight at a time. A retry sends the same bytes under the same sequence number,
//    and the broker stores them once: "retries with the same bytes, and requests the
//    acknowledgement of every in-sync replica".
// 2. Other bytes are never sent under a used sequence number: the broker would acknowledge and drop
//    them. So a producer is discarded after an error ends its retries: "has an unknown outcome
//    without a response by the deadline".
import type { ProducerIdentity } from './cluster-client.ts';
import { BrokerError, isTransientError, KAFKA_ERROR, retryTransient } from './kafka-error.ts';
import type { LeaderClient } from './leader-client.ts';
import { encodeBatch, type NewRecord } from './record-batch.ts';

/** Sequence numbers wrap to 0 after this one. */
const SEQUENCE_MAX = 2_147_483_647;
/**
 * The highest epoch of a producer id. A producer with it fences all others that have the same id.
 */
const EPOCH_MAX = 32_767;

// Only after these transient errors it is certain that a batch was not appended.
const NOT_APPENDED: readonly number[] = [
  KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION,
  KAFKA_ERROR.LEADER_NOT_AVAILABLE,
  KAFKA_ERROR.NOT_LEADER_OR_FOLLOWER,
  KAFKA_ERROR.NOT_ENOUGH_REPLICAS,
];

/**
 * A batch was not acknowledged. It may be in the log if `mayBeAppended`.
 */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly mayBeAppended: boolean;

  constructor(cause: unknown, mayBeAppended: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.mayBeAppended = mayBeAppended;
  }
}

/** Sends batches to one partition under one epoch of a producer id. */
export class FencedProducer {
  readonly producerId: bigint;
  readonly #epoch: number;
  readonly #leader: LeaderClient;
  #sequence = 0;

  constructor(leader: LeaderClient, { producerId, epoch }: ProducerIdentity) {
    this.#leader = leader;
    this.producerId = producerId;
    this.#epoch = epoch;
  }

  /** Returns a producer that permanently fences all others with this id. */
  static withHighestEpoch(leader: LeaderClient, producerId: bigint): FencedProducer {
    return new FencedProducer(leader, { producerId, epoch: EPOCH_MAX });
  }

  /**
   * Sends one batch, with retries within `timeoutMs`; by default once. Returns its first offset.
   * @throws SendError
   */
  async send(records: readonly NewRecord[], timeoutMs = 0): Promise<number> {
    const origin = { producerId: this.producerId, epoch: this.#epoch, sequence: this.#sequence };
    const batch = encodeBatch(records, origin, Date.now());

    let mayBeAppended = false;
    const produce = async (): Promise<number> => {
      try {
        return await this.#leader.produce(batch);
      } catch (error) {
        mayBeAppended ||= hasUnknownOutcome(error);
        throw error;
      }
    };

    const baseOffset = await retryTransient(produce, { timeoutMs }).catch((cause: unknown) => {
      throw new SendError(cause, mayBeAppended);
    });
    this.#sequence = advanceSequence(this.#sequence, records.length);
    return baseOffset;
  }

  discard(): void {
    this.#leader.discard();
  }
}

function hasUnknownOutcome(error: unknown): boolean {
  const isRefused = error instanceof BrokerError && NOT_APPENDED.includes(error.errorCode);
  return isTransientError(error) && !isRefused;
}

function advanceSequence(sequence: number, records: number): number {
  return sequence > SEQUENCE_MAX - records
    ? records - (SEQUENCE_MAX - sequence) - 1
    : sequence + records;
}
