/**
 * Sends batches under one epoch of a partition's producer id.
 * 1. One batch at a time. What is sent again is the very same bytes, under the same sequence number: the broker appends
 *    them once. Other bytes are never sent under a number that was used: the broker would acknowledge and drop them.
 * 2. After a fault that ends the attempts the producer is not used again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProducerIdentity } from './cluster-client.ts';
import { BrokerError, KAFKA_ERROR, isTransientError } from './kafka-error.ts';
import type { LeaderClient } from './leader-client.ts';
import { encodeBatch, type NewRecord } from './record-batch.ts';

/** Sequence numbers go round after this one. */
const SEQUENCE_MAX = 2_147_483_647;
/** The highest epoch of a producer id: who writes under it fences everybody else who has that id. */
const EPOCH_MAX = 32_767;
const FIRST_PAUSE_MS = 20;
const PAUSE_MS_MAX = 500;

// Only after these it is certain that a batch was not appended.
const NOT_APPENDED: number[] = [
  KAFKA_ERROR.UNKNOWN_TOPIC_OR_PARTITION,
  KAFKA_ERROR.LEADER_NOT_AVAILABLE,
  KAFKA_ERROR.NOT_LEADER_OR_FOLLOWER,
  KAFKA_ERROR.NOT_ENOUGH_REPLICAS,
];

/** A batch was not acknowledged; `mayHaveLanded` says whether it can be in the log all the same. */
export class SendError extends Error {
  override readonly name = 'SendFault';
  readonly mayBeAppended: boolean;

  constructor(cause: unknown, mayHaveLanded: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.mayBeAppended = mayHaveLanded;
  }
}

/** A producer of one partition. */
export class FencedProducer {
  readonly producerId: bigint;
  readonly #epoch: number;
  readonly #link: LeaderClient;
  #sequence = 0;

  constructor(link: LeaderClient, { producerId, epoch }: ProducerIdentity) {
    this.#link = link;
    this.producerId = producerId;
    this.#epoch = epoch;
  }

  /** A producer that fences whoever still has this id, and never gives it back. */
  static withHighestEpoch(link: LeaderClient, producerId: bigint): FencedProducer {
    return new FencedProducer(link, { producerId, epoch: EPOCH_MAX });
  }

  /**
   * Sends one batch, again and again until the deadline; only once without one. Answers its first offset.
   * @throws SendFault
   */
  async send(records: readonly NewRecord[], deadline = 0): Promise<number> {
    const origin = { producerId: this.producerId, epoch: this.#epoch, sequence: this.#sequence };
    const batch = encodeBatch(records, origin, Date.now());
    let mayHaveLanded = false;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, PAUSE_MS_MAX)) {
      try {
        const baseOffset = await this.#link.produce(batch);
        this.#sequence = following(this.#sequence, records.length);
        return baseOffset;
      } catch (cause) {
        mayHaveLanded ||= leavesOpen(cause);
        if (!isTransientError(cause) || Date.now() + pause > deadline)
          throw new SendError(cause, mayHaveLanded);
      }
      await sleep(pause);
    }
  }

  discard(): void {
    this.#link.discard();
  }
}

function leavesOpen(cause: unknown): boolean {
  return (
    isTransientError(cause) &&
    !(cause instanceof BrokerError && NOT_APPENDED.includes(cause.errorCode))
  );
}

/** The sequence number behind so many records. */
function following(sequence: number, records: number): number {
  return sequence > SEQUENCE_MAX - records
    ? records - (SEQUENCE_MAX - sequence) - 1
    : sequence + records;
}
