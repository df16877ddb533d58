import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ReadyMessage } from '@rapporteur/platform';
import { type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';

/** Options of {@link ManagedProcess}. */
export interface ManagedProcessOptions {
  /** The name of the process, which is also its instance name in the log: `command-1`. */
  readonly name: string;
  /** The path of the program, from source or from a build, like this process. */
  readonly main: string;
  readonly env: NodeJS.ProcessEnv;
}

interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function formatExit({ code, signal }: ProcessExit): string {
  return signal ?? `exit code ${code}`;
}

/** An app did not start. The app has already written the reason to standard error. */
export class AppStartError extends Error {
  override readonly name = 'AppStartError';
  /** The app's exit code. It has the same meaning for this process. */
  readonly exitCode: ExitCode;

  constructor(app: string, exit: ProcessExit) {
    super(`${app} did not start (${formatExit(exit)}). Its own message above has the reason.`);
    this.exitCode = toExitCode(exit.code);
  }
}

/**
 * The time for a process to stop before it is killed: longer than an app needs for its pending
 * requests.
 */
const STOP_TIMEOUT_MS = 10_000;

/** A running app. */
export class ManagedProcess implements AsyncDisposable {
  readonly name: string;
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #exit: Promise<ProcessExit>;
  #isStopping = false;

  private constructor(name: string, url: string, child: ChildProcess, exit: Promise<ProcessExit>) {
    this.name = name;
    this.url = url;
    this.#child = child;
    this.#exit = exit;
  }

  /**
   * Starts an app. Resolves when it is ready; rejects with an AppStartError if it ends before.
   * `onUnexpectedEnd` is called with a message if the app ends later without being stopped.
   */
  static async start(
    { name, main, env }: ManagedProcessOptions,
    onUnexpectedEnd: (message: string) => void,
  ): Promise<ManagedProcess> {
    // In its own session, Ctrl-C does not reach the app directly, so that this process can stop the
    // apps in order. If this process is killed, the app notices that the channel is closed.
    const child = spawn(process.execPath, [...process.execArgv, main], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    const exit = waitForExit(child);
    const first = await Promise.race([waitForReady(child), exit]);
    if ('code' in first) throw new AppStartError(name, first);

    const running = new ManagedProcess(name, first.ready.url, child, exit);
    void running.#reportUnexpectedEnd(onUnexpectedEnd);
    return running;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async #reportUnexpectedEnd(onUnexpectedEnd: (message: string) => void): Promise<void> {
    const exit = await this.#exit;
    if (this.#isStopping) return;
    onUnexpectedEnd(`${this.name} (process ${this.pid}) ended unexpectedly: ${formatExit(exit)}`);
  }

  /** Stops the app: it completes pending requests and ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill('SIGTERM');
    const timeout = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#exit;
    clearTimeout(timeout);
  }
}

async function waitForExit(child: ChildProcess): Promise<ProcessExit> {
  const [code, signal] = (await once(child, 'exit')) as [
    ProcessExit['code'],
    ProcessExit['signal'],
  ];
  return { code, signal };
}

async function waitForReady(child: ChildProcess): Promise<ReadyMessage> {
  const [message] = (await once(child, 'message')) as [ReadyMessage];
  return message;
}
