import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { eventIndexMigration } from './event-index.ts';
import { RUNTIME_SCHEMA, RuntimeTables1763800000000 } from './positions.ts';
import { type MigrationClass, type Projection, schemaOf } from './projection.ts';

/** One lock for all migrations of a database: two processes that start at once must not both make the tables. */
const MIGRATION_LOCK = 'rapporteur.migrations';
/** One for the migrations, one for TypeORM's own look at the server. */
const MIGRATION_CONNECTIONS = 2;

/** Makes or brings up to date the tables of read models, and the runtime's own; safe to call from many processes. */
export async function migrate(dataSource: DataSource, projections: readonly Projection[]): Promise<void> {
  await withMigrationLock(dataSource, () => migrateLocked(dataSource, projections));
}

/** Drops everything that a read model holds and sets its positions back to the beginning of the log. */
export async function dropAndReset(dataSource: DataSource, projection: Projection): Promise<void> {
  const schema = schemaOf(projection);
  await withMigrationLock(dataSource, async () => {
    await migrateSchema(dataSource, RUNTIME_SCHEMA, [RuntimeTables1763800000000]);
    await dataSource.transaction(async (manager) => {
      // The rows stay, with their leases: an instance at work finds that its position no longer stands, and goes back.
      await manager.query(
        `UPDATE ${RUNTIME_SCHEMA}.positions
            SET next_seq = 0, head_term = 0, head_time = '', head_hint = NULL, identity = NULL WHERE projection = $1`,
        [schema],
      );
      await manager.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    });
    await migrateLocked(dataSource, [projection]);
  });
}

async function migrateLocked(dataSource: DataSource, projections: readonly Projection[]): Promise<void> {
  await migrateSchema(dataSource, RUNTIME_SCHEMA, [RuntimeTables1763800000000]);
  for (const projection of projections) {
    const schema = schemaOf(projection);
    await migrateSchema(dataSource, schema, [eventIndexMigration(schema), ...projection.migrations]);
  }
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
  work: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  await using runner = dataSource.createQueryRunner();
  await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [MIGRATION_LOCK]);
  try {
    await work(runner.manager);
  } finally {
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [MIGRATION_LOCK]);
  }
}
