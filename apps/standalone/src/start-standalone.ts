import {
  createHttpApp,
  createLogger,
  openEventLog,
  type RunningService,
  serve,
  type Settings,
} from '@rapporteur/platform';
import { openReadModels } from '@rapporteur/projection-runtime';
import { openStorage, type StandaloneStorage } from './storage.ts';
import { StandaloneModule } from './standalone.module.ts';

/** More than the projectors and a busy reader take at once. */
const CONNECTIONS_MAX = 20;

/** Rapporteur, running. */
export interface Standalone extends AsyncDisposable {
  /** Where it answers: `http://127.0.0.1:8642`. */
  readonly url: string;
  /** Where the data lie: texts, and the database unless it is elsewhere. */
  readonly dataFolder: string;
  /** Where the embedded database lies; null where the settings name servers for all of it. */
  readonly databaseFolder: string | null;
  /** Resolves if it cannot go on, with what to do about it. */
  readonly failure: Promise<Error>;
  /** Answers what is under way, then stops everything that was started. */
  close(): Promise<void>;
}

/**
 * Starts all of it in this process; resolves when it answers.
 * @throws EmbeddedPostgresError, LogError, or the fault of listening; then nothing is left running
 */
export async function startStandalone(settings: Settings): Promise<Standalone> {
  await using started = new AsyncDisposableStack();
  const logger = createLogger(settings);
  const storage = started.use(await openStorage(settings));
  const eventLog = await openEventLog(storage.logUrl, { partitions: settings.partitions });
  started.defer(() => eventLog.close());
  const dataSource = await openReadModels(storage.databaseUrl, CONNECTIONS_MAX);
  started.defer(() => dataSource.destroy());
  const options = { settings, eventLog, dataSource, logger };
  const app = await createHttpApp(
    StandaloneModule.forRoot(options, ownerOf(settings, storage)),
    settings,
    logger,
  );
  const service: RunningService = await serve(app, settings);
  started.use(service);
  const running = started.move();
  return {
    url: service.url,
    dataFolder: settings.data,
    databaseFolder: storage.databaseFolder,
    failure: service.fatalError,
    close: () => running.disposeAsync(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

// An embedded database has one process at a time: after a crash the next takes the leases back under the same name.
function ownerOf({ instance, database }: Settings, { databaseFolder }: StandaloneStorage): string {
  return databaseFolder !== null && database === undefined
    ? 'standalone'
    : `${instance}.${process.pid}`;
}
