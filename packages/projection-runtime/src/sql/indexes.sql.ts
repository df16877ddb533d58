/** Statements about indexes and statistics, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';
import { DeferredIndex } from '../deferred-index.ts';
import { columnNames, listEntityColumns, qualifiedTable } from '../table-columns.ts';
import { VersionedRow } from '../versioned-row.ts';

/**
 * The prefix of the index that replaces the primary key during a load. It only grows at its end.
 */
const LOADING_INDEX = 'loading_';
const ROW = columnNames(VersionedRow);
const EVENT_PSEQ = listEntityColumns(VersionedRow).find(
  ({ property }) => property === ('eventPseq' satisfies keyof VersionedRow),
)?.name;

/** A table, and the schema of its generation. */
interface GenerationTable {
  readonly schema: string;
  readonly table: string;
}

/** Selects the tables of a schema that hold versioned rows. */
const ROW_TABLES = `
  SELECT c.oid, c.relname::text AS name
    FROM pg_class AS c JOIN pg_namespace AS s ON s.oid = c.relnamespace
    JOIN pg_attribute AS a
      ON a.attrelid = c.oid AND a.attname = '${EVENT_PSEQ}' AND NOT a.attisdropped
   WHERE s.nspname = $1 AND c.relkind = 'r'`;

/** Selects, for primary keys and other indexes, the statements that drop and create them. */
const INDEX_STATEMENTS = `
  SELECT t.name AS "table",
         format('ALTER TABLE %I.%I DROP CONSTRAINT %I', $1::text, t.name, k.conname) AS "drop",
         format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', $1::text, t.name, k.conname,
                pg_get_constraintdef(k.oid)) AS definition
    FROM pg_constraint AS k JOIN (${ROW_TABLES}) AS t ON t.oid = k.conrelid
   WHERE k.contype = 'p'
  UNION ALL
  SELECT t.relname, format('DROP INDEX %I.%I', $1::text, c.relname), pg_get_indexdef(i.indexrelid)
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_namespace AS s ON s.oid = c.relnamespace
   WHERE s.nspname = $1 AND NOT i.indisunique`;

/** Creates the table of deferred indexes. TypeORM's schema builder would read the whole catalog. */
export async function createDeferredIndexTable(
  manager: EntityManager,
  schema: string,
): Promise<void> {
  const columns = Object.values(columnNames(DeferredIndex)).map((name) => `${name} text NOT NULL`);
  await manager.query(
    `CREATE TABLE ${qualifiedTable(DeferredIndex, schema)} (${columns.join(', ')})`,
  );
}

/** Drops the table of deferred indexes. */
export async function dropDeferredIndexTable(
  manager: EntityManager,
  schema: string,
): Promise<void> {
  await manager.query(`DROP TABLE ${qualifiedTable(DeferredIndex, schema)}`);
}

/** Returns the indexes that a generation can do without while it is loaded. */
export async function findDeferrableIndexes(
  manager: EntityManager,
  schema: string,
): Promise<readonly DeferredIndex[]> {
  return manager.query<DeferredIndex[]>(INDEX_STATEMENTS, [schema]);
}

/** Creates the index by which a load finds the rows to close. */
export async function createLoadingIndexes(manager: EntityManager, schema: string): Promise<void> {
  for (const { name } of await manager.query<{ name: string }[]>(ROW_TABLES, [schema])) {
    await manager.query(
      `CREATE INDEX "${LOADING_INDEX}${name}" ON "${schema}"."${name}"
         (${ROW.partition}, ${ROW.eventPseq})`,
    );
  }
}

/** Drops the index by which a load finds the rows to close. */
export async function dropLoadingIndex(
  manager: EntityManager,
  { schema, table }: GenerationTable,
): Promise<void> {
  await manager.query(`DROP INDEX IF EXISTS "${schema}"."${LOADING_INDEX}${table}"`);
}

/** Runs a statement that drops or creates an index. */
export async function runIndexStatement(manager: EntityManager, statement: string): Promise<void> {
  await manager.query(statement);
}

/** A table, and its columns that queries compare. */
export interface AnalyzedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Returns the tables of a schema with their columns, largest first and without JSON columns. */
export async function listTablesBySize(
  manager: EntityManager,
  schema: string,
): Promise<readonly AnalyzedTable[]> {
  return manager.query<AnalyzedTable[]>(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns
       FROM information_schema.columns
      WHERE table_schema = $1 AND data_type <> 'jsonb' GROUP BY table_name
      ORDER BY pg_relation_size(to_regclass(format('%I.%I', $1::text, table_name))) DESC`,
    [schema],
  );
}

/** Updates the planner statistics of a table. */
export async function analyzeTable(
  manager: EntityManager,
  schema: string,
  { name, columns }: AnalyzedTable,
): Promise<void> {
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  await manager.query(`ANALYZE "${schema}"."${name}" (${quoted})`);
}
