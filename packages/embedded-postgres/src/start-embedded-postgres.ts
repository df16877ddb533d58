import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { PostgresCluster } from './postgres-cluster.ts';
import { findDataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { claimCluster, type ClusterOwnership } from './cluster-ownership.ts';

/** A Postgres server of this process's own. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Where it answers, with its password: not to be printed. */
  readonly url: string;
  /** Where the data lie: the folder asked for, or another if Postgres' account cannot reach that. */
  readonly dataFolder: string;
  /** Stops it; what was committed is kept. */
  stop(): Promise<void>;
}

/** How long a start is tried again: what a killed process left behind is gone by then. */
const RETRY_FOR_MS = 5_000;
const RETRY_EVERY_MS = 100;

/**
 * Starts a Postgres server whose data are kept in `dataFolder`, or takes over one that a killed process left running.
 * @throws EmbeddedPostgresError, EMBEDDED_POSTGRES_FOLDER_IN_USE if a process that lives has it.
 */
export async function startEmbeddedPostgres({
  dataFolder,
}: {
  dataFolder: string;
}): Promise<EmbeddedPostgres> {
  const home = await findDataFolder(dataFolder);
  const cluster = new PostgresCluster(home, await findBinaries(home.account));
  await cluster.initialise();
  const { url, ownership } = await startAndOwn(cluster, dataFolder);
  const stop = async (): Promise<void> => {
    ownership.expectEnd();
    await cluster.stop();
    await ownership.release();
  };
  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopped ??= stop());
  return { url, dataFolder: home.folder, stop: stopOnce, [Symbol.asyncDispose]: stopOnce };
}

/**
 * Where the server of a data folder answers that another process has started; undefined where none runs. It is that
 * process's own: it stops when that process does.
 */
export async function findEmbeddedPostgres({
  dataFolder,
}: {
  dataFolder: string;
}): Promise<string | undefined> {
  const home = await findDataFolder(dataFolder);
  const cluster = new PostgresCluster(home, await findBinaries(home.account));
  const server = await cluster.findRunningServer();
  return server === undefined ? undefined : cluster.url(server.port);
}

async function startAndOwn(
  cluster: PostgresCluster,
  dataFolder: string,
): Promise<{ url: string; ownership: ClusterOwnership }> {
  const deadline = Date.now() + RETRY_FOR_MS;
  for (;;) {
    const attempt = await tryOnce(cluster, dataFolder);
    if ('ownership' in attempt) return attempt;
    if (Date.now() > deadline) throw attempt.error;
    await sleep(RETRY_EVERY_MS);
  }
}

type StartAttempt = { url: string; ownership: ClusterOwnership } | { error: unknown };

async function tryOnce(cluster: PostgresCluster, dataFolder: string): Promise<StartAttempt> {
  try {
    if (!(await cluster.findRunningServer())) await cluster.start();
  } catch (error) {
    return { error };
  }
  const server = await cluster.findRunningServer();
  if (!server) return { error: notAnswering(dataFolder) };
  const url = await cluster.url(server.port);
  const claimed = await claimCluster(url);
  if (claimed.kind === 'owned') return { url, ownership: claimed.ownership };
  if (claimed.kind === 'unreachable') return { error: notAnswering(dataFolder, claimed.cause) };
  const error = inUse(dataFolder, claimed.pid);
  if (claimed.alive) throw error;
  return { error };
}

function inUse(dataFolder: string, pid: number | undefined): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_FOLDER_IN_USE',
    `The folder ${dataFolder} is in use by process ${pid ?? 'unknown'}. Stop that process, or choose another folder with RAPPORTEUR_DATA.`,
  );
}

function notAnswering(dataFolder: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_START_FAILED',
    `The Postgres server of ${dataFolder} does not answer. Its log is server.log in the cluster's folder.`,
    { cause },
  );
}
