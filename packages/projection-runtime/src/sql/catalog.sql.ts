/** Queries of the catalog of Postgres, for which there are no entities. */
import type { EntityManager } from 'typeorm';

/** Returns whether a schema has a table. */
export async function tableExists(
  manager: EntityManager,
  schema: string,
  table: string,
): Promise<boolean> {
  const [row] = await manager.query<{ exists: boolean }[]>(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [`"${schema}"."${table}"`],
  );
  return row?.exists === true;
}

/** Returns the names of the views of a schema. */
export async function listViews(
  manager: EntityManager,
  schema: string,
): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ name: string }[]>(
    'SELECT viewname AS name FROM pg_views WHERE schemaname = $1',
    [schema],
  );
  return new Set(rows.map(({ name }) => name));
}

/** Returns the stored columns of the tables of a schema by table, without generated columns. */
export async function listStoredColumns(
  manager: EntityManager,
  schema: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await manager.query<{ name: string; columns: string[] }[]>(
    `SELECT table_name AS name, array_agg(column_name::text ORDER BY column_name) AS columns
       FROM information_schema.columns
      WHERE table_schema = $1 AND is_generated = 'NEVER'
      GROUP BY table_name`,
    [schema],
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
