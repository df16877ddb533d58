import {
  assertTextFolder,
  createHttpApp,
  createLogger,
  openEventLog,
  type RunningService,
  serve,
  type Settings,
} from '@rapporteur/platform';
import { openReadModels } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { openStorage, type StandaloneStorage } from './storage.ts';
import { StandaloneModule, type StandaloneProjectors } from './standalone.module.ts';

/** More connections than the projectors and a busy query service need. */
const CONNECTIONS_MAX = 20;

/** A running server. */
export interface Standalone extends AsyncDisposable {
  /** The URL of the server: `http://127.0.0.1:8642`. */
  readonly url: string;
  /** The folder of the texts, and of the embedded database. */
  readonly dataFolder: string;
  /**
   * The folder of the embedded database; null if the settings name servers for the log and the read
   * models.
   */
  readonly databaseFolder: string | null;
  /** Resolves if the server cannot continue. The message says how to fix it. */
  readonly failure: Promise<Error>;
  /** Completes pending requests, then stops everything. */
  close(): Promise<void>;
}

/**
 * Starts all of Rapporteur in this process. Resolves when the server is ready. Rejects with an
 * EmbeddedPostgresError, a LogError or an error of listening; then nothing is left running.
 * `threadFlags` are the flags of Node for its threads. Default: those of this process.
 */
export async function startStandalone(
  settings: Settings,
  threadFlags: readonly string[] = process.execArgv,
): Promise<Standalone> {
  await using started = new AsyncDisposableStack();
  const logger = createLogger(settings);
  await assertTextFolder(settings);
  const storage = started.use(await openStorage(settings));
  const eventLog = await openEventLog(storage.logUrl, { partitions: settings.partitions });
  started.defer(() => eventLog.close());
  const dataSource = await openReadModels(storage.databaseUrl, {
    projections: READ_MODELS,
    connectionsMax: CONNECTIONS_MAX,
  });
  started.defer(() => dataSource.destroy());
  const options = { settings, eventLog, dataSource, logger };
  const projectors: StandaloneProjectors = {
    execArgv: threadFlags,
    settings: {
      logUrl: storage.logUrl,
      databaseUrl: storage.databaseUrl,
      partitions: settings.partitions,
      owner: getProjectorOwner(settings, storage),
    },
  };
  const module = StandaloneModule.forRoot(options, projectors);
  const app = await createHttpApp(module, settings, logger);
  const service: RunningService = await serve(app, settings);
  started.use(service);
  const running = started.move();
  return {
    url: service.url,
    dataFolder: settings.data,
    databaseFolder: storage.databaseFolder,
    failure: Promise.race([
      service.fatalError,
      ...(storage.failure === undefined ? [] : [storage.failure]),
    ]),
    close: () => running.disposeAsync(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

// Only one process uses an embedded database. With a fixed name, the next process gets the leases
// at once after a crash.
function getProjectorOwner(
  { instance, database }: Settings,
  { databaseFolder }: StandaloneStorage,
): string {
  return databaseFolder !== null && database === undefined
    ? 'standalone'
    : `${instance}.${process.pid}`;
}
