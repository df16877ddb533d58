import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  findEmbeddedPostgres,
  hasCluster,
  startEmbeddedPostgres,
} from '@rapporteur/embedded-postgres';
import { redactSettings, type Settings } from '@rapporteur/platform';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { explainFailure } from '@rapporteur/resilience';

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
  const postgres = await startInFolder(getDatabaseFolder({ data }));
  return {
    logUrl: log ?? postgres.url,
    databaseUrl: database ?? postgres.url,
    databaseFolder: postgres.dataFolder,
    failure: postgres.failure,
    [Symbol.asyncDispose]: () => postgres.stop(),
  };
}

async function startInFolder(dataFolder: string): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dataFolder });
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    const name = `The folder \`${dataFolder}\``;
    throw explainFailure(error, { name, setting: 'RAPPORTEUR_DATA', area: 'files' }) ?? error;
  }
}

/** The settings name no record. The message names the folder and the fix. */
export class RecordMissingError extends Error {
  override readonly name = 'RecordMissingError';
}

/**
 * Opens the storage of an existing record while a server may be using the data folder.
 * @throws RecordMissingError if the data folder has none; it creates nothing
 */
export async function openSharedStorage(settings: Settings): Promise<StandaloneStorage> {
  const { log, database, data } = settings;
  const dataFolder = getDatabaseFolder({ data });
  const isElsewhere = log !== undefined && database !== undefined;
  if (!isElsewhere && !(await hasCluster(dataFolder))) throw await createMissingError(data);

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

async function createMissingError(data: string): Promise<RecordMissingError> {
  const names = await readdir(data).catch(() => []);
  const folders = names.map((name) => join(data, name));
  const isRecord = await Promise.all(
    folders.map((folder) => hasCluster(getDatabaseFolder({ data: folder }))),
  );
  const found = folders.filter((_, n) => isRecord[n]);
  const hint =
    found.length === 0
      ? 'Name the data folder of a record with RAPPORTEUR_DATA, or its servers with ' +
        'RAPPORTEUR_LOG and RAPPORTEUR_DATABASE.'
      : `To work on the record below it: ${found.map(formatDataSetting).join(' or ')}`;
  return new RecordMissingError(`The data folder ${data} has no record. ${hint}`);
}

/** Returns the setting of a data folder as a shell reads it. */
export function formatDataSetting(folder: string): string {
  return `RAPPORTEUR_DATA=${quoteForShell(folder)}`;
}

/** Returns the names of the record that the settings choose, without passwords. */
export function formatRecordName(settings: Settings): string {
  const { log, database, data } = settings;
  const shown = redactSettings(settings);
  const parts = [
    ...(log === undefined || database === undefined ? [`RAPPORTEUR_DATA=${data}`] : []),
    ...(log === undefined ? [] : [`RAPPORTEUR_LOG=${shown['RAPPORTEUR_LOG']}`]),
    ...(database === undefined ? [] : [`RAPPORTEUR_DATABASE=${shown['RAPPORTEUR_DATABASE']}`]),
  ];
  return parts.join(', ');
}
