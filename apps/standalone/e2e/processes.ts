/** Standalone and the command line as processes of their own, as a person starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
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
  /** Ends it as a power cut would; resolves to what it said. */
  kill(): Promise<Ended>;
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

/** Starts a program from its source, with its settings and nothing else of the environment. */
export function start(
  main: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): ChildProcess {
  const options = {
    env: environment(settings),
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'] as ['pipe', 'pipe', 'pipe', 'ipc'],
  };
  return spawn(process.execPath, [...NODE_FLAGS, main, ...args], options);
}

/** What a process said, once it has ended. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const [out, err, [exit, signal]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  return { exit, signal, out, err };
}

/** The full shape, running: the process that started its processes, and them. */
export interface FullProcess extends ServerProcess {
  readonly commandsUrls: readonly string[];
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    readonly url: string;
  }[];
}

type Ready = Pick<FullProcess, 'url'> & Partial<FullProcess>;

async function tryStart(
  words: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<FullProcess | Ended> {
  const child = start(STANDALONE, words, { RAPPORTEUR_PORT: '0', ...settings });
  const ended = endOf(child);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (!Array.isArray(first)) return first;
  const { ready } = first[0] as { readonly ready: Ready };
  const end = async (signal: NodeJS.Signals): Promise<Ended> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    url: ready.url,
    commandsUrls: ready.commandsUrls ?? [ready.url],
    processes: ready.processes ?? [],
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}

async function mustStart(
  words: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<FullProcess> {
  const server = await tryStart(words, settings);
  if (!('exit' in server)) return server;
  const { exit, signal, out, err } = server;
  throw new Error(`standalone did not come up: exit ${exit}, signal ${signal}\n${out}${err}`);
}

/** Starts standalone; resolves when it answers, or to how it ended where it does not come up. */
export function tryServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess | Ended> {
  return tryStart([], settings);
}

/** Runs an app that is to end by itself; resolves to how it ended. */
export function runApp(
  app: string,
  words: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<Ended> {
  const main = fileURLToPath(new URL(`../../${app}/src/main.ts`, import.meta.url));
  return endOf(start(main, words, { RAPPORTEUR_PORT: '0', ...settings }));
}

/** Starts standalone, which must come up. */
export function startServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return mustStart([], settings);
}

/** Starts the full shape, which must come up. */
export function startFull(settings: NodeJS.ProcessEnv): Promise<FullProcess> {
  return mustStart(['full'], settings);
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A call of the command line that is under way. */
export interface CliProcess {
  readonly stdin: NodeJS.WritableStream;
  /** What it says on its standard output, as it says it. */
  readonly lines: AsyncIterable<string>;
  readonly ended: Promise<Ended>;
  interrupt(): void;
}

/** A rebuild of a read model, without the command line in front of it. */
export interface RebuildProcess {
  readonly ended: Promise<Ended>;
  /** Ends it as a power cut would, wherever it is. */
  kill(): Promise<void>;
}

/** Starts a rebuild as `rapporteur projections rebuild` does. */
export function startRebuild(name: string, settings: NodeJS.ProcessEnv): RebuildProcess {
  const child = start(
    STANDALONE,
    ['projections', JSON.stringify({ action: 'rebuild', name })],
    settings,
  );
  const ended = endOf(child);
  return {
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts the command line and leaves its input open. */
export function startCli(args: readonly string[], settings: NodeJS.ProcessEnv): CliProcess {
  const child = start(CLI, args, settings);
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new TypeError('the command line has pipes');
  // Where it ends before it has read all of it, that is its answer.
  stdin.on('error', () => undefined);
  return {
    stdin,
    lines: createInterface({ input: stdout }),
    ended: endOf(child),
    interrupt: () => void child.kill('SIGINT'),
  };
}

/** One call of the command line. */
export async function cli(args: readonly string[], settings: NodeJS.ProcessEnv): Promise<Ended> {
  const { stdin, ended } = startCli(args, settings);
  stdin.end();
  return ended;
}
