import { createHash, type Hash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { readDeclaredTables, type DeclaredColumn } from './declared-tables.ts';
import { EVENT_INDEX, EVENT_INDEX_COLUMNS } from './event-index.ts';
import { columnAsOf, joinAsOf, type AsOfPositions } from './as-of-positions.ts';
import { requireServingGeneration } from './generations.ts';
import type { Projection } from './projection.ts';

/** Rows fetched at a time, so that a large table is never held whole. */
const FETCH_ROWS = 1_000;

/** The hash of one table. */
export interface TableHash {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** What a read model holds, as one hash, and table by table so that a difference can be found. */
export interface StateHash {
  readonly hash: string;
  readonly tables: readonly TableHash[];
}

/** What of a read model is hashed: all that serves, unless told. */
export interface StateHashOptions {
  /** Of this generation. */
  readonly schema?: string;
  /** Only the rows of this partition. */
  readonly partition?: number;
  /** As it was at these positions. */
  readonly asOf?: AsOfPositions;
}

interface HashedTable {
  readonly name: string;
  readonly qualified: string;
  readonly columns: readonly string[];
  readonly key: readonly DeclaredColumn[];
}

/**
 * Hashes a read model: SHA-256 over its tables by name, each over its rows by primary key, each row the JSON text of
 * its declared columns. Two read models made from the same events hash alike, wherever and however they were made.
 */
export async function computeStateHash(
  dataSource: DataSource,
  projection: Projection,
  options: StateHashOptions = {},
): Promise<StateHash> {
  const schema =
    options.schema ?? (await requireServingGeneration(dataSource.manager, projection)).schema;
  const hashes: TableHash[] = [];
  // One snapshot for all tables, however long it takes.
  await dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query(`SET LOCAL TimeZone = 'UTC'`);
    for (const table of hashedTables(projection, schema))
      hashes.push(await hashTable(manager, table, options));
  });
  const total = createHash('sha256');
  for (const { table, rows, hash } of hashes) total.update(`${table} ${rows} ${hash}\n`);
  return { hash: total.digest('hex'), tables: hashes };
}

function hashedTables(projection: Projection, schema: string): readonly HashedTable[] {
  const index: HashedTable = {
    name: EVENT_INDEX,
    qualified: `"${schema}".${EVENT_INDEX}`,
    columns: EVENT_INDEX_COLUMNS,
    key: [
      { name: 'partition', valueKind: 'plain' },
      { name: 'pseq', valueKind: 'plain' },
    ],
  };
  const declared = [...readDeclaredTables(projection, schema).values()].map(
    ({ columns, ...table }) => ({
      ...table,
      columns: columns.map(({ name }) => name),
    }),
  );
  return [index, ...declared].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

async function hashTable(
  manager: EntityManager,
  table: HashedTable,
  { partition, asOf: upTo }: StateHashOptions,
): Promise<TableHash> {
  const columns = table.columns.toSorted();
  const shown = columns.map((name) => (upTo === undefined ? `t."${name}"` : columnAsOf(name)));
  // A server's collation must not decide the order.
  const order = table.key.map(
    ({ name, valueKind: holds }) => `t."${name}"${holds === 'text' ? ' COLLATE "C"' : ''}`,
  );
  const where = partition === undefined ? '' : `WHERE t.partition = ${partition}`;
  await manager.query(
    `DECLARE hashed NO SCROLL CURSOR FOR
     SELECT jsonb_build_array(${shown.join(', ')})::text AS line FROM ${table.qualified} AS t
     ${upTo === undefined ? '' : joinAsOf(table, upTo)} ${where} ORDER BY ${order.join(', ')}`,
  );
  const hash = createHash('sha256').update(`${columns.map((name) => `"${name}"`).join(',')}\n`);
  const rows = await drain(manager, hash);
  await manager.query('CLOSE hashed');
  return { table: table.name, rows, hash: hash.digest('hex') };
}

async function drain(manager: EntityManager, hash: Hash): Promise<number> {
  let count = 0;
  for (;;) {
    const lines: { line: string }[] = await manager.query(`FETCH ${FETCH_ROWS} FROM hashed`);
    if (lines.length === 0) return count;
    for (const { line } of lines) hash.update(`${line}\n`);
    count += lines.length;
  }
}
