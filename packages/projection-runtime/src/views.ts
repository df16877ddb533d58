import type { EntityManager } from 'typeorm';
import { readDeclaredTables } from './declared-tables.ts';
import { EVENT_INDEX } from './event-index.ts';
import { SKIPPED_TABLE, PARKED_TABLE } from './parked-commands.ts';
import type { Projection } from './projection.ts';

/** Makes, in a schema of their own, the views that show a generation's tables; those that are there already stay. */
export async function createViews(
  manager: EntityManager,
  projection: Projection,
  { views, tables }: { readonly views: string; readonly tables: string },
): Promise<void> {
  await manager.query(`CREATE SCHEMA IF NOT EXISTS "${views}"`);
  const made: { name: string }[] = await manager.query(
    'SELECT viewname AS name FROM pg_views WHERE schemaname = $1',
    [views],
  );
  const there = new Set(made.map(({ name }) => name));
  for (const name of [
    EVENT_INDEX,
    PARKED_TABLE,
    SKIPPED_TABLE,
    ...readDeclaredTables(projection, tables).keys(),
  ]) {
    if (there.has(name)) continue;
    await manager.query(`CREATE VIEW "${views}"."${name}" AS SELECT * FROM "${tables}"."${name}"`);
  }
}
