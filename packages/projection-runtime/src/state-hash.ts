import { createHash, type Hash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type AsOfPositions, columnAsOf, joinAsOf } from './as-of-positions.ts';
import { type DeclaredColumn, readDeclaredTables } from './declared-tables.ts';
import { EVENT_INDEX, EVENT_INDEX_COLUMNS } from './event-index.ts';
import { requireServingGeneration } from './generations.ts';
import type { Projection } from './projection.ts';

/** The number of rows of one fetch, so that a large table is never in memory as a whole. */
const FETCH_ROWS = 1_000;

/** The hash of one table. */
export interface TableHash {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** The hash of a read model, and of each table so that a difference can be found. */
export interface StateHash {
  readonly hash: string;
  readonly tables: readonly TableHash[];
}

/** The part of a read model to hash. Default: the whole serving generation. */
export interface StateHashOptions {
  /** The generation. */
  readonly schema?: string;
  /** Only the rows of this partition. */
  readonly partition?: number;
  /** The state at these positions. */
  readonly asOf?: AsOfPositions;
}

interface HashedTable {
  readonly name: string;
  readonly qualified: string;
  readonly columns: readonly string[];
  readonly key: readonly DeclaredColumn[];
}

/**
 * Returns the SHA-256 over the tables of a read model by name. Each table is hashed by rows in
 * primary key order, each row as the JSON text of its declared columns. Equal events give equal
 * hashes.
 */
export async function computeStateHash(
  dataSource: DataSource,
  projection: Projection,
  options: StateHashOptions = {},
): Promise<StateHash> {
  const schema =
    options.schema ?? (await requireServingGeneration(dataSource.manager, projection)).schema;
  const tables: TableHash[] = [];

  // One snapshot for all tables.
  await dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query(`SET LOCAL TimeZone = 'UTC'`);
    for (const table of listHashedTables(projection, schema)) {
      tables.push(await hashTable(manager, table, options));
    }
  });

  const total = createHash('sha256');
  for (const { table, rows, hash } of tables) total.update(`${table} ${rows} ${hash}\n`);
  return { hash: total.digest('hex'), tables };
}

function listHashedTables(projection: Projection, schema: string): readonly HashedTable[] {
  const index: HashedTable = {
    name: EVENT_INDEX,
    qualified: `"${schema}".${EVENT_INDEX}`,
    columns: EVENT_INDEX_COLUMNS,
    key: [
      { name: 'partition', valueKind: 'plain' },
      { name: 'pseq', valueKind: 'plain' },
    ],
  };
  const declared = [...readDeclaredTables(projection, schema).values()].map((table) => ({
    ...table,
    columns: table.columns.map(({ name }) => name),
  }));

  return [index, ...declared].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function hashTable(
  manager: EntityManager,
  table: HashedTable,
  { partition, asOf }: StateHashOptions,
): Promise<TableHash> {
  const columns = table.columns.toSorted();
  const values = columns.map((name) => (asOf === undefined ? `t."${name}"` : columnAsOf(name)));
  // The collation of the server must not change the order.
  const order = table.key.map(
    ({ name, valueKind }) => `t."${name}"${valueKind === 'text' ? ' COLLATE "C"' : ''}`,
  );
  const where = partition === undefined ? '' : `WHERE t.partition = ${partition}`;
  await manager.query(
    `DECLARE hashed NO SCROLL CURSOR FOR
     SELECT jsonb_build_array(${values.join(', ')})::text AS line FROM ${table.qualified} AS t
     ${asOf === undefined ? '' : joinAsOf(table, asOf)} ${where} ORDER BY ${order.join(', ')}`,
  );

  const hash = createHash('sha256').update(`${columns.map((name) => `"${name}"`).join(',')}\n`);
  const rows = await hashCursorRows(manager, hash);
  await manager.query('CLOSE hashed');
  return { table: table.name, rows, hash: hash.digest('hex') };
}

async function hashCursorRows(manager: EntityManager, hash: Hash): Promise<number> {
  let count = 0;
  for (;;) {
    const lines: { line: string }[] = await manager.query(`FETCH ${FETCH_ROWS} FROM hashed`);
    if (lines.length === 0) return count;
    for (const { line } of lines) hash.update(`${line}\n`);
    count += lines.length;
  }
}
