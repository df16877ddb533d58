/**
 * The full shape on one machine: every app a process of its own, on a Kafka and a Postgres.
 * 1. What was started is stopped in the reverse order: first who writes and reads, then what they write to.
 * 2. Nothing outlives the process that started it, however that ends.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { findFreePorts, openKafka } from '@rapporteur/local-kafka';
import { type Settings, SettingsError } from '@rapporteur/platform';
import { openStorage } from '../storage.ts';
import { ManagedProcess } from './managed-process.ts';

/** The folder of a Kafka of our own within the data folder. */
const KAFKA_FOLDER = 'kafka';
/** What is told of the environment is for us; what the apps are told, we say. */
const OURS = [
  'RAPPORTEUR_HOST',
  'RAPPORTEUR_PORT',
  'RAPPORTEUR_INSTANCE',
  'RAPPORTEUR_ADVERTISE',
  'RAPPORTEUR_PARTITIONS',
];
/** All of it is on this machine, and reached from nowhere else. */
const HOST = '127.0.0.1';

/** The apps, in the order of their ports: the first is where questions are put. */
const APPS = [
  { name: 'query', main: import.meta.resolve('@rapporteur/query-service/main') },
  { name: 'command-1', main: import.meta.resolve('@rapporteur/command-service/main') },
  { name: 'command-2', main: import.meta.resolve('@rapporteur/command-service/main') },
  { name: 'timeline', main: import.meta.resolve('@rapporteur/projector-timeline/main') },
  { name: 'participation', main: import.meta.resolve('@rapporteur/projector-participation/main') },
  { name: 'decisions', main: import.meta.resolve('@rapporteur/projector-decisions/main') },
] as const;

/** Rapporteur, running in its full shape. */
export interface LocalDeployment extends AsyncDisposable {
  readonly processes: readonly ManagedProcess[];
  /** Where questions are put. */
  readonly url: string;
  /** Where commands are sent: to any of them. */
  readonly commandsUrls: readonly string[];
  /** The log, without its password. */
  readonly log: string;
  /** Which Kafka it is, for people. */
  readonly kafka: string;
  readonly databaseFolder: string | null;
}

/**
 * Starts all of it: on the brokers that `settings.log` names, else on a Kafka of our own whose data lie in the data folder.
 * Makes the topic where it is not there.
 * @throws LocalKafkaError, EmbeddedPostgresError, LogError, AppNotUp; then nothing is left running
 */
export async function startLocalDeployment(
  settings: Settings,
  onDeath: (says: string) => void,
): Promise<LocalDeployment> {
  await using started = new AsyncDisposableStack();
  const [kafka, storage] = await Promise.all([
    openLog(settings, started),
    openDatabase(settings, started),
  ]);
  const env = {
    ...without(process.env, OURS),
    RAPPORTEUR_LOG: kafka.url,
    RAPPORTEUR_DATABASE: storage.databaseUrl,
    RAPPORTEUR_DATA: settings.data,
    RAPPORTEUR_TEXTS: settings.texts,
  };
  const ports = await choosePorts(settings);
  const starting = APPS.map(async ({ name, main }, index) => {
    const own = { RAPPORTEUR_PORT: String(ports[index]), RAPPORTEUR_INSTANCE: name };
    const told = name.startsWith('command-')
      ? { RAPPORTEUR_ADVERTISE: `http://${HOST}:${ports[index]}` }
      : {};
    return started.use(
      await ManagedProcess.start(
        { name, main: fileURLToPath(main), env: { ...env, ...own, ...told } },
        onDeath,
      ),
    );
  });
  // All of them, so that none is still coming up when the others are stopped.
  await Promise.allSettled(starting);
  const processes = await Promise.all(starting);
  const urlsOf = (wanted: string): string[] =>
    processes.filter(({ name }) => name.startsWith(wanted)).map(({ url }) => url);
  const running = started.move();
  return {
    processes,
    url: urlsOf('query')[0] ?? '',
    commandsUrls: urlsOf('command-'),
    log: kafka.url.replace(/\/\/[^@/]*@/, '//'),
    kafka: kafka.kind,
    databaseFolder: storage.databaseFolder,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function openLog(
  { log, data, partitions }: Settings,
  started: AsyncDisposableStack,
): Promise<{ readonly url: string; readonly kind: string }> {
  if (log?.startsWith('postgres')) {
    throw new SettingsError([
      'RAPPORTEUR_LOG names a Postgres: the full shape runs on Kafka. Name one, or leave it out.',
    ]);
  }
  const named = log === undefined ? undefined : parseKafkaAddress(log).brokers;
  const kafka = started.adopt(
    await openKafka({ brokers: named, dataFolder: join(data, KAFKA_FOLDER) }),
    async (opened) => opened.stop(),
  );
  const url = log ?? `kafka://${kafka.brokers.join(',')}/${EVENTS_TOPIC.name}`;
  const address = parseKafkaAddress(url);
  await createTopics(address, [
    { ...EVENTS_TOPIC, name: address.topic, ...(partitions === undefined ? {} : { partitions }) },
  ]);
  return { url, kind: kafka.kind };
}

async function openDatabase(settings: Settings, started: AsyncDisposableStack) {
  return started.use(await openStorage({ ...settings, log: settings.log ?? 'kafka://' }));
}

/** One each: from the port of the settings on where nobody listens, else free ones. */
async function choosePorts({ port }: Settings): Promise<readonly number[]> {
  const free = await findFreePorts(APPS.length);
  return Promise.all(
    free.map(async (instead, index) => {
      const wanted = port + index;
      return port !== 0 && (await isFree(wanted)) ? wanted : instead;
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

function without(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
