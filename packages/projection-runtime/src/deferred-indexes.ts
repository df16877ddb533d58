import type { DataSource, EntityManager } from 'typeorm';

/** Where a generation that is being loaded keeps how its indexes are to be made. */
export const DEFERRED_INDEXES = 'deferred_indexes';
/** How many tables are made ready at once. */
const TABLES_AT_ONCE = 2;

/** By what the rows of a fact are found for as long as their key is not there: it grows at its end, and costs little. */
const STAND_IN = 'loading_';

/** The tables of rows in a schema: those that say of which event a row tells. */
const ROW_TABLES = `
  SELECT c.oid, c.relname::text AS name FROM pg_class AS c JOIN pg_namespace AS s ON s.oid = c.relnamespace
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'event_pseq' AND NOT a.attisdropped
   WHERE s.nspname = $1 AND c.relkind = 'r'`;

/**
 * Takes away the indexes of an empty generation, but for those that events are found by: made once over all rows they
 * cost a part of what they cost row by row. How to make them is kept beside the rows, for whoever goes on with the load.
 */
export async function deferIndexes(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(
      `CREATE TABLE "${schema}".${DEFERRED_INDEXES} (name text NOT NULL, away text NOT NULL, definition text NOT NULL)`,
    );
    await manager.query(
      `INSERT INTO "${schema}".${DEFERRED_INDEXES}
       SELECT t.name, format('ALTER TABLE %I.%I DROP CONSTRAINT %I', $1::text, t.name, k.conname),
              format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s', $1::text, t.name, k.conname, pg_get_constraintdef(k.oid))
         FROM pg_constraint AS k JOIN (${ROW_TABLES}) AS t ON t.oid = k.conrelid WHERE k.contype = 'p'
       UNION ALL
       SELECT t.relname, format('DROP INDEX %I.%I', $1::text, c.relname), pg_get_indexdef(i.indexrelid)
         FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
         JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_namespace AS s ON s.oid = c.relnamespace
        WHERE s.nspname = $1 AND NOT i.indisunique`,
      [schema],
    );
    const deferred: { away: string }[] = await manager.query(
      `SELECT away FROM "${schema}".${DEFERRED_INDEXES}`,
    );
    for (const { away } of deferred) await manager.query(away);
    for (const { name } of await rowTables(manager, schema)) {
      await manager.query(
        `CREATE INDEX "${STAND_IN}${name}" ON "${schema}"."${name}" (partition, event_pseq)`,
      );
    }
  });
}

/** Makes the indexes that were put off, if any were: of a table all, or none. */
export async function createDeferredIndexes(dataSource: DataSource, schema: string): Promise<void> {
  const [found]: { there: boolean }[] = await dataSource.query(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [`"${schema}".${DEFERRED_INDEXES}`],
  );
  if (found?.there !== true) return;
  const tables: DeferredTableIndexes[] = await dataSource.query(
    `SELECT name, array_agg(definition) AS definitions FROM "${schema}".${DEFERRED_INDEXES}
      GROUP BY name ORDER BY pg_relation_size(to_regclass(format('%I.%I', $1::text, name))) DESC`,
    [schema],
  );
  await sideBySide(tables, async ({ name, definitions }) => {
    await dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL maintenance_work_mem = '128MB'`);
      for (const definition of definitions) await manager.query(definition);
      await manager.query(`DROP INDEX IF EXISTS "${schema}"."${STAND_IN}${name}"`);
      await manager.query(`DELETE FROM "${schema}".${DEFERRED_INDEXES} WHERE name = $1`, [name]);
    });
  });
  await dataSource.query(`DROP TABLE "${schema}".${DEFERRED_INDEXES}`);
}

/** A table, and how the indexes that it lacks are made. */
interface DeferredTableIndexes {
  readonly name: string;
  readonly definitions: readonly string[];
}

/** Goes about some tables at once, in their order. */
async function sideBySide<T>(
  tables: readonly T[],
  work: (table: T) => Promise<void>,
): Promise<void> {
  const left = tables.values();
  const worker = async (): Promise<void> => {
    for (const table of left) await work(table);
  };
  await Promise.all(Array.from({ length: TABLES_AT_ONCE }, worker));
}

async function rowTables(
  manager: EntityManager,
  schema: string,
): Promise<readonly { readonly name: string }[]> {
  return manager.query<{ name: string }[]>(ROW_TABLES, [schema]);
}

/**
 * Lets Postgres learn how the rows of a generation are distributed, before the first question is put to it. JSON values
 * it need not know: no question compares them, and they take as long as all the rest.
 */
export async function analyzeTables(dataSource: DataSource, schema: string): Promise<void> {
  const tables: { name: string; columns: readonly string[] }[] = await dataSource.query(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
      WHERE table_schema = $1 AND data_type <> 'jsonb' GROUP BY table_name
      ORDER BY pg_relation_size(to_regclass(format('%I.%I', $1::text, table_name))) DESC`,
    [schema],
  );
  await sideBySide(tables, async ({ name, columns }) => {
    await dataSource.query(
      `ANALYZE "${schema}"."${name}" (${columns.map((column) => `"${column}"`).join(', ')})`,
    );
  });
}
