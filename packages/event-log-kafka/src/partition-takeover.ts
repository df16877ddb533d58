// Takes ownership of a partition.
// 1. Read to the end; take the next epoch; show it to the leader with a fence; read to that fence.
//    From then on no earlier epoch of this producer id can append, and all its records were read:
//    "retries when an event lies between its fence and its WriterOpened, which would be ignored".
// 2. A new producer id does not fence the earlier ones, so they are fenced first: "fences a
//    producer id that appeared after the read to the end".
// 3. A fence of unknown outcome is not resent. The takeover starts again with the next epoch and
//    another nonce: "never resends a fence without a response: each fence has its own nonce".
// 4. A refused fence does not prove another owner. Only a valid `WriterOpened` does: "continues
//    when the writer that fenced it never opened".
import { parseTrustedEvent } from '@rapporteur/contracts';
import {
  checkAcceptance,
  encodeWriterOpened,
  isWriterOpened,
  type LogBatch,
  LogError,
  type OwnerInfo,
  type RecordedEvent,
  createTailLostError,
} from '@rapporteur/event-log';
import { retry } from '@rapporteur/resilience';
import type { ClusterClient } from './cluster-client.ts';
import { createFenceRecord, isFence } from './fence.ts';
import { FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError, isTransientError, retryTransient } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import { toKafkaRecord } from './kafka-writer.ts';
import { LeaderClient } from './leader-client.ts';
import { appendVerified } from './verified-append.ts';

const FIRST_DELAY_MS = 50;
const DELAY_MS_MAX = 2_000;
/**
 * The epoch at which the operator is warned. Some 2,700 openings later the partition gets a new
 * producer id.
 */
const EPOCH_WARNING = 30_000;

/** The partition and owner of a takeover, and its limits. */
export interface TakeoverOptions {
  readonly cluster: ClusterClient;
  readonly partition: number;
  readonly partitions: number;
  readonly owner: OwnerInfo;
  readonly deadline: number;
  readonly requestTimeoutMs: number;
  readonly clock: () => Date;
  readonly nonce: () => string;
  readonly onWarning: (message: string) => void;
}

/** An attempt was overtaken by another writer and must start again. */
class TakeoverConflictError extends Error {}

/** One takeover of a partition, with as many attempts as it needs. */
export class PartitionTakeover {
  readonly #options: TakeoverOptions;
  readonly #reader: KafkaPartitionReader;
  readonly #onBatch: (batch: LogBatch) => void;
  /** Producer ids that can no longer append. */
  readonly #fencedIds = new Set<bigint>();

  constructor(
    options: TakeoverOptions,
    reader: KafkaPartitionReader,
    onBatch: (batch: LogBatch) => void,
  ) {
    this.#options = options;
    this.#reader = reader;
    this.#onBatch = onBatch;
  }

  /**
   * Opens the partition with a `WriterOpened`.
   * @throws LogError LOG_WRITER_FENCED, LOG_TAIL_LOST, LOG_UNREACHABLE
   */
  open(): Promise<FencedProducer> {
    return this.#retry(async () => {
      const { producer, nonce } = await this.#appendFence();
      try {
        await this.#appendWriterOpened(producer, nonce);
        return producer;
      } catch (error) {
        producer.discard();
        throw error;
      }
    });
  }

  /** Fences all other writers without a `WriterOpened`, for a restore. */
  fence(): Promise<FencedProducer> {
    return this.#retry(async () => (await this.#appendFence()).producer);
  }

  /** Reads to the current end and passes the events to `onBatch`. */
  async catchUp(): Promise<void> {
    for (let end: number | undefined; ;) {
      const batch = await retryTransient(() => this.#reader.nextPage(0), {
        timeoutMs: this.#remainingMs,
      });
      this.#emit(batch);
      end ??= this.#reader.endOffset;
      if (batch.atEnd || this.#reader.fold.nextOffset >= end) return;
    }
  }

  async #retry<T>(attempt: () => Promise<T>): Promise<T> {
    await this.catchUp();
    const { term } = this.#reader.fold.head;

    const run = async (number: number): Promise<T> => {
      if (number > 1) {
        await this.catchUp();
        if (this.#reader.fold.head.term > term) throw this.#createFencedLogError();
      }
      return attempt().catch((error: unknown) => {
        throw error instanceof SendError ? error.cause : error;
      });
    };

    const isConflict = (error: unknown): boolean =>
      error instanceof TakeoverConflictError || isFencedError(error);
    const options = {
      isTransient: (error: unknown) => isConflict(error) || isTransientError(error),
      timeoutMs: this.#remainingMs,
      firstDelayMs: FIRST_DELAY_MS,
      delayMsMax: DELAY_MS_MAX,
      // Without it two writers could fence each other for ever.
      jitter: true,
    };
    return retry(run, options).catch((error: unknown) => {
      throw isConflict(error) ? this.#createFencedLogError(error) : error;
    });
  }

  async #appendFence(): Promise<{ producer: FencedProducer; nonce: string }> {
    const { cluster, partition, owner } = this.#options;
    const identity = await retryTransient(
      () => cluster.initProducerId(`${cluster.topic}.writer.${partition}`),
      { timeoutMs: this.#remainingMs },
    );
    if (identity.epoch >= EPOCH_WARNING)
      this.#options.onWarning(
        `Partition ${partition} was opened ${identity.epoch} times; ` +
          'its producer id will be replaced.',
      );
    await this.#fenceOtherIds(identity.producerId);

    const producer = new FencedProducer(this.#createLeaderClient(), identity);
    try {
      const nonce = this.#options.nonce();
      const offset = await producer.send([createFenceRecord(partition, owner, nonce)]);
      await this.#readThroughFence(offset, nonce);
      if (this.#listOtherIds(identity.producerId).length > 0)
        throw new TakeoverConflictError('another producer id appeared');
      return { producer, nonce };
    } catch (error) {
      producer.discard();
      throw error;
    }
  }

  async #readThroughFence(offset: number, nonce: string): Promise<void> {
    const { fold, partition } = this.#reader;
    let isFound = false;
    const checkRecord = (record: Parameters<typeof isFence>[0]): void => {
      isFound ||= record.offset === offset && isFence(record, nonce);
    };
    await retryTransient(() => this.#reader.readThrough(offset, checkRecord), {
      timeoutMs: this.#remainingMs,
    });
    this.#emit(this.#reader.drain());
    // Its offset was read before, or another record lies there.
    if (!isFound) throw createTailLostError(partition, fold.head.pseq, -1);
  }

  /** Fences every other producer id of this term, under the highest possible epoch. */
  async #fenceOtherIds(ownId: bigint): Promise<void> {
    const { partition, owner, nonce } = this.#options;
    for (const id of this.#listOtherIds(ownId)) {
      const producer = FencedProducer.withHighestEpoch(this.#createLeaderClient(), id);
      try {
        // If another takeover fenced this id before, the broker acknowledges the batch without
        // storing it.
        await producer.send([createFenceRecord(partition, owner, nonce())], this.#remainingMs);
      } finally {
        producer.discard();
      }
      this.#fencedIds.add(id);
    }
  }

  #listOtherIds(ownId: bigint): bigint[] {
    return [...this.#reader.fold.producers].filter(
      (id) => id >= 0n && id !== ownId && !this.#fencedIds.has(id),
    );
  }

  async #appendWriterOpened(producer: FencedProducer, nonce: string): Promise<void> {
    const { partition, partitions, owner, deadline, clock } = this.#options;
    const { head: before } = this.#reader.fold;
    const fields = { partition, partitions, owner, head: before, nonce, now: clock() };
    const bytes = encodeWriterOpened(fields);
    const recorded: RecordedEvent = { bytes, event: parseTrustedEvent(bytes) };
    const acceptance = checkAcceptance(before, recorded.event);
    if (acceptance.kind !== 'valid')
      throw new LogError(
        'LOG_EVENT_DEFECTIVE',
        `Cannot open partition ${partition}: ${acceptance.reason}.`,
      );

    const append = { records: [toKafkaRecord(recorded)], head: acceptance.head, deadline };
    const isAccepted = await appendVerified(this.#reader, producer, append);
    const { events, ignored } = this.#reader.drain();
    const { head } = this.#reader.fold;
    if (!isAccepted) {
      this.#emit({ events, ignored, atEnd: false, head });
      throw new TakeoverConflictError('an event lies before the WriterOpened');
    }
    this.#emit({ events: [...events, recorded], ignored, atEnd: true, head });
  }

  #emit(batch: LogBatch): void {
    for (const { event } of batch.events)
      if (isWriterOpened(event)) this.#checkPartitionCount(event.data['partitions']);
    if (batch.events.length > 0 || batch.ignored.length > 0) this.#onBatch(batch);
  }

  #checkPartitionCount(recorded: unknown): void {
    const { partitions, cluster } = this.#options;
    if (recorded === partitions) return;
    const count = String(recorded);
    throw new LogError(
      'LOG_PREFLIGHT_REFUSED',
      `The log was created with ${count} partitions, and the topic ${cluster.topic} has ` +
        `${partitions}. Their count never changes: restore the log into a topic with ${count} partitions.`,
    );
  }

  #createLeaderClient(): LeaderClient {
    const { cluster, partition, requestTimeoutMs } = this.#options;
    return new LeaderClient(cluster, partition, requestTimeoutMs);
  }

  get #remainingMs(): number {
    return this.#options.deadline - Date.now();
  }

  #createFencedLogError(cause?: unknown): LogError {
    const message = `Another writer opened partition ${this.#options.partition} at the same time.`;
    return new LogError('LOG_WRITER_FENCED', message, { cause });
  }
}
