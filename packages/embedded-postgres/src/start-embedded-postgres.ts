import { retry } from '@rapporteur/resilience';
import { findBinaries } from './binaries.ts';
import { claimCluster, type ClusterOwnership } from './cluster-ownership.ts';
import { findDataFolder, hasCluster } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { PostgresCluster } from './postgres-cluster.ts';
import { ServerRevival } from './server-revival.ts';

/** A Postgres server that this process owns. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** The URL with the password. Do not print it. */
  readonly url: string;
  /** The requested folder, or its replacement if the account of Postgres cannot reach it. */
  readonly dataFolder: string;
  /** Resolves with the reason when the server has ended and cannot be started again. */
  readonly failure: Promise<Error>;
  /** Stops the server and keeps committed data. */
  stop(): Promise<void>;
}

/** How long a start is retried. Sessions of a killed process end within this time. */
const RETRY = { timeoutMs: 5_000, firstDelayMs: 100, delayMsMax: 100 } as const;

/**
 * Starts a Postgres server with its data in `dataFolder`, or takes over a server that a killed
 * process left running. A server that ends is started again, a bounded number of times.
 * @throws EmbeddedPostgresError; EMBEDDED_POSTGRES_FOLDER_IN_USE if a live process owns the folder
 */
export async function startEmbeddedPostgres({
  dataFolder,
}: {
  readonly dataFolder: string;
}): Promise<EmbeddedPostgres> {
  const home = await findDataFolder(dataFolder);
  const cluster = new PostgresCluster(home, await findBinaries(home.account));
  await cluster.initialise();
  const { url, ownership } = await startAndOwn(cluster, dataFolder);
  const revival = new ServerRevival(cluster, Number(new URL(url).port));
  ownership.reviveWith(() => revival.revive());

  const stop = async (): Promise<void> => {
    ownership.stopRenewal();
    await revival.end();
    await cluster.stop();
    await ownership.release();
  };
  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopped ??= stop());
  return {
    url,
    dataFolder: home.folder,
    failure: revival.failure,
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  };
}

/**
 * Returns the URL of the server that another process runs on a data folder; undefined if none runs.
 * The server stops with that process. Creates nothing.
 */
export async function findEmbeddedPostgres({
  dataFolder,
}: {
  readonly dataFolder: string;
}): Promise<string | undefined> {
  if (!(await hasCluster(dataFolder))) return undefined;
  const home = await findDataFolder(dataFolder);
  const cluster = new PostgresCluster(home, await findBinaries(home.account));
  const server = await cluster.findRunningServer();
  return server === undefined ? undefined : cluster.readUrl(server.port);
}

interface OwnedServer {
  readonly url: string;
  readonly ownership: ClusterOwnership;
}

/** The folder is in use. If the owner is dead, its session ends soon. */
class FolderInUseError extends EmbeddedPostgresError {
  readonly isOwnerAlive: boolean;

  constructor(dataFolder: string, pid: number | undefined, isOwnerAlive: boolean) {
    super(
      'EMBEDDED_POSTGRES_FOLDER_IN_USE',
      `The folder ${dataFolder} is in use by process ${pid ?? 'unknown'}. ` +
        'Stop that process, or choose another folder with RAPPORTEUR_DATA.',
    );
    this.isOwnerAlive = isOwnerAlive;
  }
}

async function startAndOwn(cluster: PostgresCluster, dataFolder: string): Promise<OwnedServer> {
  return retry(() => tryToOwn(cluster, dataFolder), {
    ...RETRY,
    isTransient: (error) => !(error instanceof FolderInUseError && error.isOwnerAlive),
  });
}

async function tryToOwn(cluster: PostgresCluster, dataFolder: string): Promise<OwnedServer> {
  if (!(await cluster.findRunningServer())) await cluster.start();
  const server = await cluster.findRunningServer();
  if (!server) throw createUnreachableError(dataFolder);

  const url = await cluster.readUrl(server.port);
  const claimed = await claimCluster(url);
  switch (claimed.kind) {
    case 'owned':
      return { url, ownership: claimed.ownership };
    case 'unreachable':
      throw createUnreachableError(dataFolder, claimed.cause);
    case 'held':
      throw new FolderInUseError(dataFolder, claimed.pid, claimed.alive);
  }
}

function createUnreachableError(dataFolder: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'EMBEDDED_POSTGRES_START_FAILED',
    `The Postgres server of ${dataFolder} does not answer. ` +
      'Read server.log in the folder of its cluster.',
    { cause },
  );
}
