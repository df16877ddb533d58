import type { EntityManager } from 'typeorm';
import { readDeclaredTables } from './declared-tables.ts';
import { EVENT_INDEX } from './event-index.ts';
import { PARKED_TABLE, SKIPPED_TABLE } from './parked-commands.ts';
import type { Projection } from './projection.ts';

/** The schema of the views, and the schema of the generation that they show. */
export interface ViewSchemas {
  readonly views: string;
  readonly tables: string;
}

/** Creates the missing views of a generation. Existing views stay. */
export async function createViews(
  manager: EntityManager,
  projection: Projection,
  { views, tables }: ViewSchemas,
): Promise<void> {
  await manager.query(`CREATE SCHEMA IF NOT EXISTS "${views}"`);
  const rows: { name: string }[] = await manager.query(
    'SELECT viewname AS name FROM pg_views WHERE schemaname = $1',
    [views],
  );
  const existing = new Set(rows.map(({ name }) => name));

  const declared = readDeclaredTables(projection, tables).keys();
  for (const name of [EVENT_INDEX, PARKED_TABLE, SKIPPED_TABLE, ...declared]) {
    if (existing.has(name)) continue;
    await manager.query(`CREATE VIEW "${views}"."${name}" AS SELECT * FROM "${tables}"."${name}"`);
  }
}
