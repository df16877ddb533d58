import { DataSource } from 'typeorm';
import { GENERATION_ENTITIES } from '../entities.ts';
import { requireServingGeneration } from '../generations.ts';
import { MIGRATIONS_TABLE } from '../migrate.ts';
import type { Projection } from '../projection.ts';
import { schemaEntity } from '../schema-repository.ts';
import { listStoredColumns } from '../sql/catalog.sql.ts';
import { readTableName } from '../table-columns.ts';

/** The tables to compare: their schema, and the entities that declare them. */
export interface SchemaToCompare {
  readonly schema: string;
  readonly entities: readonly (new () => object)[];
}

// An index that no entity declares changes no result, and TypeORM cannot declare every kind.
const DROPS_UNDECLARED_INDEX = /^DROP INDEX /;

/** Like `listSchemaChanges`, for the tables of the serving generation of a read model. */
export async function listGenerationChanges(
  url: string,
  projection: Projection,
): Promise<readonly string[]> {
  await using source = new DisposableSource({ type: 'postgres', url });
  await source.initialize();
  const { schema } = await requireServingGeneration(source.manager, projection);
  const entities = [...GENERATION_ENTITIES, ...projection.entities];
  return await listSchemaChanges(url, { schema, entities });
}

/**
 * Returns the statements by which TypeORM would change the tables of a schema into those that the
 * entities declare, and the tables that no entity declares. Empty: migrations and entities agree.
 */
export async function listSchemaChanges(
  url: string,
  { schema, entities }: SchemaToCompare,
): Promise<readonly string[]> {
  await using source = new DisposableSource({ type: 'postgres', url, schema });
  await source.initialize();
  for (const entity of entities) {
    const target = schemaEntity(source.manager, entity, schema);
    source.entityMetadatas.push(source.getMetadata(target));
  }

  await describeGeneratedColumns(source, schema);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.query(`DROP TABLE "${schema}".typeorm_metadata`);
  const changes = upQueries
    .map(({ query }) => query)
    .filter((statement) => !DROPS_UNDECLARED_INDEX.test(statement));

  const declared = [MIGRATIONS_TABLE, ...entities.map(readTableName)];
  const tables = (await listStoredColumns(source.manager, schema)).keys();
  const undeclared = [...tables].filter((table) => !declared.includes(table));
  return [...changes, ...undeclared.map((table) => `DROP TABLE "${schema}"."${table}"`)];
}

class DisposableSource extends DataSource implements AsyncDisposable {
  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy();
  }
}

/** TypeORM reads the expressions of generated columns from a table of its own. */
async function describeGeneratedColumns(source: DataSource, schema: string): Promise<void> {
  await source.query(
    `CREATE TABLE "${schema}".typeorm_metadata AS
     SELECT 'GENERATED_COLUMN' AS type, table_catalog::text AS database,
            table_schema::text AS schema, table_name::text AS "table", column_name::text AS name,
            generation_expression::text AS value
       FROM information_schema.columns WHERE table_schema = '${schema}' AND is_generated = 'ALWAYS'`,
  );
}
