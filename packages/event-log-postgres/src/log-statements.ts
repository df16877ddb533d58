/** The statements of the hot path, prepared once for each connection. */
import { BATCH_EVENTS_MAX, type Bytes, createGapError, LogError } from '@rapporteur/event-log';
import type { ClientBase, Pool, QueryResultRow } from 'pg';
import { type EventSegment, SEGMENT_EVENTS_MAX, segmentEvents } from './event-segment.ts';
import type { LogTableNames } from './layout.ts';
import { encodeTextArray } from './text-array.ts';

/** Any connection of the pool, or the connection of a transaction. */
export type PostgresConnection = Pool | ClientBase;

/** The row of a partition. */
export interface PartitionRow {
  readonly last_pseq: number;
  readonly term: number;
}

/**
 * A row of a page: the partition with a segment of its events, one a line from `pseq` on; an empty
 * page has one row without.
 */
export interface PageRow {
  readonly last_pseq: number;
  readonly pseq: number | null;
  readonly bytes: string | null;
}

/** The part of a partition for a page. */
export interface LogPageRequest {
  readonly partition: number;
  /** The sequence that precedes the page. */
  readonly after: number;
  /** The number of events in which the batches of the page begin. */
  readonly events: number;
}

/** A batch, its place in the log, and the condition of the append. */
export interface AppendRequest {
  readonly partition: number;
  /** The term that the partition must have. */
  readonly term: number;
  /** The term after the append; a `WriterOpened` increments it. */
  readonly nextTerm: number;
  /** The sequence that precedes the batch. */
  readonly after: number;
  readonly events: readonly Bytes[];
}

/** After this time without a response the connection is dropped: the server or the network hangs. */
const RESPONSE_TIMEOUT_MS = 10_000;

/** The parameters of segments: their bytes, and their first and last sequences. */
export function encodeSegments(segments: readonly EventSegment[]) {
  return {
    bytes: encodeTextArray(segments.map(({ bytes }) => bytes)),
    firsts: segments.map(({ first }) => first),
    lasts: segments.map(({ last }) => last),
  };
}

/** The statements of one log. */
export class LogStatements {
  readonly #names: LogTableNames;

  constructor(names: LogTableNames) {
    this.#names = names;
  }

  /**
   * Appends a batch if the partition meets the condition. Returns the number of appended events:
   * all or none.
   * @throws LogError LOG_GAP_FOUND if the beginning of the partition was deleted
   */
  async append(connection: PostgresConnection, request: AppendRequest): Promise<number> {
    const { partitions, events, channel } = this.#names;
    const text = `
      WITH moved AS (
        UPDATE ${partitions} SET last_pseq = last_pseq + $6, term = $5
        WHERE partition = $1 AND term = $2 AND last_pseq = $3
          AND ($3::integer < 0 OR EXISTS (SELECT FROM ${events} WHERE partition = $1 AND pseq = 0))
        RETURNING partition
      ), appended AS (
        INSERT INTO ${events} (partition, pseq, last_pseq, batch_first, bytes)
        SELECT $1, segment.first, segment.last, $3::integer + 1, segment.bytes
        FROM moved, unnest($7::integer[], $8::integer[], $4::text[]) AS segment (first, last, bytes)
        RETURNING last_pseq - pseq + 1 AS events
      )
      SELECT (SELECT coalesce(sum(events), 0)::integer FROM appended) AS appended,
             pg_notify('${channel}', $1::integer::text)`;
    const { partition, term, nextTerm, after, events: batch } = request;
    const { bytes, firsts, lasts } = encodeSegments(segmentEvents(after + 1, batch));
    const values = [partition, term, after, bytes, nextTerm, batch.length, firsts, lasts];
    const [row] = await this.#rows<{ appended: number }>(connection, 'append', text, values);
    const appended = row?.appended ?? 0;
    if (appended === 0 && after >= 0) await this.#assertBeginning(connection, partition);
    return appended;
  }

  async #assertBeginning(connection: PostgresConnection, partition: number): Promise<void> {
    const text = `SELECT pseq FROM ${this.#names.events} WHERE partition = $1 AND pseq = 0`;
    const found = await this.#rows<{ pseq: number }>(connection, 'beginning', text, [partition]);
    if (found.length > 0) return;
    const message =
      `Partition ${partition} does not begin at pseq 0: its history was deleted. ` +
      'Restore the log from an export.';
    throw new LogError('LOG_GAP_FOUND', message, { cause: createGapError(0, 1) });
  }

  /** Returns true if exactly these bytes follow `after`. */
  async contains(
    connection: PostgresConnection,
    { partition, after, events }: AppendRequest,
  ): Promise<boolean> {
    const text = `
      SELECT count(*)::integer AS same
      FROM unnest($2::integer[], $3::integer[], $4::text[]) AS sent (first, last, bytes)
      JOIN ${this.#names.events} e ON e.partition = $1 AND e.pseq = sent.first
        AND e.last_pseq = sent.last AND e.bytes = sent.bytes`;
    const segments = segmentEvents(after + 1, events);
    const { bytes, firsts, lasts } = encodeSegments(segments);
    const values = [partition, firsts, lasts, bytes];
    const [row] = await this.#rows<{ same: number }>(connection, 'contains', text, values);
    return row?.same === segments.length;
  }

  /** Returns the row of a partition and locks it until the transaction ends. */
  async lockPartition(client: ClientBase, partition: number): Promise<PartitionRow | undefined> {
    const text = `
      SELECT last_pseq, term FROM ${this.#names.partitions} WHERE partition = $1 FOR UPDATE`;
    return (await this.#rows<PartitionRow>(client, 'lock', text, [partition]))[0];
  }

  /** Returns one event and the end of its partition, in one snapshot. */
  async findEvent(
    connection: PostgresConnection,
    partition: number,
    pseq: number,
  ): Promise<PageRow | undefined> {
    const text = `
      SELECT p.last_pseq, $2::integer AS pseq,
             nullif(split_part(e.bytes, E'\\n', $2::integer - e.pseq + 1), '') AS bytes
      FROM ${this.#names.partitions} p
      LEFT JOIN LATERAL (
        SELECT pseq, last_pseq, bytes FROM ${this.#names.events}
        WHERE partition = p.partition AND pseq <= $2::integer ORDER BY pseq DESC LIMIT 1
      ) e ON e.last_pseq >= $2::integer
      WHERE p.partition = $1`;
    return (await this.#rows<PageRow>(connection, 'find', text, [partition, pseq]))[0];
  }

  /**
   * Returns the segments with events after `after`: all batches that begin within the next `events`,
   * complete. The first segment may begin earlier. The rows hold the end of the partition from the
   * same snapshot; there is at least one row.
   */
  async readPage(
    connection: PostgresConnection,
    { partition, after, events }: LogPageRequest,
  ): Promise<PageRow[]> {
    const text = `
      SELECT p.last_pseq, e.pseq, e.bytes
      FROM ${this.#names.partitions} p
      LEFT JOIN ${this.#names.events} e ON e.partition = p.partition AND e.last_pseq > $2
        AND e.pseq > $2::bigint - ${SEGMENT_EVENTS_MAX}
        AND e.pseq < $2::bigint + $3::bigint + ${BATCH_EVENTS_MAX}
        AND e.batch_first <= $2::bigint + $3::bigint
      WHERE p.partition = $1 ORDER BY e.pseq`;
    return this.#rows<PageRow>(connection, 'page', text, [partition, after, events]);
  }

  async #rows<Row extends QueryResultRow>(
    connection: PostgresConnection,
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    const query = { name: `log_${name}`, text, values, query_timeout: RESPONSE_TIMEOUT_MS };
    return (await connection.query<Row>(query)).rows;
  }
}
