import {
  type Clocks,
  ElapsedTime,
  type Bytes,
  checkBatch,
  type CommittedRange,
  createConcurrentAppendError,
  type Head,
  LogError,
  type RecordedEvent,
  type Writer,
  createWriterClosedError,
} from '@rapporteur/event-log';
import { CONTENT_TYPES } from './fence.ts';
import { type FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import type { NewRecord } from './record-batch.ts';
import { appendVerified } from './verified-append.ts';

const COLLECTION = '/collections/';

/** A writer older than this sends nothing more. Partition owners open a new one long before. */
export const WRITER_AGE_MS_MAX = 12 * 3_600_000;

/** The time limits of a writer. */
export interface WriterLimits {
  /** How long a batch of unknown outcome is resent. */
  readonly resendTimeoutMs: number;
  /** The age up to which a writer sends: far below the time after which brokers forget an epoch. */
  readonly writerAgeMsMax: number;
  readonly clocks: Clocks;
}

/**
 * Returns the Kafka record of an event. Its key is the collection, as Kafka's own partitioner
 * expects.
 */
export function toKafkaRecord({ bytes, event }: RecordedEvent): NewRecord {
  const key = event.source === '/log' ? event.subject : event.source.slice(COLLECTION.length);
  // Buffer allocates from a pool; a TextEncoder would allocate each key separately.
  return { key: Buffer.from(key), value: bytes, contentType: CONTENT_TYPES.event };
}

/**
 * A writer on Kafka: each append is one record batch, under the writer's epoch of the partition's
 * producer id.
 */
export class KafkaWriter implements Writer {
  readonly #reader: KafkaPartitionReader;
  readonly #producer: FencedProducer;
  readonly #limits: WriterLimits;
  readonly #age: ElapsedTime;
  #head: Head;
  #isClosed = false;
  #inFlight: Promise<void> | undefined;

  constructor(reader: KafkaPartitionReader, producer: FencedProducer, limits: WriterLimits) {
    this.#reader = reader;
    this.#producer = producer;
    this.#limits = limits;
    this.#age = new ElapsedTime(limits.clocks);
    this.#head = reader.fold.head;
  }

  get term(): number {
    return this.#head.term;
  }

  async append(events: readonly Bytes[]): Promise<CommittedRange> {
    if (this.#isClosed) throw createWriterClosedError();
    if (this.#inFlight) throw createConcurrentAppendError();

    const { records, head } = checkBatch(this.#head, events);
    if (this.#age.ms > this.#limits.writerAgeMsMax) this.#rejectForAge();

    this.#inFlight = this.#send(records, head);
    try {
      await this.#inFlight;
    } catch (error) {
      this.#shutDown();
      throw error;
    } finally {
      this.#inFlight = undefined;
    }
    const first = this.#head.pseq + 1;
    this.#head = head;
    return { first, last: head.pseq };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#inFlight?.catch(() => undefined);
    this.#shutDown();
  }

  async #send(events: readonly RecordedEvent[], head: Head): Promise<void> {
    const deadline = Date.now() + this.#limits.resendTimeoutMs;
    const append = { records: events.map(toKafkaRecord), head, deadline };
    let isAccepted: boolean;
    try {
      isAccepted = await appendVerified(this.#reader, this.#producer, append);
    } catch (error) {
      throw this.#toAppendError(error);
    }
    if (!isAccepted) throw this.#createFencedLogError();
    // Readers report the ignored records in between.
    this.#reader.drain();
  }

  #toAppendError(cause: unknown): LogError {
    if (cause instanceof SendError && cause.cause instanceof LogError) return cause.cause;
    if (cause instanceof SendError && isFencedError(cause.cause) && !cause.mayBeAppended)
      return this.#createFencedLogError(cause);
    const message =
      `The outcome of the batch at pseq ${this.#head.pseq + 1} is unknown: ${String(cause)}. ` +
      'Read the log to find out.';
    return new LogError('LOG_OUTCOME_UNKNOWN', message, { cause });
  }

  #rejectForAge(): never {
    this.#shutDown();
    throw new LogError('LOG_WRITER_CLOSED', 'This writer is too old: open another.');
  }

  #createFencedLogError(cause?: unknown): LogError {
    const message = `Another writer opened partition ${this.#reader.partition}.`;
    return new LogError('LOG_WRITER_FENCED', message, { cause });
  }

  #shutDown(): void {
    this.#isClosed = true;
    this.#producer.discard();
    this.#reader.discard();
  }
}
