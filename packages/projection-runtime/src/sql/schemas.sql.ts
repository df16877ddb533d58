/** Statements about schemas and views, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';

/** Creates a schema unless it exists. */
export async function createSchema(manager: EntityManager, schema: string): Promise<void> {
  await manager.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
}

/** Drops a schema, if it exists, with everything in it. */
export async function dropSchemaCascade(manager: EntityManager, schema: string): Promise<void> {
  await manager.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}

/** Gives a schema another name. */
export async function renameSchema(
  manager: EntityManager,
  schema: string,
  name: string,
): Promise<void> {
  await manager.query(`ALTER SCHEMA "${schema}" RENAME TO "${name}"`);
}

/** Creates a view that shows a table of another schema under the same name. */
export async function createView(
  manager: EntityManager,
  {
    name,
    schema,
    tables,
  }: { readonly name: string; readonly schema: string; readonly tables: string },
): Promise<void> {
  await manager.query(`CREATE VIEW "${schema}"."${name}" AS SELECT * FROM "${tables}"."${name}"`);
}
