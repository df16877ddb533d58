/** Statements about indexes and statistics, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';
import { DeferredIndex } from '../deferred-index.ts';
import { columnNames, qualifiedTable } from '../table-columns.ts';

/** Selects, for each index that is not unique, the statements that drop and create it. */
const INDEX_STATEMENTS = `
  SELECT t.relname AS "table", format('DROP INDEX %I.%I', $1::text, c.relname) AS "drop",
         pg_get_indexdef(i.indexrelid) AS definition
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
