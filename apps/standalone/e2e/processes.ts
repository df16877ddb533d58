/** Standalone and the command line as processes of their own, as a person starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const NODE_FLAGS = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
const STANDALONE = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly exit: number | null;
  /** The signal that ended it, where it did not end by itself. */
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** A server that answers. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does; resolves to what it said. */
  stop(): Promise<Ended>;
}

// Nothing of the environment that the tests run in.
const environment = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  RAPPORTEUR_LOG_LEVEL: 'warn',
  ...settings,
});

function start(main: string, args: readonly string[], settings: NodeJS.ProcessEnv): ChildProcess {
  const options = {
    env: environment(settings),
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'] as ['pipe', 'pipe', 'pipe', 'ipc'],
  };
  return spawn(process.execPath, [...NODE_FLAGS, main, ...args], options);
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const [out, err, [exit, signal]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  return { exit, signal, out, err };
}

/** Starts standalone; resolves when it answers, or to how it ended where it does not come up. */
export async function tryServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess | Ended> {
  const child = start(STANDALONE, [], { RAPPORTEUR_PORT: '0', ...settings });
  const ended = endOf(child);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (!Array.isArray(first)) return first;
  const { ready } = first[0] as { readonly ready: { readonly url: string } };
  const end = async (signal: NodeJS.Signals): Promise<Ended> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    url: ready.url,
    pid: child.pid ?? 0,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}

/** Starts standalone, which must come up. */
export async function startServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const server = await tryServer(settings);
  if ('exit' in server)
    throw new Error(
      `standalone did not come up: exit ${server.exit}, signal ${server.signal}\n${server.out}${server.err}`,
    );
  return server;
}

/** A call of the command line that is under way. */
export interface CliProcess {
  readonly stdin: NodeJS.WritableStream;
  readonly ended: Promise<Ended>;
  interrupt(): void;
}

/** Starts the command line and leaves its input open. */
export function startCli(args: readonly string[], settings: NodeJS.ProcessEnv): CliProcess {
  const child = start(CLI, args, settings);
  if (child.stdin === null) throw new TypeError('the input of the command line is a pipe');
  // Where it ends before it has read all of it, that is its answer.
  child.stdin.on('error', () => undefined);
  return { stdin: child.stdin, ended: endOf(child), interrupt: () => void child.kill('SIGINT') };
}

/** One call of the command line. */
export async function cli(args: readonly string[], settings: NodeJS.ProcessEnv): Promise<Ended> {
  const { stdin, ended } = startCli(args, settings);
  stdin.end();
  return ended;
}
