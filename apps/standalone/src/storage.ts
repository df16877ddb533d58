import { join } from 'node:path';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import type { Settings } from '@rapporteur/platform';

/** The folder of the embedded database within the data folder. */
const DATABASE_FOLDER = 'database';

/** Where the database of our own is looked for. */
export function getDatabaseFolder({ data }: Pick<Settings, 'data'>): string {
  return join(data, DATABASE_FOLDER);
}

/** Where the log and the read models are kept. */
export interface StandaloneStorage extends AsyncDisposable {
  readonly logUrl: string;
  readonly databaseUrl: string;
  /** Where the embedded database lies; null where both are elsewhere. */
  readonly databaseFolder: string | null;
}

/**
 * What the settings name; for what they do not, a Postgres of our own in the data folder.
 * @throws EmbeddedPostgresError, EMBEDDED_POSTGRES_FOLDER_IN_USE where another process has it
 */
export async function openStorage({
  log,
  database,
  data,
}: Pick<Settings, 'log' | 'database' | 'data'>): Promise<StandaloneStorage> {
  if (log !== undefined && database !== undefined) {
    const nothingToStop = async (): Promise<void> => undefined;
    return {
      logUrl: log,
      databaseUrl: database,
      databaseFolder: null,
      [Symbol.asyncDispose]: nothingToStop,
    };
  }
  const postgres = await startEmbeddedPostgres({ dataFolder: getDatabaseFolder({ data }) });
  return {
    logUrl: log ?? postgres.url,
    databaseUrl: database ?? postgres.url,
    databaseFolder: postgres.dataFolder,
    [Symbol.asyncDispose]: () => postgres.stop(),
  };
}

/** The same, beside a server that may be at work on the data folder, or be stopped. */
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
    // It is not ours to stop.
    [Symbol.asyncDispose]: async () => undefined,
  };
}
