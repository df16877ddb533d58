import type { Envelope } from '@rapporteur/contracts';
import {
  EMPTY_HEAD,
  foldStoredRecords,
  createGapError,
  type Head,
  type LogBatch,
  LogError,
  type StoredRecord,
  createTailLostError,
} from '@rapporteur/event-log';
import type { LogStatements, PageRow, PostgresConnection } from './log-statements.ts';

/** The approximate size of a page. */
const PAGE_BYTES = 4_000_000;
/** The number of events of the first page, while their size is unknown. */
const PAGE_EVENTS_FIRST = 500;
const PAGE_EVENTS_MAX = 2_000;

/** A partition, and the head or the sequence from which a reader starts. */
export interface PartitionStart {
  readonly partition: number;
  readonly from: Head | number;
}

/** Reads a partition page by page and folds the records. It keeps its own head. */
export class PostgresPartitionReader {
  readonly partition: number;
  readonly #statements: LogStatements;
  #head: Head;
  #pageEvents = PAGE_EVENTS_FIRST;

  private constructor(statements: LogStatements, partition: number, head: Head) {
    this.#statements = statements;
    this.partition = partition;
    this.#head = head;
  }

  /**
   * Returns a reader that starts at a sequence, or after a head that the log still contains.
   * @throws LogError LOG_TAIL_LOST, LOG_GAP_FOUND
   */
  static async open(
    statements: LogStatements,
    connection: PostgresConnection,
    { partition, from }: PartitionStart,
  ): Promise<PostgresPartitionReader> {
    const pseq = typeof from === 'number' ? from - 1 : from.pseq;
    const row = await statements.findEvent(connection, partition, pseq);
    if (!row) throw new RangeError(`The log has no partition ${partition}.`);
    if (pseq < 0) return new PostgresPartitionReader(statements, partition, EMPTY_HEAD);
    if (row.last_pseq < pseq) throw createTailLostError(partition, pseq, row.last_pseq);
    if (row.bytes === null) throw createGapError(pseq, pseq + 1);

    const { term, time } = parseEnvelope(row.bytes);
    const isReplaced = typeof from !== 'number' && (from.term !== term || from.time !== time);
    if (isReplaced) throw createTailLostError(partition, pseq, row.last_pseq);
    return new PostgresPartitionReader(statements, partition, { pseq, term, time });
  }

  /** The last event that this reader returned. */
  get head(): Head {
    return this.#head;
  }

  /** Returns the next page. At the end of the partition the page is empty. */
  async next(connection: PostgresConnection): Promise<LogBatch> {
    const { pseq } = this.#head;
    const rows = await this.#statements.readPage(connection, {
      partition: this.partition,
      after: pseq,
      events: this.#pageEvents,
    });
    const last = rows[0]?.last_pseq ?? -1;
    if (last < pseq) throw createTailLostError(this.partition, pseq, last);

    const records = rows.filter(isSegment).flatMap((row) => listRecords(row, pseq));
    if (records.length === 0 && last > pseq) throw createGapError(pseq + 1, last + 1);
    const folded = foldStoredRecords(this.#head, records);
    this.#adjustPageSize(records);
    // Without this check, an invalid next record would be read again for ever.
    if (records.length > 0 && folded.events.length === 0) {
      throw new LogError(
        'LOG_GAP_FOUND',
        `Pseq ${pseq + 1} holds no valid event: ${folded.ignored[0]?.reason}.`,
      );
    }

    this.#head = folded.head;
    return { ...folded, atEnd: folded.head.pseq >= last };
  }

  #adjustPageSize(records: readonly StoredRecord[]): void {
    if (records.length === 0) return;
    const bytes = records.reduce((sum, { record }) => sum + record.bytes.length, 0);
    const fitting = Math.floor((PAGE_BYTES * records.length) / bytes);
    this.#pageEvents = Math.max(1, Math.min(PAGE_EVENTS_MAX, fitting));
  }
}

type SegmentRow = PageRow & { readonly pseq: number; readonly bytes: string };

function isSegment(row: PageRow): row is SegmentRow {
  return row.pseq !== null && row.bytes !== null;
}

/** Returns the events of a segment that follow a sequence. */
function listRecords({ pseq: first, bytes }: SegmentRow, after: number): readonly StoredRecord[] {
  const lines = bytes.split('\n').slice(Math.max(0, after - first + 1));
  const start = Math.max(first, after + 1);
  // Buffer allocates from a pool; a TextEncoder would allocate each event separately.
  return lines.map((line, index) => ({
    pseq: start + index,
    record: { bytes: Buffer.from(line, 'utf8'), event: parseEnvelope(line) },
  }));
}

// The writer validated the event, and the fold checks the fields that it uses.
function parseEnvelope(bytes: string): Envelope {
  return JSON.parse(bytes) as Envelope;
}
