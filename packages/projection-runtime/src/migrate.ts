import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { EVENT_INDEX, EventIndex1763800000000 } from './event-index.ts';
import {
  registerGeneration,
  findServingGeneration,
  Generations1764100000000,
} from './generations.ts';
import { LOCK_KEY, findLockHolder, formatLockRemedy } from './lock-holder.ts';
import { ParkedCommands1764200000000 } from './parked-commands.ts';
import {
  LOCK_HOLD_MS_MAX,
  resetPositions,
  RUNTIME_SCHEMA,
  RuntimeTables1763800000000,
} from './positions.ts';
import type { MigrationClass, Projection } from './projection.ts';
import { ProjectionError } from './projection-error.ts';
import { createViews } from './views.ts';

/** One lock for all migrations of a database: two processes that start at once must not both make the tables. */
const MIGRATION_LOCK = 'rapporteur.migrations';
/** How long it is waited for: whoever hangs with it must not make all others hang too. */
const MIGRATION_WAIT_MS = 60_000;
const MIGRATION_POLL_MS = 50;
/** One for the migrations, one for TypeORM's own look at the server. */
const MIGRATION_CONNECTIONS = 2;

/**
 * Makes the runtime's own tables and, where a read model was never made, its first generation, which serves; brings
 * the tables of the one that serves up to date. Safe to call from many processes.
 * @throws ProjectionError PROJECTION_BUSY where another process does not end with it
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

/** Makes the tables of a generation that is being built, or brings them up to date. */
export async function migrateGeneration(
  dataSource: DataSource,
  projection: Projection,
  schema: string,
): Promise<void> {
  await withMigrationLock(dataSource, () => migrateTables(dataSource, projection, schema));
}

/** Drops everything that serves of a read model and sets its positions back to the beginning of the log. */
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
    await manager.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
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
  // Another version's tables are another release's to change.
  if (serving !== undefined && serving.version !== projection.version) return;
  // The first is called as the read model was before it had generations: tables of then are taken over as they are.
  const schema = serving?.schema ?? (await registerGeneration(manager, projection, 'serving'));
  await migrateTables(dataSource, projection, schema);
  await createViews(manager, projection, { views: projection.name, tables: schema });
}

async function migrateTables(
  dataSource: DataSource,
  projection: Projection,
  schema: string,
): Promise<void> {
  // Whoever dropped the tables left the positions: without the rows that they speak of they must not stand.
  const [found]: { made: boolean }[] = await dataSource.query(
    'SELECT to_regclass($1) IS NOT NULL AS made',
    [`"${schema}".${EVENT_INDEX}`],
  );
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
    // Migrations name tables without a schema; a process that hangs in one must not hold tables that are asked.
    extra: {
      options: `-c search_path="${schema}" -c idle_in_transaction_session_timeout=${LOCK_HOLD_MS_MAX}`,
    },
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

async function withMigrationLock(
  dataSource: DataSource,
  work: () => Promise<void>,
  waitMs: number = MIGRATION_WAIT_MS,
): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  await takeMigrationLock(runner, waitMs);
  try {
    await work();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${LOCK_KEY})`, [MIGRATION_LOCK]);
  }
}

async function takeMigrationLock(runner: QueryRunner, waitMs: number): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const [answer] = await runner.manager.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS locked`,
      [MIGRATION_LOCK],
    );
    if (answer?.locked === true) return;
    if (performance.now() > deadline) {
      const what = `Another process has been changing tables of read models for ${waitMs / 1000} s`;
      throw new ProjectionError(
        'PROJECTION_BUSY',
        `${what}: ${formatLockRemedy(await findLockHolder(runner, MIGRATION_LOCK))}`,
      );
    }
    await delay(MIGRATION_POLL_MS);
  }
}
