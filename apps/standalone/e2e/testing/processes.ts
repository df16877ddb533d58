/** Standalone and the command line in their own processes, as a user starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';

const STANDALONE = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

/** The exit and the output of a process. */
export interface ProcessResult {
  readonly exit: number | null;
  /** The signal that ended it, if any. */
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** A running server. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Kills it with SIGKILL, and returns its exit and output. */
  kill(): Promise<ProcessResult>;
  /** Stops it as Ctrl-C does, and returns its exit and output. */
  stop(): Promise<ProcessResult>;
  /** Its exit and output when it has ended. */
  readonly stopped: Promise<ProcessResult>;
}

// Excludes the environment of the tests.
const createEnvironment = (settings: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  RAPPORTEUR_LOG_LEVEL: 'warn',
  ...settings,
});

/** Starts a program from source. Its environment contains only its settings. */
export function startProgram(
  main: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): ChildProcess {
  const options = {
    env: createEnvironment(settings),
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'] as ['pipe', 'pipe', 'pipe', 'ipc'],
  };
  return spawn(process.execPath, [...SOURCE_FLAGS, main, ...args], options);
}

/** Waits for the end of a process, and returns its exit and output. */
export async function waitForExit(child: ChildProcess): Promise<ProcessResult> {
  const [out, err, [exit, signal]] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  return { exit, signal, out, err };
}

/** A distributed deployment: the process that started it, and its processes. */
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
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<DeploymentProcess | ProcessResult> {
  const child = startProgram(STANDALONE, args, { RAPPORTEUR_PORT: '0', ...settings });
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
    stopped: ended,
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}

async function mustStart(
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<DeploymentProcess> {
  const server = await tryStart(args, settings);
  if (!('exit' in server)) return server;
  const { exit, signal, out, err } = server;
  throw new Error(`Standalone did not start: exit ${exit}, signal ${signal}\n${out}${err}`);
}

/** Starts standalone. Returns the server when it is ready, or its exit if it does not start. */
export function tryStartServer(
  settings: NodeJS.ProcessEnv,
): Promise<ServerProcess | ProcessResult> {
  return tryStart([], settings);
}

/** Runs an app that ends by itself, and returns its exit and output. */
export function runApp(
  app: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<ProcessResult> {
  const main = fileURLToPath(new URL(`../../../${app}/src/main.ts`, import.meta.url));
  return waitForExit(startProgram(main, args, { RAPPORTEUR_PORT: '0', ...settings }));
}

/** Starts standalone. Rejects if it does not start. */
export function startServer(settings: NodeJS.ProcessEnv): Promise<ServerProcess> {
  return mustStart([], settings);
}

/** Starts a distributed deployment. Rejects if it does not start. */
export function startDeployment(settings: NodeJS.ProcessEnv): Promise<DeploymentProcess> {
  return mustStart(['full'], settings);
}

/** Returns whether a process exists. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A running call of the command line. */
export interface CliProcess {
  readonly stdin: NodeJS.WritableStream;
  /** The lines of its standard output. */
  readonly lines: AsyncIterable<string>;
  readonly result: Promise<ProcessResult>;
  interrupt(): void;
}

/** A running rebuild of a read model, started without the command line. */
export interface RebuildProcess {
  readonly result: Promise<ProcessResult>;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a rebuild, as `rapporteur projections rebuild` does. */
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

/** Starts the command line, with open standard input. */
export function startCli(args: readonly string[], settings: NodeJS.ProcessEnv): CliProcess {
  const child = startProgram(CLI, args, settings);
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new TypeError('The command line must have pipes.');
  // It may end before it has read all of its input.
  stdin.on('error', () => undefined);
  return {
    stdin,
    lines: createInterface({ input: stdout }),
    result: waitForExit(child),
    interrupt: () => void child.kill('SIGINT'),
  };
}

/** Runs the command line, and returns its exit and output. */
export async function runCli(
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<ProcessResult> {
  const { stdin, result: ended } = startCli(args, settings);
  stdin.end();
  return ended;
}
