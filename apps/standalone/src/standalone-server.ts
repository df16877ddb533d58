import {
  createHttpApp,
  createLogger,
  openEventLog,
  type RunningService,
  serve,
  type Settings,
} from '@rapporteur/platform';
import { openReadModels } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { StandaloneModule, type StandaloneProjectors } from './standalone.module.ts';
import type { StandaloneStorage } from './storage.ts';

/** More connections than the projectors and a busy query service need. */
const CONNECTIONS_MAX = 20;

/** The HTTP server of standalone, with all services. */
type StandaloneService = Pick<RunningService, 'url' | 'fatalError'> & AsyncDisposable;

/** Starts all services on an open storage. If one fails, none is left running. */
export async function startStandaloneServer(
  settings: Settings,
  storage: StandaloneStorage,
  threadFlags: readonly string[],
): Promise<StandaloneService> {
  await using started = new AsyncDisposableStack();
  const logger = createLogger(settings);
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
  const service = started.use(await serve(app, settings));
  const running = started.move();
  return {
    url: service.url,
    fatalError: service.fatalError,
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
