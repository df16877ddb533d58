import {
  type Bytes,
  type CommittedRange,
  EMPTY_HEAD,
  type EventLog,
  type Head,
  type LogBatch,
  type RecordedEvent,
  type Writer,
} from '../port.ts';
import { sampleEvents } from './sample-events.ts';

/** A writer that keeps its head and builds events that continue it, like the command runtime. */
export class TestWriter {
  /** The events that openWriter passed to onBatch. */
  readonly events: readonly RecordedEvent[];
  head: Head;
  readonly #writer: Writer;

  private constructor(writer: Writer, events: readonly RecordedEvent[], head: Head) {
    this.#writer = writer;
    this.events = events;
    this.head = head;
  }

  static async open(
    log: EventLog,
    options: { partition?: number; owner?: string; head?: Head | undefined } = {},
  ): Promise<TestWriter> {
    const { partition = 0, owner = 'writer-1', head: from = EMPTY_HEAD } = options;
    const events: RecordedEvent[] = [];
    let head = from;
    const collect = (batch: LogBatch): void => {
      events.push(...batch.events);
      head = batch.head;
    };
    const writer = await log.openWriter(partition, { instance: owner }, from, collect);
    return new TestWriter(writer, events, head);
  }

  get term(): number {
    return this.#writer.term;
  }

  /** Appends `count` events of one command. */
  async append(
    count: number,
    given: Parameters<typeof sampleEvents>[2] = {},
  ): Promise<CommittedRange> {
    const events = sampleEvents(count, this.head, { term: this.term, ...given });
    return this.appendBytes(events, given.time);
  }

  async appendBytes(events: readonly Bytes[], time?: string): Promise<CommittedRange> {
    const committed = await this.#writer.append(events);
    this.head = { ...this.head, pseq: committed.last, time: time ?? this.head.time };
    return committed;
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}

/** Returns the batches of a read that does not follow. */
export async function readBatches(
  log: EventLog,
  partition = 0,
  from: Head | number = EMPTY_HEAD,
): Promise<LogBatch[]> {
  const { signal } = new AbortController();
  return Array.fromAsync(log.read(partition, from, { follow: false, signal }));
}

/** Returns the events of a read that does not follow. */
export async function readEvents(
  log: EventLog,
  partition = 0,
  from: Head | number = EMPTY_HEAD,
): Promise<RecordedEvent[]> {
  return (await readBatches(log, partition, from)).flatMap(({ events }) => events);
}

/** Returns the sequence numbers of events, for short expectations. */
export function pseqs(events: readonly RecordedEvent[]): number[] {
  return events.map(({ event }) => event.pseq);
}

/** Returns the numbers from `first` to `last`, both inclusive. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Returns the bytes of events as text, which fails readably when compared. */
export function eventTexts(events: readonly RecordedEvent[]): string[] {
  return events.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}

/** Returns the code of the error that rejects a promise, or 'fulfilled'. */
export async function errorCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'fulfilled';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
