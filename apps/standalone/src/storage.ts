import { join } from 'node:path';
import { startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import type { Settings } from '@rapporteur/platform';

/** The folder of the embedded database within the data folder. */
const DATABASE_FOLDER = 'database';

/** Where the log and the read models are kept. */
export interface Storage extends AsyncDisposable {
  readonly logUrl: string;
  readonly databaseUrl: string;
  /** Where the embedded database lies; null where both are elsewhere. */
  readonly databaseFolder: string | null;
}

/**
 * What the settings name; for what they do not, a Postgres of our own in the data folder.
 * @throws EmbeddedPostgresError, EMBEDDED_POSTGRES_FOLDER_IN_USE where another process has it
 */
export async function openStorage({ log, database, data }: Settings): Promise<Storage> {
  if (log !== undefined && database !== undefined) {
    const nothingToStop = async (): Promise<void> => undefined;
    return { logUrl: log, databaseUrl: database, databaseFolder: null, [Symbol.asyncDispose]: nothingToStop };
  }
  const postgres = await startEmbeddedPostgres({ dataFolder: join(data, DATABASE_FOLDER) });
  return {
    logUrl: log ?? postgres.url,
    databaseUrl: database ?? postgres.url,
    databaseFolder: postgres.dataFolder,
    [Symbol.asyncDispose]: () => postgres.stop(),
  };
}
