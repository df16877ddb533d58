import type { Envelope } from '@rapporteur/contracts';

/** An event as serialised, once: UTF-8 JSON, see `serialiseEvent`. */
export type Bytes = Uint8Array;

/** An event of the log: its bytes, for ever the same in every kind of log, and what they say. */
export interface RecordedEvent {
  readonly bytes: Bytes;
  readonly event: Envelope;
}

/** Where a reader or writer stands in a partition: what it has folded, inclusive. */
export interface Head {
  /** The sequence of the last valid event; -1 in an empty partition. */
  readonly pseq: number;
  /** The term of the last valid `WriterOpened`; 0 in an empty partition. */
  readonly term: number;
  /** When the last valid event was recorded; '' in an empty partition. */
  readonly time: string;
  /** The adapter's own note of where to go on. Opaque; leaving it out is allowed and only slower. */
  readonly hint?: string;
}

/** Where an empty partition stands. */
export const EMPTY_HEAD: Head = { pseq: -1, term: 0, time: '' };

/** A record that the fold did not accept: reported, never silently dropped. */
export interface IgnoredRecord {
  readonly reason: string;
  /** The adapter's own address of the record. */
  readonly location: string;
}

/**
 * Events that follow each other without a gap. A batch of a writer is never split, except at its beginning where a
 * reader asked to begin within it. After a restore, which does not know the writers' batches, a command is never split.
 */
export interface LogBatch {
  readonly events: readonly RecordedEvent[];
  readonly ignored: readonly IgnoredRecord[];
  /** True when nothing more was in the log as this batch was read; without `follow`, as the reading began. */
  readonly atEnd: boolean;
  /** Where the reader stands after this batch. */
  readonly head: Head;
}

/** The instance that writes, as others know it. */
export interface OwnerInfo {
  readonly owner: string;
  readonly url?: string;
}

/** What was committed: the sequences of the first and last event, both inclusive. */
export interface CommittedRange {
  readonly first: number;
  readonly last: number;
}

/** The right to append to one partition, until another writer opens it. */
export interface Writer {
  readonly term: number;
  /**
   * Appends the events as one atomic batch. They continue `pseq`, carry this writer's term and no earlier time.
   * Resolves when they will not be lost. One append at a time.
   * @throws LogError LOG_BATCH_INVALID (nothing was sent; the writer goes on), LOG_WRITER_FENCED (another writer
   * has opened the partition; nothing was appended), LOG_OUTCOME_UNKNOWN (read the log to learn what happened).
   * After the last two the writer is spent and answers LOG_WRITER_CLOSED, as it does after `close`.
   */
  append(events: readonly Bytes[]): Promise<CommittedRange>;
  /** Waits for the append under way, then takes no more. The partition stays this writer's until another opens it. */
  close(): Promise<void>;
}

/** Something that is wrong, or worth knowing, about the log as it is set up. */
export interface PreflightFinding {
  readonly level: 'ok' | 'warning' | 'refuse';
  readonly setting: string;
  readonly value: string;
  /** What to do about it. */
  readonly remedy: string;
}

export interface ReadOptions {
  /** Wait for further events at the end, instead of ending there. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

/**
 * The log of record: partitions of events, each a total order with one writer at a time.
 * What it promises is in `conformance.contract.ts`, which every adapter passes.
 */
export interface EventLog {
  readonly partitions: number;
  /**
   * Takes the partition over: fences earlier writers, hands every event behind `head` to `onBatch`,
   * up to and with its own `WriterOpened`, then answers the writer.
   * @throws LogError LOG_WRITER_FENCED where another writer was quicker, else as `read`.
   */
  openWriter(
    partition: number,
    owner: OwnerInfo,
    head: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer>;
  /**
   * Reads behind a head, or from a sequence on (inclusive). Ends quietly when `signal` aborts or the log is closed.
   * The first batch always comes, an empty one with `atEnd` where there is nothing to read; later ones are never empty
   * of both events and ignored records.
   * @throws LogError LOG_TAIL_LOST (the log ends before the head or sequence, or tells another event there),
   * LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE (a writer's defect: stop and raise the alarm), LOG_UNREACHABLE.
   */
  read(partition: number, from: Head | number, options: ReadOptions): AsyncIterable<LogBatch>;
  /**
   * Writes the very bytes of an export into an empty partition, cut into chunks as one likes.
   * @throws LogError LOG_NOT_EMPTY, LOG_BATCH_INVALID; then nothing of the failing partition is kept.
   */
  restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void>;
  /**
   * Notes how far a reader has come, where whoever keeps the log looks with the log's own tools. Nothing reads it back,
   * and a log without such tools leaves it out.
   * @throws LogError LOG_UNREACHABLE
   */
  reportProgress?(reader: string, partition: number, head: Head): Promise<void>;
  /** Looks the log over before it is used; never throws for what it finds wrong. */
  preflight(): Promise<readonly PreflightFinding[]>;
  /** Ends its readers quietly and lets its connections go. */
  close(): Promise<void>;
}
