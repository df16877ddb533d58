import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import { type DemoServer, startDemoServer, startDistributedDemoServer } from '../demo-server.ts';
import type { CliSession } from '../session.ts';

/** Below the data folder, so that the demo never writes to a record that is in use. */
const FOLDER = 'demo';
const KAFKA_FOLDER = 'demo-kafka';
/** The demo uses its own topic, for the same reason. It ignores the topic of the address. */
const TOPIC = 'rapporteur.demo.v1';

interface DemoFlags {
  readonly exit?: boolean;
  /** True: the flag has no address. */
  readonly kafka?: string | true;
}

/** `demo` */
export const addDemo = defineCommand({
  name: 'demo',
  description:
    'start everything on its own data folder, record the first two documents, query them, and draft two notes',
  examples: [
    'npx pnpm demo',
    'npx pnpm demo --exit',
    'npx pnpm demo --kafka',
    'npx pnpm demo --kafka kafka://broker-1:9092,broker-2:9092',
  ],
  flags: {
    '--exit': 'stop after the last query (default: run until Ctrl-C)',
    '--kafka [address]':
      'run each app in its own process, on Kafka: the one named here or in RAPPORTEUR_LOG ' +
      `(topic ${TOPIC}), else one in Docker, else one run by Java 17 and Maven`,
  },
  opensRecord: true,
  records: true,
  execute: runDemo,
});

async function runDemo(session: CliSession, flags: DemoFlags): Promise<ExitCode> {
  session.chooseFormat('table');
  const out = session.openOutput();
  const startedMs = performance.now();
  const server = await (flags.kafka === undefined
    ? startOneProcess(session)
    : startDistributed(session, flags.kafka));

  try {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    await out.writeLine(`The server is ready at ${server.url} after ${seconds} s.`);
    // The parser of submissions loads slowly: it is loaded while the server starts.
    const { Demonstration } = await import('../demonstration.ts');
    const demonstration = new Demonstration(session, server);
    await demonstration.recordExamples();
    await demonstration.printDeployment();
    await demonstration.runQueries();
    await demonstration.draftNotes();
    await demonstration.recordVotes();
    await demonstration.printLocations();
    if (flags.exit !== true) await waitForInterrupt(session, server);
  } finally {
    await server.stop();
  }

  await out.writeLine('Stopped. The record is kept: the next demo continues with it.');
  return EXIT.success;
}

async function startOneProcess(session: CliSession): Promise<DemoServer> {
  const dataFolder = join(session.settings.data, FOLDER);
  await session
    .openOutput()
    .writeLine(`Starting Rapporteur with its own Postgres in ${dataFolder} …`);
  return startDemoServer(session, dataFolder);
}

async function startDistributed(session: CliSession, given: string | true): Promise<DemoServer> {
  const log = buildDemoLogAddress(given === true ? session.settings.log : given);
  const dataFolder = join(session.settings.data, buildFolderName(log));
  const kafka = log === undefined ? 'its own Kafka' : 'the given Kafka';

  await session
    .openOutput()
    .writeLine(`Starting Rapporteur, one process per app, on ${kafka}; data in ${dataFolder} …`);
  return startDistributedDemoServer(session, dataFolder, log);
}

// The read models of one log must not be used with another: each log has its own folder.
function buildFolderName(log: string | undefined): string {
  if (log === undefined) return KAFKA_FOLDER;
  return `${KAFKA_FOLDER}-${createHash('sha256').update(log).digest('hex').slice(0, 8)}`;
}

/** Returns the address of the demo's topic on the given brokers; undefined without an address. */
function buildDemoLogAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;

  const brokers = /^kafkas?:\/\/[^/?]+/.exec(address)?.[0];
  if (brokers === undefined) {
    throw new CliError(
      EXIT.usage,
      `\`${address}\` is not a Kafka address.`,
      'Write it as kafka://host:9092,host:9092.',
    );
  }
  const query = /\?.*$/.exec(address)?.[0] ?? '';
  return `${brokers}/${TOPIC}${query}`;
}

async function waitForInterrupt(session: CliSession, server: DemoServer): Promise<void> {
  await session.openOutput().writeLine('\nThe server runs until Ctrl-C.');
  const { signal } = session.terminal.interrupt;
  if (signal.aborted) return;

  const exited = await Promise.race([once(signal, 'abort').then(() => undefined), server.exited]);
  if (exited === undefined || signal.aborted) return;
  throw new CliError(EXIT.internalError, 'The server stopped by itself. See its messages above.');
}
