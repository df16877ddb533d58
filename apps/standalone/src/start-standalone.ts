import {
  createHttpApp,
  createLogger,
  openEventLog,
  type RunningService,
  serve,
  type Settings,
} from '@rapporteur/platform';
import { openStorage } from './storage.ts';
import { StandaloneModule } from './standalone.module.ts';

/** Rapporteur, running. */
export interface Standalone extends AsyncDisposable {
  /** Where it answers: `http://127.0.0.1:8642`. */
  readonly url: string;
  /** Where the data lie: texts, and the database unless it is elsewhere. */
  readonly dataFolder: string;
  /** Where the embedded database lies; null where the settings name servers for all of it. */
  readonly databaseFolder: string | null;
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
  const app = await createHttpApp(StandaloneModule.forRoot({ settings, eventLog, logger }), settings, logger);
  const service: RunningService = await serve(app, settings);
  started.use(service);
  const running = started.move();
  return {
    url: service.url,
    dataFolder: settings.data,
    databaseFolder: storage.databaseFolder,
    close: () => running.disposeAsync(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
