/** Every statement of the log on its hot path, prepared once a connection. */
import type { Bytes } from '@rapporteur/event-log';
import type { ClientBase, Pool, QueryResultRow } from 'pg';
import type { LogTableNames } from './layout.ts';
import { encodeTextArray } from './text-array.ts';

/** Where a connection is taken from: any of the pool, or the one of a transaction. */
export type PostgresConnection = Pool | ClientBase;

/** What is known of a partition without reading its events. */
export interface PartitionRow {
  readonly last_pseq: number;
  readonly term: number;
}

/** A row of a page: of the partition, with one of its events unless the page is empty. */
export interface PageRow {
  readonly last_pseq: number;
  readonly pseq: number | null;
  readonly bytes: string | null;
}

/** A batch, where it goes, and on which condition. */
export interface AppendRequest {
  readonly partition: number;
  /** The term in which the partition must be. */
  readonly term: number;
  /** The term in which it is afterwards: another for a `WriterOpened`. */
  readonly nextTerm: number;
  /** The sequence after which the batch goes. */
  readonly after: number;
  readonly events: readonly Bytes[];
}

/** The most events a batch may hold in which a page begins; see `page`. */
const BATCH_EVENTS_MAX = 2_000;

/** How long an answer may take before the connection is given up: the server, or the way there, hangs. */
const ANSWER_TIMEOUT_MS = 10_000;

/** The statements of one log. */
export class LogStatements {
  readonly #names: LogTableNames;

  constructor(names: LogTableNames) {
    this.#names = names;
  }

  /** Appends a batch if the partition stands where it must; answers how many events were appended: all or none. */
  async append(connection: PostgresConnection, request: AppendRequest): Promise<number> {
    const { partitions, events, channel } = this.#names;
    const text = `
      WITH moved AS (
        UPDATE ${partitions} SET last_pseq = last_pseq + cardinality($4::text[]), term = $5
        WHERE partition = $1 AND term = $2 AND last_pseq = $3 RETURNING partition
      ), appended AS (
        INSERT INTO ${events} (partition, pseq, batch_first, bytes)
        SELECT $1, $3::integer + n, $3::integer + 1, bytes FROM moved, unnest($4::text[]) WITH ORDINALITY AS batch (bytes, n)
        RETURNING 1
      )
      SELECT (SELECT count(*)::integer FROM appended) AS appended, pg_notify('${channel}', $1::integer::text)`;
    const { partition, term, nextTerm, after, events: sent } = request;
    const values = [partition, term, after, encodeTextArray(sent), nextTerm];
    const [row] = await this.#rows<{ appended: number }>(connection, 'append', text, values);
    return row?.appended ?? 0;
  }

  /** True if exactly these bytes stand behind `after`. */
  async contains(
    connection: PostgresConnection,
    { partition, after, events }: AppendRequest,
  ): Promise<boolean> {
    const text = `
      SELECT count(*)::integer AS same FROM unnest($3::text[]) WITH ORDINALITY AS sent (bytes, n)
      JOIN ${this.#names.events} e ON e.partition = $1 AND e.pseq = $2::integer + sent.n AND e.bytes = sent.bytes`;
    const [row] = await this.#rows<{ same: number }>(connection, 'stands', text, [
      partition,
      after,
      encodeTextArray(events),
    ]);
    return row?.same === events.length;
  }

  /** The partition's row, locked until the transaction ends: no append comes between. */
  async lockPartition(client: ClientBase, partition: number): Promise<PartitionRow | undefined> {
    const text = `SELECT last_pseq, term FROM ${this.#names.partitions} WHERE partition = $1 FOR UPDATE`;
    return (await this.#rows<PartitionRow>(client, 'lock', text, [partition]))[0];
  }

  /** One event, with where the partition ends; in one snapshot. */
  async findEvent(
    connection: PostgresConnection,
    partition: number,
    pseq: number,
  ): Promise<PageRow | undefined> {
    const text = `
      SELECT p.last_pseq, e.pseq, e.bytes
      FROM ${this.#names.partitions} p LEFT JOIN ${this.#names.events} e ON e.partition = p.partition AND e.pseq = $2
      WHERE p.partition = $1`;
    return (await this.#rows<PageRow>(connection, 'find', text, [partition, pseq]))[0];
  }

  /**
   * The events behind `after`: every batch that begins among the next `events`, whole. In one snapshot with where the
   * partition ends, and at least one row.
   */
  async readPage(
    connection: PostgresConnection,
    partition: number,
    after: number,
    events: number,
  ): Promise<PageRow[]> {
    const text = `
      SELECT p.last_pseq, e.pseq, e.bytes
      FROM ${this.#names.partitions} p LEFT JOIN ${this.#names.events} e ON e.partition = p.partition
        AND e.pseq > $2 AND e.pseq < $2::bigint + $3::bigint + ${BATCH_EVENTS_MAX} AND e.batch_first <= $2::bigint + $3::bigint
      WHERE p.partition = $1 ORDER BY e.pseq`;
    return this.#rows<PageRow>(connection, 'page', text, [partition, after, events]);
  }

  async #rows<Row extends QueryResultRow>(
    on: PostgresConnection,
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    const query = { name: `log_${name}`, text, values, query_timeout: ANSWER_TIMEOUT_MS };
    return (await on.query<Row>(query)).rows;
  }
}
