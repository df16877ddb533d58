import { randomUUID } from 'node:crypto';
import { parseTrustedEvent } from '@rapporteur/contracts';
import { checkBatch, checkRestoredEvent } from './batch-rules.ts';
import { foldStoredRecords, createTailLostError } from './fold.ts';
import {
  createConcurrentAppendError,
  LogError,
  createNotEmptyError,
  createUnknownPartitionError,
  createWriterClosedError,
} from './log-error.ts';
import { MemoryPartition } from './memory-partition.ts';
import {
  type Bytes,
  type CommittedRange,
  EMPTY_HEAD,
  type EventLog,
  type Head,
  type LogBatch,
  type OwnerInfo,
  type PreflightFinding,
  type ReadOptions,
  type RecordedEvent,
  type Writer,
} from './port.ts';
import { encodeWriterOpened } from './writer-opened.ts';

/** The options of an in-memory log. */
export interface InMemoryStoreOptions {
  /** The number of partitions; default: 1. */
  readonly partitions?: number;
  readonly clock?: () => Date;
  readonly nonce?: () => string;
  /** Awaited before a batch is stored. It may delay the batch, or throw a LogError to lose it. */
  readonly beforeCommit?: (partition: number, events: readonly RecordedEvent[]) => Promise<void>;
  /**
   * Awaited after a batch was stored. It may throw LOG_OUTCOME_UNKNOWN to lose the acknowledgement.
   */
  readonly afterCommit?: (partition: number, events: readonly RecordedEvent[]) => Promise<void>;
}

/** The contents of an in-memory log, shared by several handles. */
export class InMemoryStore {
  readonly partitions: readonly MemoryPartition[];
  readonly options: Required<Omit<InMemoryStoreOptions, 'partitions'>>;

  constructor({ partitions = 1, ...options }: InMemoryStoreOptions = {}) {
    this.partitions = Array.from({ length: partitions }, () => new MemoryPartition());
    const noFault = (): Promise<void> => Promise.resolve();
    this.options = {
      clock: () => new Date(),
      nonce: randomUUID,
      beforeCommit: noFault,
      afterCommit: noFault,
      ...options,
    };
  }

  partition(number: number): MemoryPartition {
    const found = this.partitions[number];
    if (!found) throw createUnknownPartitionError(number, this.partitions.length);
    return found;
  }
}

/**
 * A log in memory, for tests and trials. Handles on one store race as processes do on a real log.
 */
export class InMemoryLog implements EventLog {
  readonly #store: InMemoryStore;
  readonly #closed = new AbortController();

  constructor(store: InMemoryStore = new InMemoryStore()) {
    this.#store = store;
  }

  get partitions(): number {
    return this.#store.partitions.length;
  }

  async openWriter(
    partition: number,
    owner: OwnerInfo,
    from: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer> {
    const { clock, nonce, beforeCommit, afterCommit } = this.#store.options;
    const stored = this.#store.partition(partition);
    let head = catchUp(stored, findStart(stored, partition, from), onBatch);

    const { term } = head;
    await beforeCommit(partition, []);
    if (stored.term !== term) throw createFencedError(partition, stored.term);

    head = catchUp(stored, head, onBatch);
    const bytes = encodeWriterOpened({
      partition,
      partitions: this.partitions,
      owner,
      head,
      nonce: nonce(),
      now: clock(),
    });
    stored.append([{ bytes, event: parseTrustedEvent(bytes) }]);
    head = catchUp(stored, head, onBatch);

    await afterCommit(partition, []);
    return new InMemoryWriter(this.#store, partition, head);
  }

  async *read(
    partition: number,
    from: Head | number,
    { follow, signal }: ReadOptions,
  ): AsyncIterable<LogBatch> {
    const stored = this.#store.partition(partition);
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    let head = findStart(stored, partition, from);
    for (let isFirst = true; !ended.aborted; isFirst = false) {
      const batch = readBatch(stored, partition, head);
      head = batch.head;
      if (isFirst || batch.events.length > 0) yield batch;

      // The consumer may have taken long over the batch: only the store knows whether this is the
      // end.
      if (stored.nextPseq > head.pseq + 1) continue;
      if (!follow) return;
      await stored.waitForChange(ended);
    }
  }

  async restore(partition: number, chunks: AsyncIterable<readonly Bytes[]>): Promise<void> {
    const stored = this.#store.partition(partition);
    const restored = new MemoryPartition();
    let head = EMPTY_HEAD;

    expectEmpty(stored, partition);
    for await (const chunk of chunks) {
      for (const bytes of chunk) {
        const checked = checkRestoredEvent(head, bytes, { partition, partitions: this.partitions });
        head = checked.head;
        restored.continueCommand(checked.records);
      }
    }
    expectEmpty(stored, partition);
    stored.replaceWith(restored);
  }

  async preflight(): Promise<readonly PreflightFinding[]> {
    const remedy = 'Use it for tests only: its events are lost when the process ends.';
    return Promise.resolve([{ level: 'warning', setting: 'log', value: 'in memory', remedy }]);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    return Promise.resolve();
  }
}

class InMemoryWriter implements Writer {
  readonly #store: InMemoryStore;
  readonly #partition: number;
  #head: Head;
  #isClosed = false;
  #inFlight: Promise<CommittedRange> | undefined;

  constructor(store: InMemoryStore, partition: number, head: Head) {
    this.#store = store;
    this.#partition = partition;
    this.#head = head;
  }

  get term(): number {
    return this.#head.term;
  }

  async append(events: readonly Bytes[]): Promise<CommittedRange> {
    if (this.#isClosed) throw createWriterClosedError();
    if (this.#inFlight) throw createConcurrentAppendError();

    const checked = checkBatch(this.#head, events);
    this.#inFlight = this.#commit(checked.records, checked.head);
    try {
      return await this.#inFlight;
    } catch (error) {
      this.#isClosed = true;
      throw error;
    } finally {
      this.#inFlight = undefined;
    }
  }

  async #commit(records: readonly RecordedEvent[], head: Head): Promise<CommittedRange> {
    const { beforeCommit, afterCommit } = this.#store.options;
    const stored = this.#store.partition(this.#partition);
    await beforeCommit(this.#partition, records);
    if (stored.term !== this.term) throw createFencedError(this.#partition, stored.term);

    stored.append(records);
    const first = this.#head.pseq + 1;
    this.#head = head;
    await afterCommit(this.#partition, records);
    return { first, last: head.pseq };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#inFlight?.catch(() => undefined);
  }
}

function findStart(stored: MemoryPartition, partition: number, from: Head | number): Head {
  const last = stored.nextPseq - 1;
  const pseq = typeof from === 'number' ? from - 1 : from.pseq;
  if (pseq < 0) return EMPTY_HEAD;

  const event = stored.find(pseq)?.event;
  if (!event) throw createTailLostError(partition, pseq, last);
  const isReplaced =
    typeof from !== 'number' && (event.term !== from.term || event.time !== from.time);
  if (isReplaced) throw createTailLostError(partition, pseq, last);
  return { pseq, term: event.term, time: event.time };
}

function readBatch(stored: MemoryPartition, partition: number, head: Head): LogBatch {
  if (stored.nextPseq <= head.pseq)
    throw createTailLostError(partition, head.pseq, stored.nextPseq - 1);
  const folded = foldStoredRecords(head, stored.readPage(head.pseq + 1));
  return { ...folded, atEnd: folded.head.pseq + 1 >= stored.nextPseq };
}

function catchUp(stored: MemoryPartition, from: Head, onBatch: (batch: LogBatch) => void): Head {
  let head = from;
  while (stored.nextPseq > head.pseq + 1) {
    const folded = foldStoredRecords(head, stored.readPage(head.pseq + 1));
    head = folded.head;
    onBatch({ ...folded, atEnd: head.pseq + 1 >= stored.nextPseq });
  }
  return head;
}

function expectEmpty(stored: MemoryPartition, partition: number): void {
  if (stored.nextPseq > 0) throw createNotEmptyError(partition, stored.nextPseq);
}

function createFencedError(partition: number, term: number): LogError {
  return new LogError(
    'LOG_WRITER_FENCED',
    `Another writer opened partition ${partition}, with term ${term}.`,
  );
}
