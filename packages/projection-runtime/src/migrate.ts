import { DataSource, type DataSourceOptions } from 'typeorm';
import { EVENT_INDEX, EventIndex1763800000000 } from './event-index.ts';
import { addGeneration, findServing, Generations1764100000000 } from './generations.ts';
import { ParkedCommands1764200000000 } from './parked.ts';
import { resetPositions, RUNTIME_SCHEMA, RuntimeTables1763800000000 } from './positions.ts';
import type { MigrationClass, Projection } from './projection.ts';
import { makeViews } from './views.ts';

/** One lock for all migrations of a database: two processes that start at once must not both make the tables. */
const MIGRATION_LOCK = 'rapporteur.migrations';
/** One for the migrations, one for TypeORM's own look at the server. */
const MIGRATION_CONNECTIONS = 2;

/**
 * Makes the runtime's own tables and, where a read model was never made, its first generation, which serves; brings
 * the tables of the one that serves up to date. Safe to call from many processes.
 */
export async function migrate(dataSource: DataSource, projections: readonly Projection[]): Promise<void> {
  await withMigrationLock(dataSource, async () => {
    await migrateRuntime(dataSource);
    for (const projection of projections) await migrateServing(dataSource, projection);
  });
}

/** Makes the tables of a generation that is being built, or brings them up to date. */
export async function migrateGeneration(dataSource: DataSource, projection: Projection, schema: string): Promise<void> {
  await withMigrationLock(dataSource, () => migrateTables(dataSource, projection, schema));
}

/** Drops everything that serves of a read model and sets its positions back to the beginning of the log. */
export async function dropAndReset(dataSource: DataSource, projection: Projection): Promise<void> {
  await withMigrationLock(dataSource, async () => {
    await migrateRuntime(dataSource);
    const serving = await findServing(dataSource.manager, projection);
    if (serving !== undefined) await dropServing(dataSource, serving.schema);
    await migrateServing(dataSource, projection);
  });
}

async function dropServing(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await resetPositions(manager, schema);
    await manager.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  });
}

async function migrateRuntime(dataSource: DataSource): Promise<void> {
  await migrateSchema(dataSource, RUNTIME_SCHEMA, [RuntimeTables1763800000000, Generations1764100000000]);
}

async function migrateServing(dataSource: DataSource, projection: Projection): Promise<void> {
  const { manager } = dataSource;
  const serving = await findServing(manager, projection);
  // Another version's tables are another release's to change.
  if (serving !== undefined && serving.version !== projection.version) return;
  // The first is called as the read model was before it had generations: tables of then are taken over as they are.
  const schema = serving?.schema ?? (await addGeneration(manager, projection, 'serving'));
  await migrateTables(dataSource, projection, schema);
  await makeViews(manager, projection, { views: projection.name, tables: schema });
}

async function migrateTables(dataSource: DataSource, projection: Projection, schema: string): Promise<void> {
  // Whoever dropped the tables left the positions: without the rows that they speak of they must not stand.
  const [found]: { made: boolean }[] = await dataSource.query('SELECT to_regclass($1) IS NOT NULL AS made', [
    `"${schema}".${EVENT_INDEX}`,
  ]);
  if (found?.made !== true) await resetPositions(dataSource.manager, schema);
  await migrateSchema(dataSource, schema, [
    EventIndex1763800000000,
    ParkedCommands1764200000000,
    ...projection.migrations,
  ]);
}

async function migrateSchema(
  dataSource: DataSource,
  schema: string,
  migrations: readonly MigrationClass[],
): Promise<void> {
  await dataSource.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
  // A data source of its own: TypeORM takes the migrations and the schema of their table from its options alone.
  const options = {
    ...dataSource.options,
    schema,
    // Migrations name tables without a schema.
    extra: { options: `-c search_path="${schema}"` },
    entities: [],
    subscribers: [],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    poolSize: MIGRATION_CONNECTIONS,
  } as DataSourceOptions;
  const migrating = await new DataSource(options).initialize();
  try {
    await migrating.runMigrations({ transaction: 'all' });
  } finally {
    await migrating.destroy();
  }
}

async function withMigrationLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [MIGRATION_LOCK]);
  try {
    await work();
  } finally {
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [MIGRATION_LOCK]);
  }
}
