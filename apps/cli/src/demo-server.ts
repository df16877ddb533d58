import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ChildProcess } from 'node:child_process';
import { toExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from './cli-error.ts';
import type { CliSession } from './session.ts';
import { waitForExit, spawnStandalone } from './standalone-process.ts';

/** What was started for the demonstration. */
export interface DemoServer {
  /** Where questions are put. */
  readonly url: string;
  readonly dataFolder: string;
  readonly databaseFolder: string | null;
  /** Where commands are sent, to any of them; the same as `url` where all is one process. */
  readonly commandsUrls: readonly string[];
  /** Of the full shape: what runs where, and on what. */
  readonly deployment: DemoDeployment | undefined;
  /** Resolves when it ends by itself. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** The full shape: its processes, the log they share, and which Kafka that is on. */
interface DemoDeployment {
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    readonly url: string;
  }[];
  readonly log: string;
  readonly kafka: string;
}

/** What standalone says when it answers; the full shape says more. */
type StandaloneReady = Pick<DemoServer, 'url' | 'dataFolder' | 'databaseFolder'> &
  Partial<DemoDeployment & Pick<DemoServer, 'commandsUrls'>>;

/** Starts standalone on a data folder of the demonstration's own. @throws CliError where it does not come up */
export async function startDemoServer(
  session: CliSession,
  dataFolder: string,
): Promise<DemoServer> {
  // Never into a record that somebody keeps: neither the log nor the database of the environment is used.
  const { RAPPORTEUR_LOG: _log, RAPPORTEUR_DATABASE: _database, ...env } = session.terminal.env;
  return start([], {
    ...env,
    RAPPORTEUR_DATA: dataFolder,
    RAPPORTEUR_PORT: String(await choosePort(session)),
  });
}

/**
 * Starts the full shape: on a log that is named, else on a Kafka of its own; its read models in the database of the
 * environment, else in one of its own. @throws CliError where it does not come up
 */
export async function startDistributedDemoServer(
  { terminal }: CliSession,
  dataFolder: string,
  log: string | undefined,
): Promise<DemoServer> {
  const { RAPPORTEUR_LOG: _log, ...env } = terminal.env;
  const own = {
    RAPPORTEUR_DATA: dataFolder,
    ...(log === undefined ? {} : { RAPPORTEUR_LOG: log }),
  };
  return start(['full'], { ...env, ...own });
}

async function start(words: readonly string[], given: NodeJS.ProcessEnv): Promise<DemoServer> {
  const env = { RAPPORTEUR_LOG_LEVEL: 'warn', ...given };
  const child = spawnStandalone(words, env, ['ignore', 'ignore', 'inherit', 'ipc']);
  const ended = waitForExit(child);
  const ready = await Promise.race([readyOf(child), ended]);
  if (ready === null || typeof ready === 'number') {
    throw new CliError(
      toExitCode(ready),
      'The server did not come up: what it says of it stands above.',
    );
  }
  const {
    url,
    dataFolder,
    databaseFolder,
    commandsUrls = [url],
    processes,
    log = '',
    kafka = '',
  } = ready;
  const shape = processes === undefined ? undefined : { processes, log, kafka };
  return {
    url,
    dataFolder,
    databaseFolder,
    commandsUrls,
    deployment: shape,
    exited: ended,
    stop: () => stop(child, ended),
  };
}

async function readyOf(child: ChildProcess): Promise<StandaloneReady> {
  const [message] = (await once(child, 'message')) as [{ readonly ready: StandaloneReady }];
  return message.ready;
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  // After Ctrl-C it has been told already, and once is enough.
  if (child.connected) child.disconnect();
  await ended;
}

// A port that was asked for is taken or refused; one that was not, may be another.
async function choosePort(session: CliSession): Promise<number> {
  const { settings, terminal } = session;
  const { port, host } = settings;
  if ((terminal.env['RAPPORTEUR_PORT'] ?? '') !== '' || (await isFree(port, host))) return port;
  await session.writeMessage(
    `Port ${port} is taken: another is used. RAPPORTEUR_PORT chooses one.`,
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
