/**
 * Takes a partition over.
 * 1. Read to the end; take the next epoch; show it to the leader with a fence; read to that fence. From then on no
 *    earlier epoch of this producer id can append, and everything it did append was read.
 * 2. Where the producer id is a new one, the ids that wrote before are fenced first: a new id does not fence them.
 * 3. A fence of unknown outcome is not sent again: one begins again, with the next epoch and another nonce.
 * 4. That one's own fence was refused does not prove that somebody else owns the partition: that is proven by a valid
 *    `WriterOpened` alone.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseTrustedEvent } from '@rapporteur/contracts';
import {
  type LogBatch,
  isWriterOpened,
  checkAcceptance,
  LogError,
  type OwnerInfo,
  type RecordedEvent,
  tailLostError,
  encodeWriterOpened,
} from '@rapporteur/event-log';
import type { ClusterClient } from './cluster-client.ts';
import { appendVerified } from './verified-append.ts';
import { fenceRecord, isFence } from './fence.ts';
import { FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError, isTransientError, retryTransient } from './kafka-error.ts';
import { toKafkaRecord } from './kafka-writer.ts';
import { LeaderClient } from './leader-client.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';

const FIRST_PAUSE_MS = 50;
const PAUSE_MS_MAX = 2_000;
/** From this epoch on the operator is told: after some 2,700 more openings the partition gets a new producer id. */
const EPOCH_WARNING = 30_000;

/** Who opens what, and for how long it tries. */
export interface TakeoverOptions {
  readonly brokers: ClusterClient;
  readonly partition: number;
  readonly partitions: number;
  readonly owner: OwnerInfo;
  readonly deadline: number;
  readonly requestTimeoutMs: number;
  readonly clock: () => Date;
  readonly nonce: () => string;
  readonly onWarning: (message: string) => void;
}

/** Thrown within an attempt that is to begin again. */
class TakeoverConflictError extends Error {}

/** One taking over of a partition, as often as it takes. */
export class PartitionTakeover {
  readonly #plan: TakeoverOptions;
  readonly #reader: KafkaPartitionReader;
  readonly #onBatch: (batch: LogBatch) => void;
  /** Producer ids that can append no more. */
  readonly #ended = new Set<bigint>();

  constructor(
    plan: TakeoverOptions,
    reader: KafkaPartitionReader,
    onBatch: (batch: LogBatch) => void,
  ) {
    this.#plan = plan;
    this.#reader = reader;
    this.#onBatch = onBatch;
  }

  /** Opens the partition with a `WriterOpened`. @throws LogError LOG_WRITER_FENCED, LOG_TAIL_LOST, LOG_UNREACHABLE */
  open(): Promise<FencedProducer> {
    return this.#repeatedly(async () => {
      const { producer, nonce } = await this.#takeOver();
      try {
        await this.#appendOpened(producer, nonce);
        return producer;
      } catch (error) {
        producer.discard();
        throw error;
      }
    });
  }

  /** Makes sure that nobody else can append, without a `WriterOpened`: for a restore. */
  fence(): Promise<FencedProducer> {
    return this.#repeatedly(async () => (await this.#takeOver()).producer);
  }

  /** Reads to the end as it is found now, and hands on what was read. */
  async catchUp(): Promise<void> {
    for (let end: number | undefined; ;) {
      const batch = await retryTransient(this.#patience, () => this.#reader.nextPage(0));
      this.#handOn(batch);
      end ??= this.#reader.endOffset;
      if (batch.atEnd || this.#reader.fold.position >= end) return;
    }
  }

  async #repeatedly<T>(attempt: () => Promise<T>): Promise<T> {
    await this.catchUp();
    const { term } = this.#reader.fold.head;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, PAUSE_MS_MAX)) {
      try {
        return await attempt();
      } catch (error) {
        const cause = error instanceof SendError ? error.cause : error;
        if (
          !(error instanceof TakeoverConflictError) &&
          !isFencedError(cause) &&
          !isTransientError(cause)
        )
          throw cause;
        if (Date.now() + pause > this.#plan.deadline)
          throw isTransientError(cause) ? cause : this.#outrun(cause);
      }
      // At random: two that take turns in fencing each other would go on for ever.
      await sleep(randomInt(pause, 3 * pause));
      await this.catchUp();
      if (this.#reader.fold.head.term > term) throw this.#outrun();
    }
  }

  async #takeOver(): Promise<{ producer: FencedProducer; nonce: string }> {
    const { brokers, partition, owner } = this.#plan;
    const transactionalId = `${brokers.topic}.writer.${partition}`;
    const identity = await retryTransient(this.#patience, () =>
      brokers.initProducerId(transactionalId),
    );
    if (identity.epoch >= EPOCH_WARNING)
      this.#plan.onWarning(
        `Partition ${partition} was opened ${identity.epoch} times; its producer id will be replaced.`,
      );
    await this.#endOthers(identity.producerId);
    const producer = new FencedProducer(this.#link(), identity);
    try {
      const nonce = this.#plan.nonce();
      const offset = await producer.send([fenceRecord(partition, owner, nonce)]);
      await this.#readToFence(offset, nonce);
      if (this.#others(identity.producerId).length > 0)
        throw new TakeoverConflictError('another producer id appeared');
      return { producer, nonce };
    } catch (error) {
      producer.discard();
      throw error;
    }
  }

  async #readToFence(offset: number, nonce: string): Promise<void> {
    const { fold, partition } = this.#reader;
    let found = false;
    await retryTransient(this.#patience, () =>
      this.#reader.readThrough(offset, (record) => {
        found ||= record.offset === offset && isFence(record, nonce);
      }),
    );
    this.#handOn(this.#reader.drain());
    // It landed before what was read already, or something else lies there.
    if (!found) throw tailLostError(partition, fold.head.pseq, -1);
  }

  /** Ends every other producer id that wrote in this term: under the highest epoch there is, which none can pass. */
  async #endOthers(own: bigint): Promise<void> {
    const { partition, owner, nonce } = this.#plan;
    for (const id of this.#others(own)) {
      const last = FencedProducer.withHighestEpoch(this.#link(), id);
      try {
        // Where another opening ended it before, this one is acknowledged without being stored.
        await last.send([fenceRecord(partition, owner, nonce())], this.#plan.deadline);
      } finally {
        last.discard();
      }
      this.#ended.add(id);
    }
  }

  #others(own: bigint): bigint[] {
    return [...this.#reader.fold.producers].filter(
      (id) => id >= 0n && id !== own && !this.#ended.has(id),
    );
  }

  async #appendOpened(producer: FencedProducer, nonce: string): Promise<void> {
    const { partition, partitions, owner, deadline, clock } = this.#plan;
    const { head: before } = this.#reader.fold;
    const bytes = encodeWriterOpened({
      partition,
      partitions,
      owner,
      head: before,
      nonce,
      now: clock(),
    });
    const recorded: RecordedEvent = { bytes, event: parseTrustedEvent(bytes) };
    const verdict = checkAcceptance(before, recorded.event);
    if (verdict.kind !== 'valid')
      throw new LogError('LOG_EVENT_DEFECTIVE', `It cannot be opened: ${verdict.reason}.`);
    const appending = { records: [toKafkaRecord(recorded)], head: verdict.head, deadline };
    const counts = await appendVerified(this.#reader, producer, appending);
    const { events, ignored } = this.#reader.drain();
    if (!counts) {
      this.#handOn({ events, ignored, atEnd: false, head: this.#reader.fold.head });
      throw new TakeoverConflictError('an event came before the opening');
    }
    this.#handOn({
      events: [...events, recorded],
      ignored,
      atEnd: true,
      head: this.#reader.fold.head,
    });
  }

  #handOn(batch: LogBatch): void {
    for (const { event } of batch.events)
      if (isWriterOpened(event)) this.#expectPartitions(event.data['partitions']);
    if (batch.events.length > 0 || batch.ignored.length > 0) this.#onBatch(batch);
  }

  #expectPartitions(recorded: unknown): void {
    const { partitions, brokers } = this.#plan;
    if (recorded === partitions) return;
    throw new LogError(
      'LOG_PREFLIGHT_REFUSED',
      `The log was made with ${String(recorded)} partitions, and the topic ${brokers.topic} has ${partitions}. Their count never changes: restore the log into a topic with ${String(recorded)}.`,
    );
  }

  #link(): LeaderClient {
    return new LeaderClient(this.#plan.brokers, this.#plan.partition, this.#plan.requestTimeoutMs);
  }

  get #patience(): { timeoutMs: number } {
    return { timeoutMs: this.#plan.deadline - Date.now() };
  }

  #outrun(cause?: unknown): LogError {
    const message = `Another writer opened partition ${this.#plan.partition} just now.`;
    return new LogError('LOG_WRITER_FENCED', message, { cause });
  }
}
