import type { EntityManager } from 'typeorm';

/** Returns whether a schema has a table. */
export async function tableExists(
  manager: Pick<EntityManager, 'query'>,
  schema: string,
  table: string,
): Promise<boolean> {
  const [row]: { exists: boolean }[] = await manager.query(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [`"${schema}".${table}`],
  );
  return row?.exists === true;
}
