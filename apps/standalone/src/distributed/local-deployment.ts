/**
 * A distributed deployment on one machine: each app in its own process, with Kafka and Postgres.
 * Invariants (tests: e2e/a-distributed-deployment-answers.e2e.spec.ts)
 * 1. Everything stops in reverse order: first the apps, then Kafka and Postgres.
 * 2. No process outlives this one, however it ends ("end with the process that started them, also
 *    after SIGKILL").
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { findFreePorts, openKafka } from '@rapporteur/local-kafka';
import { type Settings, SettingsError } from '@rapporteur/platform';
import { maskAddress } from '@rapporteur/resilience';
import { openStorage } from '../storage.ts';
import { ManagedProcess } from './managed-process.ts';

/** The folder of a locally started Kafka within the data folder. */
const KAFKA_FOLDER = 'kafka';
/** Settings of this process that the apps must not inherit. */
const OWN_SETTINGS = [
  'RAPPORTEUR_HOST',
  'RAPPORTEUR_PORT',
  'RAPPORTEUR_INSTANCE',
  'RAPPORTEUR_ADVERTISE',
  'RAPPORTEUR_PARTITIONS',
];
/** The apps are only reachable from this machine. */
const HOST = '127.0.0.1';

/** The apps in the order of their ports. The first is the query service. */
const APPS = [
  { name: 'query', main: import.meta.resolve('@rapporteur/query-service/main') },
  { name: 'command-1', main: import.meta.resolve('@rapporteur/command-service/main') },
  { name: 'command-2', main: import.meta.resolve('@rapporteur/command-service/main') },
  { name: 'timeline', main: import.meta.resolve('@rapporteur/projector-timeline/main') },
  { name: 'participation', main: import.meta.resolve('@rapporteur/projector-participation/main') },
  { name: 'decisions', main: import.meta.resolve('@rapporteur/projector-decisions/main') },
] as const;

/** A running distributed deployment. */
export interface LocalDeployment extends AsyncDisposable {
  readonly processes: readonly ManagedProcess[];
  /** The URL of the query service. */
  readonly url: string;
  /** The URLs of the command services. Each accepts every command. */
  readonly commandsUrls: readonly string[];
  /** The URL of the log, with its password masked. */
  readonly log: string;
  /** A description of the Kafka. */
  readonly kafka: string;
  readonly databaseFolder: string | null;
}

/**
 * Starts a distributed deployment, on the brokers of `settings.log` or on a Kafka in the data
 * folder. Creates the topic if it does not exist. `onUnexpectedEnd` is called with a message if an
 * app ends without being stopped. Rejects with a LocalKafkaError, EmbeddedPostgresError, LogError
 * or AppStartError; then no process is left running.
 */
export async function startLocalDeployment(
  settings: Settings,
  onUnexpectedEnd: (message: string) => void,
): Promise<LocalDeployment> {
  await using started = new AsyncDisposableStack();
  const [kafka, storage] = await Promise.all([
    openLog(settings, started),
    openDatabase(settings, started),
  ]);

  const env = {
    ...omit(process.env, OWN_SETTINGS),
    RAPPORTEUR_LOG: kafka.url,
    RAPPORTEUR_DATABASE: storage.databaseUrl,
    RAPPORTEUR_DATA: settings.data,
    RAPPORTEUR_TEXTS: settings.texts,
  };
  const ports = await choosePorts(settings);
  const starting = APPS.map(async ({ name, main }, index) => {
    const options = {
      name,
      main: fileURLToPath(main),
      env: { ...env, ...getAppSettings(name, ports[index] ?? 0) },
    };
    return started.use(await ManagedProcess.start(options, onUnexpectedEnd));
  });
  // Wait for all of them, so that none is still starting when the others are stopped.
  await Promise.allSettled(starting);
  const processes = await Promise.all(starting);

  const findUrls = (prefix: string): string[] =>
    processes.filter(({ name }) => name.startsWith(prefix)).map(({ url }) => url);
  const running = started.move();
  return {
    processes,
    url: findUrls('query')[0] ?? '',
    commandsUrls: findUrls('command-'),
    log: maskAddress(kafka.url),
    kafka: kafka.kind,
    databaseFolder: storage.databaseFolder,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function getAppSettings(name: string, port: number): NodeJS.ProcessEnv {
  const own = { RAPPORTEUR_PORT: String(port), RAPPORTEUR_INSTANCE: name };
  return name.startsWith('command-')
    ? { ...own, RAPPORTEUR_ADVERTISE: `http://${HOST}:${port}` }
    : own;
}

async function openLog(
  { log, data, partitions }: Settings,
  started: AsyncDisposableStack,
): Promise<{ readonly url: string; readonly kind: string }> {
  if (log?.startsWith('postgres')) {
    const message = 'RAPPORTEUR_LOG must name a Kafka for a distributed deployment, not a Postgres';
    throw new SettingsError([`${message}. Unset it to start a local Kafka`]);
  }

  const brokers = log === undefined ? undefined : parseKafkaAddress(log).brokers;
  const kafka = started.adopt(
    await openKafka({ brokers, dataFolder: join(data, KAFKA_FOLDER) }),
    async (opened) => opened.stop(),
  );
  const url = log ?? `kafka://${kafka.brokers.join(',')}/${EVENTS_TOPIC.name}`;
  const address = parseKafkaAddress(url);
  const chosen = partitions === undefined ? {} : { partitions };
  await createTopics(address, [{ ...EVENTS_TOPIC, name: address.topic, ...chosen }]);
  return { url, kind: kafka.kind };
}

async function openDatabase(settings: Settings, started: AsyncDisposableStack) {
  return started.use(await openStorage({ ...settings, log: settings.log ?? 'kafka://' }));
}

/**
 * Returns one port per app: consecutive ports from the configured one, or a free port where one is
 * taken.
 */
async function choosePorts({ port }: Settings): Promise<readonly number[]> {
  const freePorts = await findFreePorts(APPS.length);
  return Promise.all(
    freePorts.map(async (freePort, index) => {
      const wanted = port + index;
      return port !== 0 && (await isFree(wanted)) ? wanted : freePort;
    }),
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, HOST), 'listening');
    await server[Symbol.asyncDispose]();
    return true;
  } catch {
    return false;
  }
}

function omit(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
