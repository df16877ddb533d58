import type { EntityManager } from 'typeorm';
import { GENERATION_ENTITIES } from './entities.ts';
import type { Projection } from './projection.ts';
import { listViews } from './sql/catalog.sql.ts';
import { createSchema, createView } from './sql/schemas.sql.ts';
import { readTableName } from './table-columns.ts';

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
  await createSchema(manager, views);
  const existing = await listViews(manager, views);

  for (const entity of [...GENERATION_ENTITIES, ...projection.entities]) {
    const name = readTableName(entity);
    if (!existing.has(name)) await createView(manager, { name, schema: views, tables });
  }
}
