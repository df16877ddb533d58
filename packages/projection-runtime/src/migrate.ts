import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { formatLockRemedy } from './advisory-lock.ts';
import { EVENT_INDEX } from './event-index.ts';
import { findServingGeneration, registerGeneration } from './generations.ts';
import { EventIndex1763800000000 } from './migrations/1763800000000-create-event-index.ts';
import { RuntimeTables1763800000000 } from './migrations/1763800000000-create-runtime-tables.ts';
import { Generations1764100000000 } from './migrations/1764100000000-create-generations.ts';
import { ParkedCommands1764200000000 } from './migrations/1764200000000-create-parked-commands.ts';
import { LOCK_HOLD_MS_MAX, resetPositions } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { MigrationClass, Projection } from './projection.ts';
import { releaseAdvisoryLock, tryAdvisoryLock } from './sql/advisory-lock.sql.ts';
import { tableExists } from './sql/catalog.sql.ts';
import { createSchema, dropSchemaCascade } from './sql/schemas.sql.ts';
import { RUNTIME_SCHEMA } from './stored-position.ts';
import { createViews } from './views.ts';

/** The table in which TypeORM records the migrations of a schema. */
export const MIGRATIONS_TABLE = 'migrations';
/** One lock for all migrations of a database: concurrent starts must not create the same tables. */
const MIGRATION_LOCK = 'rapporteur.migrations';
/**
 * The longest wait for the lock, so that a process that hangs with it does not block all others.
 */
const MIGRATION_WAIT_MS = 60_000;
const MIGRATION_POLL_MS = 50;
/** One for the migrations, one for TypeORM's inspection of the server. */
const MIGRATION_CONNECTIONS = 2;

/**
 * Creates the runtime's own tables and the first generation of each read model, which serves.
 * Migrates the tables of serving generations. Several processes may call it at once.
 * @throws ProjectionError PROJECTION_BUSY if another process holds the lock too long.
 */
export async function migrate(
  dataSource: DataSource,
  projections: readonly Projection[],
  waitMs?: number,
): Promise<void> {
  const work = async (): Promise<void> => {
    await migrateRuntime(dataSource);
    for (const projection of projections) await migrateServing(dataSource, projection);
  };
  await withMigrationLock(dataSource, work, waitMs);
}

/** Creates or migrates the tables of a generation. */
export async function migrateGeneration(
  dataSource: DataSource,
  projection: Projection,
  schema: string,
): Promise<void> {
  await withMigrationLock(dataSource, () => migrateTables(dataSource, projection, schema));
}

/**
 * Drops the serving generation of a read model and creates it again, at the beginning of the log.
 */
export async function resetReadModel(
  dataSource: DataSource,
  projection: Projection,
): Promise<void> {
  await withMigrationLock(dataSource, async () => {
    await migrateRuntime(dataSource);
    const serving = await findServingGeneration(dataSource.manager, projection);
    if (serving !== undefined) await dropServing(dataSource, serving.schema);
    await migrateServing(dataSource, projection);
  });
}

async function dropServing(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await resetPositions(manager, schema);
    await dropSchemaCascade(manager, schema);
  });
}

async function migrateRuntime(dataSource: DataSource): Promise<void> {
  await migrateSchema(dataSource, RUNTIME_SCHEMA, [
    RuntimeTables1763800000000,
    Generations1764100000000,
  ]);
}

async function migrateServing(dataSource: DataSource, projection: Projection): Promise<void> {
  const { manager } = dataSource;
  const serving = await findServingGeneration(manager, projection);
  // Only a release with the same version may change the tables.
  if (serving !== undefined && serving.version !== projection.version) return;

  // The first generation has the schema name from before generations existed, so it adopts tables
  // of that time unchanged.
  const schema = serving?.schema ?? (await registerGeneration(manager, projection, 'serving'));
  await migrateTables(dataSource, projection, schema);
  await createViews(manager, projection, { views: projection.name, tables: schema });
}

async function migrateTables(
  dataSource: DataSource,
  projection: Projection,
  schema: string,
): Promise<void> {
  // If an operator dropped the tables, the positions are still there and refer to missing rows.
  const { manager } = dataSource;
  if (!(await tableExists(manager, schema, EVENT_INDEX))) await resetPositions(manager, schema);

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
  await createSchema(dataSource.manager, schema);

  const { extra } = dataSource.options as { extra?: { options?: string } };
  // A separate data source: TypeORM takes the migrations and their schema only from its options.
  const options = {
    ...dataSource.options,
    schema,
    // Migrations name tables without a schema. The timeout protects tables from a process that
    // hangs.
    extra: {
      ...extra,
      options:
        `${extra?.options ?? ''} -c search_path="${schema}" ` +
        `-c idle_in_transaction_session_timeout=${LOCK_HOLD_MS_MAX}`,
    },
    entities: [],
    subscribers: [],
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    poolSize: MIGRATION_CONNECTIONS,
  } as DataSourceOptions;
  const migrating = await new DataSource(options).initialize();

  try {
    await migrating.runMigrations({ transaction: 'all' });
  } finally {
    await migrating.destroy();
  }
}

async function withMigrationLock(
  dataSource: DataSource,
  work: () => Promise<void>,
  waitMs: number = MIGRATION_WAIT_MS,
): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  await acquireMigrationLock(runner, waitMs);
  try {
    await work();
  } finally {
    await releaseAdvisoryLock(runner.manager, MIGRATION_LOCK);
  }
}

async function acquireMigrationLock(runner: QueryRunner, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs;

  while (!(await tryAdvisoryLock(runner.manager, MIGRATION_LOCK))) {
    if (performance.now() > deadline) {
      const remedy = await formatLockRemedy(runner, MIGRATION_LOCK);
      throw new ProjectionError(
        'PROJECTION_BUSY',
        `Another process has been migrating read models for ${waitMs / 1000} s. ${remedy}`,
      );
    }
    await delay(MIGRATION_POLL_MS);
  }
}
