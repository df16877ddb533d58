import type { DataSource, EntityManager } from 'typeorm';
import { tableExists } from './table-exists.ts';

/** The table that keeps, while a generation is loaded, the definitions of its missing indexes. */
export const DEFERRED_INDEXES = 'deferred_indexes';
/** The number of tables that are indexed or analyzed concurrently. */
const CONCURRENT_TABLES = 2;
/**
 * The prefix of the index that replaces the primary key during a load. It only grows at its end.
 */
const LOADING_INDEX = 'loading_';

/** Selects the tables of a schema that hold versioned rows. */
const ROW_TABLES = `
  SELECT c.oid, c.relname::text AS name
    FROM pg_class AS c JOIN pg_namespace AS s ON s.oid = c.relnamespace
    JOIN pg_attribute AS a
      ON a.attrelid = c.oid AND a.attname = 'event_pseq' AND NOT a.attisdropped
   WHERE s.nspname = $1 AND c.relkind = 'r'`;

/** Selects, for primary keys and other indexes, the statements that drop and create them. */
const INDEX_STATEMENTS = `
  SELECT t.name, format('ALTER TABLE %I.%I DROP CONSTRAINT %I', $1::text, t.name, k.conname),
         format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', $1::text, t.name, k.conname,
                pg_get_constraintdef(k.oid))
    FROM pg_constraint AS k JOIN (${ROW_TABLES}) AS t ON t.oid = k.conrelid
   WHERE k.contype = 'p'
  UNION ALL
  SELECT t.relname, format('DROP INDEX %I.%I', $1::text, c.relname), pg_get_indexdef(i.indexrelid)
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
    JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_namespace AS s ON s.oid = c.relnamespace
   WHERE s.nspname = $1 AND NOT i.indisunique`;

/**
 * Drops the indexes of an empty generation, except those that find events: indexing all rows once
 * costs less than indexing row by row. The definitions are stored, so that another process can
 * resume.
 */
export async function deferIndexes(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(
      `CREATE TABLE "${schema}".${DEFERRED_INDEXES}
         (name text NOT NULL, away text NOT NULL, definition text NOT NULL)`,
    );
    await manager.query(`INSERT INTO "${schema}".${DEFERRED_INDEXES} ${INDEX_STATEMENTS}`, [
      schema,
    ]);

    const deferred: { away: string }[] = await manager.query(
      `SELECT away FROM "${schema}".${DEFERRED_INDEXES}`,
    );
    for (const { away } of deferred) await manager.query(away);
    for (const { name } of await listRowTables(manager, schema)) {
      await manager.query(
        `CREATE INDEX "${LOADING_INDEX}${name}" ON "${schema}"."${name}" (partition, event_pseq)`,
      );
    }
  });
}

/** A table, and the definitions of its missing indexes. */
interface DeferredTableIndexes {
  readonly name: string;
  readonly definitions: readonly string[];
}

/** Creates the deferred indexes, if any: for each table all in one transaction. */
export async function createDeferredIndexes(dataSource: DataSource, schema: string): Promise<void> {
  if (!(await tableExists(dataSource, schema, DEFERRED_INDEXES))) return;

  const tables: DeferredTableIndexes[] = await dataSource.query(
    `SELECT name, array_agg(definition) AS definitions FROM "${schema}".${DEFERRED_INDEXES}
      GROUP BY name
      ORDER BY pg_relation_size(to_regclass(format('%I.%I', $1::text, name))) DESC`,
    [schema],
  );
  await forEachConcurrently(tables, async ({ name, definitions }) => {
    await dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL maintenance_work_mem = '128MB'`);
      for (const definition of definitions) await manager.query(definition);
      await manager.query(`DROP INDEX IF EXISTS "${schema}"."${LOADING_INDEX}${name}"`);
      await manager.query(`DELETE FROM "${schema}".${DEFERRED_INDEXES} WHERE name = $1`, [name]);
    });
  });

  await dataSource.query(`DROP TABLE "${schema}".${DEFERRED_INDEXES}`);
}

/**
 * Updates the planner statistics of a generation before its first query. It excludes JSON columns:
 * no query compares them, and they would take as long as all other columns together.
 */
export async function analyzeTables(dataSource: DataSource, schema: string): Promise<void> {
  const tables: { name: string; columns: readonly string[] }[] = await dataSource.query(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns
       FROM information_schema.columns
      WHERE table_schema = $1 AND data_type <> 'jsonb' GROUP BY table_name
      ORDER BY pg_relation_size(to_regclass(format('%I.%I', $1::text, table_name))) DESC`,
    [schema],
  );

  await forEachConcurrently(tables, async ({ name, columns }) => {
    const quoted = columns.map((column) => `"${column}"`).join(', ');
    await dataSource.query(`ANALYZE "${schema}"."${name}" (${quoted})`);
  });
}

async function forEachConcurrently<T>(
  tables: readonly T[],
  work: (table: T) => Promise<void>,
): Promise<void> {
  const remaining = tables.values();
  const worker = async (): Promise<void> => {
    for (const table of remaining) await work(table);
  };
  await Promise.all(Array.from({ length: CONCURRENT_TABLES }, worker));
}

async function listRowTables(
  manager: EntityManager,
  schema: string,
): Promise<readonly { readonly name: string }[]> {
  return manager.query<{ name: string }[]>(ROW_TABLES, [schema]);
}
