import { Client, type ClientConfig } from 'pg';
import { createPostgresSession, explainFailure } from '@rapporteur/resilience';
import { DataSource } from 'typeorm';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';

/** The default size of the connection pool. */
const CONNECTIONS_MAX = 10;

/** The database in messages. */
const READ_MODELS_SUBJECT = {
  name: 'The database of the read models',
  setting: 'RAPPORTEUR_DATABASE',
};

/** The read models that are queried, and the size of the connection pool. */
export interface ReadModelsOptions {
  readonly projections?: readonly Projection[];
  readonly connectionsMax?: number;
}

/**
 * A client that always listens to its errors. The pool removes its listener before TypeORM adds its
 * own, and TypeORM removes that at the first error. An error in between would end the process.
 */
class ListeningClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * Opens the database of the read models, for projectors and queries.
 * @throws ProjectionError PROJECTION_DATABASE_UNFIT if its encoding is not UTF-8 or it lacks ICU; ExplainedFailure if
 * the server cannot be used
 */
export async function openReadModels(
  url: string,
  { projections = [], connectionsMax = CONNECTIONS_MAX }: ReadModelsOptions = {},
): Promise<DataSource> {
  const session = createPostgresSession(url);
  const dataSource = new DataSource({
    type: 'postgres',
    applicationName: 'rapporteur read models',
    entities: projections.flatMap(({ entities }) => entities),
    poolSize: connectionsMax,
    // The URL is for the client alone: the parser of TypeORM drops its parameters.
    // Compiling a query takes longer than running any of ours.
    extra: {
      connectionString: session.url,
      options: `${session.options} -c jit=off`,
      Client: ListeningClient,
    },
    // The pool replaces a broken idle connection when it needs one.
    poolErrorHandler: () => undefined,
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw explainFailure(error, READ_MODELS_SUBJECT) ?? error;
  }
  try {
    await assertEncoding(dataSource);
    await assertCollation(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

// A session cannot change the encoding of its database. Text that it lacks would park commands.
async function assertEncoding(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ name: string; encoding: string }[]>(
    `SELECT current_database() AS name, current_setting('server_encoding') AS encoding`,
  );
  if (row === undefined || row.encoding === 'UTF8') return;
  throw new ProjectionError(
    'PROJECTION_DATABASE_UNFIT',
    `The database \`${row.name}\` has the encoding ${row.encoding}, and the read models need UTF8. ` +
      `Create one with: CREATE DATABASE rapporteur TEMPLATE template0 ENCODING 'UTF8'. ` +
      'Then name it in RAPPORTEUR_DATABASE.',
  );
}

// The letters of every script have a case by it. Servers built without ICU do not have it.
async function assertCollation(dataSource: DataSource): Promise<void> {
  const found: unknown[] = await dataSource.query(
    `SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'`,
  );
  if (found.length > 0) return;
  throw new ProjectionError(
    'PROJECTION_DATABASE_UNFIT',
    'The Postgres server is built without ICU, and searches need the collation `und-x-icu`. ' +
      'Use a server of your system or of postgresql.org, and name it in RAPPORTEUR_DATABASE.',
  );
}
