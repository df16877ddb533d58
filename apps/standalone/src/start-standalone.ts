import { assertTextFolder, type Settings } from '@rapporteur/platform';
import { openStorage } from './storage.ts';

const MEMORY_FLAG = /^--max-semi-space-size=/;

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
 * `threadFlags` are the flags of Node for its threads. Default: those of this process, except its
 * limit of memory, which is no flag of a thread.
 */
export async function startStandalone(
  settings: Settings,
  threadFlags: readonly string[] = process.execArgv.filter((flag) => !MEMORY_FLAG.test(flag)),
): Promise<Standalone> {
  await using started = new AsyncDisposableStack();
  await assertTextFolder(settings);
  // The services are loaded while the database starts.
  const [storage, { startStandaloneServer }] = await Promise.all([
    openStorage(settings).then((opened) => started.use(opened)),
    import('./standalone-server.ts'),
  ]);
  const service = started.use(await startStandaloneServer(settings, storage, threadFlags));
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
