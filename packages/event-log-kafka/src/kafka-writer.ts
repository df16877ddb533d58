import {
  type Bytes,
  checkBatch,
  type CommittedRange,
  type Head,
  LogError,
  type RecordedEvent,
  type Writer,
} from '@rapporteur/event-log';
import { WriterAge, type Clocks } from './writer-age.ts';
import { appendVerified } from './verified-append.ts';
import { CONTENT_TYPES } from './fence.ts';
import { type FencedProducer, SendError } from './fenced-producer.ts';
import { isFencedError } from './kafka-error.ts';
import type { KafkaPartitionReader } from './kafka-partition-reader.ts';
import type { NewRecord } from './record-batch.ts';

const COLLECTION = '/collections/';

/** A writer older than this sends no more. Whoever keeps one opens anew long before. */
export const WRITER_AGE_MS_MAX = 12 * 3_600_000;

/** How long a writer sends. */
export interface WriterLimits {
  /** How long a batch of unknown outcome is sent again before it is left to whoever reads the log. */
  readonly resendTimeoutMs: number;
  /** How long after its opening a writer sends at all: far less than what brokers remember an epoch for. */
  readonly writerAgeMsMax: number;
  readonly clocks: Clocks;
}

/** The record that an event is kept as. Its key is the collection, as Kafka's own partitioner would have it. */
export function toKafkaRecord({ bytes, event }: RecordedEvent): NewRecord {
  const key = event.source === '/log' ? event.subject : event.source.slice(COLLECTION.length);
  // From Buffer's pool: an encoder allocates each anew.
  return { key: Buffer.from(key), value: bytes, contentType: CONTENT_TYPES.event };
}

/** A writer on Kafka: one record batch an append, under its own epoch of the partition's producer id. */
export class KafkaWriter implements Writer {
  readonly #reader: KafkaPartitionReader;
  readonly #producer: FencedProducer;
  readonly #limits: WriterLimits;
  readonly #age: WriterAge;
  #head: Head;
  #spent = false;
  #inFlight: Promise<void> | undefined;

  constructor(reader: KafkaPartitionReader, producer: FencedProducer, limits: WriterLimits) {
    this.#reader = reader;
    this.#producer = producer;
    this.#limits = limits;
    this.#age = new WriterAge(limits.clocks);
    this.#head = reader.fold.head;
  }

  get term(): number {
    return this.#head.term;
  }

  async append(events: readonly Bytes[]): Promise<CommittedRange> {
    if (this.#spent)
      throw new LogError('LOG_WRITER_CLOSED', 'This writer is closed: open another.');
    if (this.#inFlight)
      throw new LogError(
        'LOG_BATCH_INVALID',
        'One append at a time: the last one has not been answered.',
      );
    const { records, head } = checkBatch(this.#head, events);
    if (this.#age.elapsedMs > this.#limits.writerAgeMsMax) return this.#refuseForAge();
    this.#inFlight = this.#send(records, head);
    try {
      await this.#inFlight;
    } catch (error) {
      this.#spend();
      throw error;
    } finally {
      this.#inFlight = undefined;
    }
    const first = this.#head.pseq + 1;
    this.#head = head;
    return { first, last: head.pseq };
  }

  async close(): Promise<void> {
    this.#spent = true;
    await this.#inFlight?.catch(() => undefined);
    this.#spend();
  }

  async #send(events: readonly RecordedEvent[], head: Head): Promise<void> {
    const deadline = Date.now() + this.#limits.resendTimeoutMs;
    let counts: boolean;
    try {
      counts = await appendVerified(this.#reader, this.#producer, {
        records: events.map(toKafkaRecord),
        head,
        deadline,
      });
    } catch (cause) {
      if (cause instanceof SendError && isFencedError(cause.cause) && !cause.mayBeAppended)
        throw this.#fenced(cause);
      const message = `Whether the batch at pseq ${this.#head.pseq + 1} was appended is not known: ${String(cause)}. Read the log to learn it.`;
      throw new LogError('LOG_OUTCOME_UNKNOWN', message, { cause });
    }
    if (!counts) throw this.#fenced();
    // What lay in between is for readers to report.
    this.#reader.drain();
  }

  #refuseForAge(): never {
    this.#spend();
    throw new LogError('LOG_WRITER_CLOSED', 'This writer was opened too long ago: open another.');
  }

  #fenced(cause?: unknown): LogError {
    return new LogError(
      'LOG_WRITER_FENCED',
      `Another writer opened partition ${this.#reader.partition}.`,
      { cause },
    );
  }

  #spend(): void {
    this.#spent = true;
    this.#producer.discard();
    this.#reader.discard();
  }
}
