import type { Envelope } from '@rapporteur/contracts';

/** A serialized event: UTF-8 JSON, see `serializeEvent`. */
export type Bytes = Uint8Array;

/** An event of the log: its bytes, the same in every kind of log, and their parsed form. */
export interface RecordedEvent {
  readonly bytes: Bytes;
  readonly event: Envelope;
}

/** The state of a reader or writer in a partition after the last valid event. */
export interface Head {
  /** The sequence number of the last valid event; -1 in an empty partition. */
  readonly pseq: number;
  /** The term of the last valid `WriterOpened`; 0 in an empty partition. */
  readonly term: number;
  /** The recording time of the last valid event; '' in an empty partition. */
  readonly time: string;
  /**
   * The adapter's note of where to resume. Opaque and optional: without it reading starts more
   * slowly.
   */
  readonly hint?: string;
}

/** The head of an empty partition. */
export const EMPTY_HEAD: Head = { pseq: -1, term: 0, time: '' };

/** A record that the fold did not accept. Readers report it and skip it. */
export interface IgnoredRecord {
  readonly reason: string;
  /** The adapter's address of the record, as text. */
  readonly location: string;
}

/**
 * Consecutive events of a partition. A writer's batch is never split, except at its beginning if
 * the reader asked to start within it. A restored log does not know the writers' batches; there, a
 * command is never split.
 */
export interface LogBatch {
  readonly events: readonly RecordedEvent[];
  readonly ignored: readonly IgnoredRecord[];
  /**
   * True if the log held nothing more when this batch was read; without `follow`, when the reading
   * began.
   */
  readonly atEnd: boolean;
  /** The reader's head after this batch. */
  readonly head: Head;
}

/** The identity of a writing instance, as recorded in `WriterOpened`. */
export interface OwnerInfo {
  /** The name of the instance. */
  readonly instance: string;
  /** The address at which other instances reach it. */
  readonly url?: string;
}

/** The sequence numbers of the first and last committed event, both inclusive. */
export interface CommittedRange {
  readonly first: number;
  readonly last: number;
}

/** Appends to one partition, until another writer opens it. */
export interface Writer {
  readonly term: number;
  /**
   * Appends the events as one atomic batch. They continue `pseq`, carry this writer's term and no
   * earlier time. Resolves when the events are durable. Only one append may be in flight.
   * @throws LogError LOG_BATCH_INVALID (nothing was sent; the writer stays usable),
   * LOG_WRITER_FENCED (another writer has opened the partition; nothing was appended),
   * LOG_OUTCOME_UNKNOWN (read the log to find out). After the last two the writer is closed and
   * throws LOG_WRITER_CLOSED, as it does after `close`.
   */
  append(events: readonly Bytes[]): Promise<CommittedRange>;
  /**
   * Waits for the append in flight, then rejects further ones. Ownership ends when another writer
   * opens.
   */
  close(): Promise<void>;
}

/** The result of one check of a log's configuration. */
export interface PreflightFinding {
  readonly level: 'ok' | 'warning' | 'refuse';
  readonly setting: string;
  readonly value: string;
  /** How to fix it. */
  readonly remedy: string;
}

export interface ReadOptions {
  /** Wait for further events at the end, instead of ending there. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

/**
 * The log of record: partitions of events, each a total order with one writer at a time.
 * Every adapter passes the conformance suite in `testing/conformance`.
 */
export interface EventLog {
  readonly partitions: number;
  /**
   * Takes ownership of a partition. Fences earlier writers, passes every event after `head` to
   * `onBatch`, up to and including its own `WriterOpened`, then returns the writer.
   * @throws LogError LOG_WRITER_FENCED if another writer opened first; otherwise as `read`
   */
  openWriter(
    partition: number,
    owner: OwnerInfo,
    head: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer>;
  /**
   * Reads after a head, or from a sequence number on (inclusive). Ends without an error when
   * `signal` aborts or the log is closed. The first batch is always yielded, even if empty; later
   * ones have events or ignored records.
   * @throws LogError LOG_TAIL_LOST (the log ends before the head or sequence, or holds another
   * event there), LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE (a writer is defective: stop and alert),
   * LOG_UNREACHABLE, LOG_ACCESS_REFUSED (a setting or a right is wrong)
   */
  read(partition: number, from: Head | number, options: ReadOptions): AsyncIterable<LogBatch>;
  /**
   * Writes the exact bytes of an export into an empty partition. Chunks may have any size.
   * @throws LogError LOG_NOT_EMPTY, LOG_BATCH_INVALID; the partition then stays empty
   */
  restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void>;
  /**
   * Reports a reader's progress to the log's own monitoring tools. Nothing reads it back. A log
   * without such tools omits the method.
   * @throws LogError LOG_UNREACHABLE
   */
  reportProgress?(reader: string, partition: number, head: Head): Promise<void>;
  /** Checks the log's configuration. Returns problems as findings and never throws for them. */
  preflight(): Promise<readonly PreflightFinding[]>;
  /** Ends its readers without an error and closes its connections. */
  close(): Promise<void>;
}
