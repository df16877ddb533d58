import type { Envelope } from '@rapporteur/contracts';
import {
  type LogBatch,
  EMPTY_HEAD,
  foldStoredRecords,
  gapError,
  type Head,
  LogError,
  type StoredRecord,
  tailLostError,
} from '@rapporteur/event-log';
import type { PostgresConnection, PageRow, LogStatements } from './log-statements.ts';

/** About how many bytes a page holds. */
const PAGE_BYTES = 4_000_000;
/** How many events the first page asks for, while it is not known how large they are. */
const PAGE_EVENTS_FIRST = 500;
const PAGE_EVENTS_MAX = 2_000;

const encoder = new TextEncoder();

/** Reads a partition page by page, folding. It keeps to itself where it stands. */
export class PostgresPartitionReader {
  readonly #statements: LogStatements;
  readonly partition: number;
  head: Head;
  #pageEvents = PAGE_EVENTS_FIRST;

  private constructor(statements: LogStatements, partition: number, head: Head) {
    this.#statements = statements;
    this.partition = partition;
    this.head = head;
  }

  /**
   * Begins behind a head, after checking that the log still tells it, or at a sequence.
   * @throws LogError LOG_TAIL_LOST, LOG_GAP_FOUND
   */
  static async open(
    statements: LogStatements,
    on: PostgresConnection,
    partition: number,
    from: Head | number,
  ): Promise<PostgresPartitionReader> {
    const pseq = typeof from === 'number' ? from - 1 : from.pseq;
    const row = await statements.findEvent(on, partition, pseq);
    if (!row) throw new RangeError(`There is no partition ${partition}.`);
    if (pseq < 0) return new PostgresPartitionReader(statements, partition, EMPTY_HEAD);
    if (row.last_pseq < pseq) throw tailLostError(partition, pseq, row.last_pseq);
    if (row.bytes === null) throw gapError(pseq, pseq + 1);
    const { term, time } = parse(row.bytes);
    const replaced = typeof from !== 'number' && (from.term !== term || from.time !== time);
    if (replaced) throw tailLostError(partition, pseq, row.last_pseq);
    return new PostgresPartitionReader(statements, partition, { pseq, term, time });
  }

  /** The next page; an empty one, at its end, where there is nothing behind the head. */
  async next(on: PostgresConnection): Promise<LogBatch> {
    const rows = await this.#statements.readPage(
      on,
      this.partition,
      this.head.pseq,
      this.#pageEvents,
    );
    const last = rows[0]?.last_pseq ?? -1;
    if (last < this.head.pseq) throw tailLostError(this.partition, this.head.pseq, last);
    const records = rows.filter(isEvent).map(recordOf);
    if (records.length === 0 && last > this.head.pseq) throw gapError(this.head.pseq + 1, last + 1);
    const folded = foldStoredRecords(this.head, records);
    this.#fitPage(records);
    // A record that is void where the next should be would be read again for ever.
    if (records.length > 0 && folded.events.length === 0)
      throw new LogError(
        'LOG_GAP_FOUND',
        `Pseq ${this.head.pseq + 1} holds no valid event: ${folded.ignored[0]?.reason}.`,
      );
    this.head = folded.head;
    return { ...folded, atEnd: folded.head.pseq >= last };
  }

  #fitPage(records: readonly StoredRecord[]): void {
    if (records.length === 0) return;
    const bytes = records.reduce((sum, { record }) => sum + record.bytes.length, 0);
    const fitting = Math.floor((PAGE_BYTES * records.length) / bytes);
    this.#pageEvents = Math.max(1, Math.min(PAGE_EVENTS_MAX, fitting));
  }
}

type EventRow = PageRow & { readonly pseq: number; readonly bytes: string };

function isEvent(row: PageRow): row is EventRow {
  return row.pseq !== null && row.bytes !== null;
}

function recordOf({ pseq, bytes }: EventRow): StoredRecord {
  return { pseq, record: { bytes: encoder.encode(bytes), event: parse(bytes) } };
}

// Checked when it was appended; the fold checks what it rests on.
function parse(bytes: string): Envelope {
  return JSON.parse(bytes) as Envelope;
}
