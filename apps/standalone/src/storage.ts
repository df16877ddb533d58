import { join } from 'node:path';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import type { Settings } from '@rapporteur/platform';

/** The folder of the embedded database within the data folder. */
const DATABASE_FOLDER = 'database';

/** Returns the folder of the embedded database. */
export function getDatabaseFolder({ data }: Pick<Settings, 'data'>): string {
  return join(data, DATABASE_FOLDER);
}

/** The URLs of the log and the read models. */
export interface StandaloneStorage extends AsyncDisposable {
  readonly logUrl: string;
  readonly databaseUrl: string;
  /** The folder of the embedded database; null if both are elsewhere. */
  readonly databaseFolder: string | null;
  /** Resolves with the reason when the embedded database cannot continue. */
  readonly failure?: Promise<Error>;
}

/**
 * Opens the log and the database of the settings. For those that the settings do not name, it
 * starts an embedded Postgres in the data folder. Rejects with EMBEDDED_POSTGRES_FOLDER_IN_USE if
 * another process uses that folder.
 */
export async function openStorage({
  log,
  database,
  data,
}: Pick<Settings, 'log' | 'database' | 'data'>): Promise<StandaloneStorage> {
  if (log !== undefined && database !== undefined) {
    return {
      logUrl: log,
      databaseUrl: database,
      databaseFolder: null,
      [Symbol.asyncDispose]: async () => undefined,
    };
  }
  const postgres = await startEmbeddedPostgres({ dataFolder: getDatabaseFolder({ data }) });
  return {
    logUrl: log ?? postgres.url,
    databaseUrl: database ?? postgres.url,
    databaseFolder: postgres.dataFolder,
    failure: postgres.failure,
    [Symbol.asyncDispose]: () => postgres.stop(),
  };
}

/** Opens the storage while a server may be using the data folder. */
export async function openSharedStorage(settings: Settings): Promise<StandaloneStorage> {
  const { log, database, data } = settings;
  const isElsewhere = log !== undefined && database !== undefined;
  const dataFolder = getDatabaseFolder({ data });
  const running = isElsewhere ? undefined : await findEmbeddedPostgres({ dataFolder });
  if (running === undefined) return openStorage(settings);
  return {
    logUrl: log ?? running,
    databaseUrl: database ?? running,
    databaseFolder: dataFolder,
    // The running server owns the database and stops it.
    [Symbol.asyncDispose]: async () => undefined,
  };
}
