import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ChildProcess } from 'node:child_process';
import { CliError } from './cli-error.ts';
import { EXIT, EXIT_MEANINGS, type ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';
import { endOf, spawnStandalone } from './standalone-process.ts';

/** A standalone that was started for the demonstration. */
export interface DemoServer {
  readonly url: string;
  readonly dataFolder: string;
  readonly databaseFolder: string | null;
  /** Resolves when it ends by itself. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

type Ready = Pick<DemoServer, 'url' | 'dataFolder' | 'databaseFolder'>;

/** Starts standalone on a data folder of the demonstration's own. @throws CliError where it does not come up */
export async function startDemoServer(session: Session, dataFolder: string): Promise<DemoServer> {
  const { terminal } = session;
  // Never into a record that somebody keeps: neither the log nor the database of the environment is used.
  const { RAPPORTEUR_LOG: _log, RAPPORTEUR_DATABASE: _database, ...inherited } = terminal.env;
  const env = {
    RAPPORTEUR_LOG_LEVEL: 'warn',
    ...inherited,
    RAPPORTEUR_DATA: dataFolder,
    RAPPORTEUR_PORT: String(await choosePort(session)),
  };
  const child = spawnStandalone([], env, ['ignore', 'ignore', 'inherit', 'ipc']);
  const ended = endOf(child);
  const ready = await Promise.race([readyOf(child), ended]);
  if (ready === null || typeof ready === 'number') {
    throw new CliError(exitOf(ready), 'The server did not come up: what it says of it stands above.');
  }
  return { ...ready, ended, stop: () => stop(child, ended) };
}

async function readyOf(child: ChildProcess): Promise<Ready> {
  const [message] = (await once(child, 'message')) as [{ readonly ready: Ready }];
  return message.ready;
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  // After Ctrl-C it has been told already, and once is enough.
  if (child.connected) child.disconnect();
  await ended;
}

function exitOf(code: number | null): ExitCode {
  return EXIT_MEANINGS.find((known) => known.code === code)?.code ?? EXIT.fault;
}

// A port that was asked for is taken or refused; one that was not, may be another.
async function choosePort(session: Session): Promise<number> {
  const { settings, terminal } = session;
  const { port, host } = settings;
  if ((terminal.env['RAPPORTEUR_PORT'] ?? '') !== '' || (await isFree(port, host))) return port;
  await session.say(`Port ${port} is taken: another is used. RAPPORTEUR_PORT chooses one.`);
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
