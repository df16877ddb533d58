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
export interface ProcessResult {
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
  kill(): Promise<ProcessResult>;
  /** Ends it as Ctrl-C does; resolves to what it said. */
  stop(): Promise<ProcessResult>;
}

// Nothing of the environment that the tests run in.
const environment = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  RAPPORTEUR_LOG_LEVEL: 'warn',
  ...settings,
});

/** Starts a program from its source, with its settings and nothing else of the environment. */
export function startProgram(
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
export async function waitForExit(child: ChildProcess): Promise<ProcessResult> {
  const [out, err, [exit, signal]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  return { exit, signal, out, err };
}

/** The full shape, running: the process that started its processes, and them. */
export interface DeploymentProcess extends ServerProcess {
  readonly commandsUrls: readonly string[];
  readonly processes: readonly {
    readonly name: string;
    readonly pid: number;
    readonly url: string;
  }[];
}

type ReadyFields = Pick<DeploymentProcess, 'url'> & Partial<DeploymentProcess>;

async function tryStart(
  words: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<DeploymentProcess | ProcessResult> {
  const child = startProgram(STANDALONE, words, { RAPPORTEUR_PORT: '0', ...settings });
  const ended = waitForExit(child);
  const first = await Promise.race([once(child, 'message'), ended]);
  if (!Array.isArray(first)) return first;
  const { ready } = first[0] as { readonly ready: ReadyFields };
  const end = async (signal: NodeJS.Signals): Promise<ProcessResult> => {
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
): Promise<DeploymentProcess> {
  const server = await tryStart(words, settings);
  if (!('exit' in server)) return server;
  const { exit, signal, out, err } = server;
  throw new Error(`standalone did not come up: exit ${exit}, signal ${signal}\n${out}${err}`);
}

/** Starts standalone; resolves when it answers, or to how it ended where it does not come up. */
export function tryStartServer(
  settings: NodeJS.ProcessEnv,
): Promise<ServerProcess | ProcessResult> {
  return tryStart([], settings);
}

/** Runs an app that is to end by itself; resolves to how it ended. */
export function runApp(
  app: string,
  words: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<ProcessResult> {
  const main = fileURLToPath(new URL(`../../${app}/src/main.ts`, import.meta.url));
  return waitForExit(startProgram(main, words, { RAPPORTEUR_PORT: '0', ...settings }));
}

/** Starts standalone, which must come up. */
export function startServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return mustStart([], settings);
}

/** Starts the full shape, which must come up. */
export function startDeployment(settings: NodeJS.ProcessEnv): Promise<DeploymentProcess> {
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
  readonly result: Promise<ProcessResult>;
  interrupt(): void;
}

/** A rebuild of a read model, without the command line in front of it. */
export interface RebuildProcess {
  readonly result: Promise<ProcessResult>;
  /** Ends it as a power cut would, wherever it is. */
  kill(): Promise<void>;
}

/** Starts a rebuild as `rapporteur projections rebuild` does. */
export function startRebuild(name: string, settings: NodeJS.ProcessEnv): RebuildProcess {
  const child = startProgram(
    STANDALONE,
    ['projections', JSON.stringify({ action: 'rebuild', name })],
    settings,
  );
  const ended = waitForExit(child);
  return {
    result: ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts the command line and leaves its input open. */
export function startCli(args: readonly string[], settings: NodeJS.ProcessEnv): CliProcess {
  const child = startProgram(CLI, args, settings);
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new TypeError('the command line has pipes');
  // Where it ends before it has read all of it, that is its answer.
  stdin.on('error', () => undefined);
  return {
    stdin,
    lines: createInterface({ input: stdout }),
    result: waitForExit(child),
    interrupt: () => void child.kill('SIGINT'),
  };
}

/** One call of the command line. */
export async function runCli(
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<ProcessResult> {
  const { stdin, result: ended } = startCli(args, settings);
  stdin.end();
  return ended;
}
