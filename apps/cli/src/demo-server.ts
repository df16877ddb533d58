import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { toExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';
import { spawnStandalone, waitForExit } from './standalone-process.ts';

/** The running server of the demo. */
export interface DemoServer {
  /** The address of the query API. */
  readonly url: string;
  readonly dataFolder: string;
  readonly databaseFolder: string | null;
  /** The addresses that take commands; only `url` if everything runs in one process. */
  readonly commandsUrls: readonly string[];
  /** Undefined: everything runs in one process. */
  readonly deployment: DemoDeployment | undefined;
  /** Resolves when the server ends by itself. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** A distributed deployment: its processes, their common log, and the Kafka that holds it. */
interface DemoDeployment {
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    readonly url: string;
  }[];
  readonly log: string;
  readonly kafka: string;
}

/** The ready message of standalone. A distributed deployment sends all fields. */
type StandaloneReady = Pick<DemoServer, 'url' | 'dataFolder' | 'databaseFolder'> &
  Partial<DemoDeployment & Pick<DemoServer, 'commandsUrls'>>;

/** Starts everything in one process, on the given folder. Throws a CliError if it fails. */
export async function startDemoServer(
  session: CliSession,
  dataFolder: string,
): Promise<DemoServer> {
  // The demo must not write to a record in use: it ignores RAPPORTEUR_LOG and RAPPORTEUR_DATABASE.
  const { RAPPORTEUR_LOG: _log, RAPPORTEUR_DATABASE: _database, ...env } = session.terminal.env;
  return start([], {
    ...env,
    RAPPORTEUR_DATA: dataFolder,
    RAPPORTEUR_PORT: String(await choosePort(session)),
  });
}

/**
 * Starts a distributed deployment on the given log, or on its own Kafka. The read models are in the
 * database of the environment, or in an embedded one. Throws a CliError if it fails.
 */
export async function startDistributedDemoServer(
  { terminal }: CliSession,
  dataFolder: string,
  log: string | undefined,
): Promise<DemoServer> {
  const { RAPPORTEUR_LOG: _log, ...env } = terminal.env;
  const demoSettings = {
    RAPPORTEUR_DATA: dataFolder,
    ...(log === undefined ? {} : { RAPPORTEUR_LOG: log }),
  };
  return start(['full'], { ...env, ...demoSettings });
}

async function start(words: readonly string[], given: NodeJS.ProcessEnv): Promise<DemoServer> {
  const env = { RAPPORTEUR_LOG_LEVEL: 'warn', ...given };
  const child = spawnStandalone(words, env, ['ignore', 'ignore', 'inherit', 'ipc']);
  const exited = waitForExit(child);
  const ready = await Promise.race([waitForReady(child), exited]);
  if (ready === null || typeof ready === 'number') {
    throw new CliError(toExitCode(ready), 'The server did not start. See its messages above.');
  }

  const { processes, log = '', kafka = '' } = ready;
  return {
    url: ready.url,
    dataFolder: ready.dataFolder,
    databaseFolder: ready.databaseFolder,
    commandsUrls: ready.commandsUrls ?? [ready.url],
    deployment: processes === undefined ? undefined : { processes, log, kafka },
    exited,
    stop: () => stop(child, exited),
  };
}

async function waitForReady(child: ChildProcess): Promise<StandaloneReady> {
  const [message] = (await once(child, 'message')) as [{ readonly ready: StandaloneReady }];
  return message.ready;
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  // After Ctrl-C the child has stopped by itself, and the channel is closed.
  if (child.connected) child.disconnect();
  await exited;
}

// A port that RAPPORTEUR_PORT names is used or fails. The default may be replaced.
async function choosePort(session: CliSession): Promise<number> {
  const { settings, terminal } = session;
  const { port, host } = settings;
  if ((terminal.env['RAPPORTEUR_PORT'] ?? '') !== '' || (await isFree(port, host))) return port;
  await session.writeMessage(
    `Port ${port} is in use, so another is chosen. Set RAPPORTEUR_PORT to choose one.`,
  );
  return 0;
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
    await server[Symbol.asyncDispose]();
    return true;
  } catch {
    return false;
  }
}
