import type { DataSource } from 'typeorm';

/** Where a generation that is being loaded keeps how its indexes are to be made. */
export const DEFERRED_INDEXES = 'deferred_indexes';

/**
 * Takes away the indexes of an empty generation that only questions need: made once over all rows they cost a part of
 * what they cost row by row. How to make them is kept beside the rows, for whoever goes on with the load.
 */
export async function deferIndexes(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(
      `CREATE TABLE "${schema}".${DEFERRED_INDEXES} AS
       SELECT c.relname::text AS name, pg_get_indexdef(i.indexrelid) AS definition
         FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS s ON s.oid = c.relnamespace
        WHERE s.nspname = $1 AND NOT i.indisunique`,
      [schema],
    );
    const deferred: { name: string }[] = await manager.query(`SELECT name FROM "${schema}".${DEFERRED_INDEXES}`);
    for (const { name } of deferred) await manager.query(`DROP INDEX "${schema}"."${name}"`);
  });
}

/** Makes the indexes that were put off, if any were; all of them, or none. */
export async function makeDeferredIndexes(dataSource: DataSource, schema: string): Promise<void> {
  const [found]: { there: boolean }[] = await dataSource.query('SELECT to_regclass($1) IS NOT NULL AS there', [
    `"${schema}".${DEFERRED_INDEXES}`,
  ]);
  if (found?.there !== true) return;
  await dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL maintenance_work_mem = '128MB'`);
    const deferred: { definition: string }[] = await manager.query(
      `SELECT definition FROM "${schema}".${DEFERRED_INDEXES}`,
    );
    for (const { definition } of deferred) await manager.query(definition);
    await manager.query(`DROP TABLE "${schema}".${DEFERRED_INDEXES}`);
  });
}

/** Lets Postgres learn how the rows of a generation are distributed, before the first question is put to it. */
export async function analyze(dataSource: DataSource, schema: string): Promise<void> {
  const tables: { name: string }[] = await dataSource.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = $1`,
    [schema],
  );
  for (const { name } of tables) await dataSource.query(`ANALYZE "${schema}"."${name}"`);
}
