import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { type DemoServer, startDemoServer, startDistributedDemoServer } from '../demo-server.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import type { AddCommand, CliSession } from '../session.ts';

/** Within the data folder, so that a record that somebody keeps is left alone. */
const FOLDER = 'demo';
const KAFKA_FOLDER = 'demo-kafka';
/** A topic of its own, for the same reason: whatever topic the address names is left alone. */
const TOPIC = 'rapporteur.demo.v1';

interface DemoFlags {
  readonly exit?: boolean;
  /** True: no address was given. */
  readonly kafka?: string | true;
}

const EXAMPLES = `Examples:
  npx pnpm demo
  npx pnpm demo --exit
  npx pnpm demo --kafka
  npx pnpm demo --kafka kafka://broker-1:9092,broker-2:9092
`;

/** `demo` */
export const addDemo: AddCommand = (program, run) => {
  program
    .command('demo')
    .description(
      'start everything on a data folder of its own, record the first two documents, and ask of them',
    )
    .option('--exit', 'end after the last question, instead of staying up until Ctrl-C')
    .option(
      '--kafka [address]',
      `run every app as a process of its own, on a Kafka: the one named here or in RAPPORTEUR_LOG (in the topic ${TOPIC}), else one in Docker, else one run by Java 17 and Maven`,
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session, flags: DemoFlags) => demo(session, flags)));
};

async function demo(session: CliSession, flags: DemoFlags): Promise<ExitCode> {
  session.chooseFormat('table');
  const out = session.openOutput();
  const began = performance.now();
  const server = await (flags.kafka === undefined
    ? startSmall(session)
    : startFull(session, flags.kafka));
  try {
    await out.writeLine(
      `It answers at ${server.url} after ${((performance.now() - began) / 1000).toFixed(1)} s.`,
    );
    // What reads submissions takes a moment to load: meanwhile the server has started.
    const { Demonstration } = await import('../demonstration.ts');
    const demonstration = new Demonstration(session, server);
    await demonstration.recordExamples();
    await demonstration.printDeployment();
    await demonstration.runQueries();
    await demonstration.printLocations();
    if (flags.exit !== true) await stayUp(session, server);
  } finally {
    await server.stop();
  }
  await out.writeLine('Stopped. What was recorded is kept: the next demo finds it.');
  return EXIT.success;
}

async function startSmall(session: CliSession): Promise<DemoServer> {
  const dataFolder = join(session.settings.data, FOLDER);
  await session
    .openOutput()
    .writeLine(`Starting Rapporteur, on a Postgres of its own in ${dataFolder} …`);
  return startDemoServer(session, dataFolder);
}

async function startFull(session: CliSession, given: string | true): Promise<DemoServer> {
  const log = demoLog(given === true ? session.settings.log : given);
  // The read models of one log serve no other.
  const name =
    log === undefined
      ? KAFKA_FOLDER
      : `${KAFKA_FOLDER}-${createHash('sha256').update(log).digest('hex').slice(0, 8)}`;
  const dataFolder = join(session.settings.data, name);
  const on = log === undefined ? 'a Kafka of its own' : 'the Kafka that was named';
  await session
    .openOutput()
    .writeLine(
      `Starting Rapporteur, every app a process of its own, on ${on}; its data in ${dataFolder} …`,
    );
  return startDistributedDemoServer(session, dataFolder, log);
}

/** The demonstration's own topic on the brokers of an address; undefined where none is given. */
function demoLog(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const brokers = /^kafkas?:\/\/[^/?]+/.exec(address)?.[0];
  if (brokers === undefined) {
    throw new CliError(
      EXIT.usage,
      `${address} is no address of a Kafka.`,
      'Write it as kafka://host:9092,host:9092.',
    );
  }
  const query = /\?.*$/.exec(address)?.[0] ?? '';
  return `${brokers}/${TOPIC}${query}`;
}

async function stayUp(session: CliSession, server: DemoServer): Promise<void> {
  await session.openOutput().writeLine('\nIt stays up until Ctrl-C.');
  const { signal } = session.terminal.interrupt;
  if (signal.aborted) return;
  const ended = await Promise.race([once(signal, 'abort').then(() => undefined), server.exited]);
  if (ended === undefined || signal.aborted) return;
  throw new CliError(
    EXIT.internalError,
    'The server ended by itself: what it says of it stands above.',
  );
}
