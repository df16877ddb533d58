import type { TestContext } from 'vitest';
import {
  EMPTY_HEAD,
  type LogBatch,
  type Bytes,
  type CommittedRange,
  type EventLog,
  type Head,
  type RecordedEvent,
  type Writer,
} from '../../port.ts';
import { sampleEvents } from '../sample-events.ts';

/** An empty log of the kind under test, and what can be done to it behind its back. */
export interface LogUnderTest {
  /** A handle of its own on the same log, as another process would have. */
  open(): Promise<EventLog>;
  /** Makes one event disappear from the middle. */
  readonly loseEvent: ((partition: number, pseq: number) => Promise<void>) | 'not supported';
  /** Makes every event from `pseq` on disappear, as if an old copy had been put back. */
  readonly loseTail: ((partition: number, pseq: number) => Promise<void>) | 'not supported';
  /** Takes the log away again; handles were closed before. */
  dispose(): Promise<void>;
}

/** Makes an empty log with so many partitions. */
export type LogFactory = (options: { partitions: number }) => Promise<LogUnderTest>;

/** The log of one test, with its handles closed afterwards. */
export interface LogFixture {
  readonly subject: LogUnderTest;
  openHandle(): Promise<EventLog>;
  /** Ends the test as skipped, with the reason in the summary. */
  skip(reason: string): never;
}

/** Runs a test on a log of its own. */
export function withLog(
  make: LogFactory,
  run: (bench: LogFixture) => Promise<void>,
  partitions = 1,
): (context?: TestContext) => Promise<void> {
  return async (context) => {
    const subject = await make({ partitions });
    const handles: EventLog[] = [];
    const handle = async (): Promise<EventLog> => {
      const opened = await subject.open();
      handles.push(opened);
      return opened;
    };
    try {
      await run({
        subject,
        openHandle: handle,
        skip: (reason) => context?.skip(reason) ?? raise(reason),
      });
    } finally {
      await Promise.all(handles.map((opened) => opened.close()));
      await subject.dispose();
    }
  };
}

function raise(reason: string): never {
  throw new Error(reason);
}

/** A writer as the command runtime is one: it knows its head and builds events that continue it. */
export class TestWriter {
  readonly events: RecordedEvent[];
  head: Head;
  readonly #writer: Writer;

  private constructor(writer: Writer, seen: RecordedEvent[], head: Head) {
    this.#writer = writer;
    this.events = seen;
    this.head = head;
  }

  static async open(
    log: EventLog,
    partition = 0,
    owner = 'desk-1',
    from: Head = EMPTY_HEAD,
  ): Promise<TestWriter> {
    const seen: RecordedEvent[] = [];
    let head = from;
    const writer = await log.openWriter(partition, { owner }, from, (batch) => {
      seen.push(...batch.events);
      head = batch.head;
    });
    return new TestWriter(writer, seen, head);
  }

  get term(): number {
    return this.#writer.term;
  }

  /** Appends `count` events of one command. */
  async append(
    count: number,
    given: Parameters<typeof sampleEvents>[2] = {},
  ): Promise<CommittedRange> {
    return this.appendBytes(
      sampleEvents(count, this.head, { term: this.term, ...given }),
      given.time,
    );
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

/** Reads everything there is, as batches. */
export async function readBatches(
  log: EventLog,
  partition = 0,
  from: Head | number = EMPTY_HEAD,
): Promise<LogBatch[]> {
  const batches: LogBatch[] = [];
  const { signal } = new AbortController();
  for await (const batch of log.read(partition, from, { follow: false, signal }))
    batches.push(batch);
  return batches;
}

/** Reads everything there is, as events. */
export async function readEvents(
  log: EventLog,
  partition = 0,
  from: Head | number = EMPTY_HEAD,
): Promise<RecordedEvent[]> {
  return (await readBatches(log, partition, from)).flatMap(({ events }) => events);
}

/** The sequences of events, for short expectations. */
export function pseqs(events: readonly RecordedEvent[]): number[] {
  return events.map(({ event }) => event.pseq);
}

/** The numbers from `first` to `last`, both inclusive. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The bytes of events as text, which fails readably when compared. */
export function eventTexts(events: readonly RecordedEvent[]): string[] {
  return events.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}

/** The code a promise is refused with, or 'fulfilled'. */
export async function errorCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'fulfilled';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
