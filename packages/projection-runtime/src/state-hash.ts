import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { type DeclaredTable, readDeclaredTable, readDeclaredTables } from './declared-tables.ts';
import { EventIndexEntry } from './event-index-entry.ts';
import { requireServingGeneration } from './generations.ts';
import type { Projection } from './projection.ts';
import type { AsOfPositions } from './sql/as-of.sql.ts';
import { readCursor } from './sql/cursor.sql.ts';
import { formatHashedLines, type HashedLine } from './sql/hashed-lines.sql.ts';
import { setForTransaction } from './sql/settings.sql.ts';

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
    await setForTransaction(manager, { TimeZone: 'UTC' });
    for (const table of listHashedTables(projection, schema)) {
      tables.push(await hashTable(manager, table, options));
    }
  });

  const total = createHash('sha256');
  for (const { table, rows, hash } of tables) total.update(`${table} ${rows} ${hash}\n`);
  return { hash: total.digest('hex'), tables };
}

function listHashedTables(projection: Projection, schema: string): readonly DeclaredTable[] {
  const index = readDeclaredTable(EventIndexEntry, schema);
  const declared = readDeclaredTables(projection, schema).values();
  return [index, ...declared].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function hashTable(
  manager: EntityManager,
  table: DeclaredTable,
  options: StateHashOptions,
): Promise<TableHash> {
  const columns = table.columns.map(({ name }) => name).toSorted();
  const hash = createHash('sha256').update(`${columns.map((name) => `"${name}"`).join(',')}\n`);
  let rows = 0;

  const query = formatHashedLines(table, { ...options, columns });
  for await (const lines of readCursor<HashedLine>(manager, query, FETCH_ROWS)) {
    for (const { line } of lines) hash.update(`${line}\n`);
    rows += lines.length;
  }
  return { table: table.name, rows, hash: hash.digest('hex') };
}
