import { type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ReadyMessage } from '@rapporteur/platform';

/** One app as a process of its own, to be started. */
export interface ManagedProcessOptions {
  /** What it is called, in the log of record too: `command-1`. */
  readonly name: string;
  /** Its program, from source or from a build: whichever we are. */
  readonly main: string;
  readonly env: NodeJS.ProcessEnv;
}

/** How a process ended. */
interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** An app did not come up. Why is on the standard error output, in its own words. */
export class AppStartError extends Error {
  override readonly name = 'AppNotUp';
  /** Its exit code, which means the same as ours. */
  readonly exitCode: ExitCode;

  constructor(app: string, { code, signal }: ProcessExit) {
    super(
      `${app} did not come up (${signal ?? `exit code ${code}`}): what it says of it stands above.`,
    );
    this.exitCode = toExitCode(code);
  }
}

/** How long a process may take to stop before it is killed: more than an app gives the answers under way. */
const STOP_TIMEOUT_MS = 20_000;

/** An app that runs. */
export class ManagedProcess implements AsyncDisposable {
  readonly name: string;
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<ProcessExit>;
  #stopping = false;

  private constructor(name: string, url: string, child: ChildProcess, ended: Promise<ProcessExit>) {
    this.name = name;
    this.url = url;
    this.#child = child;
    this.#ended = ended;
  }

  /** Starts it; resolves when it answers. `onDeath` is told where it ends without having been stopped. @throws AppNotUp */
  static async start(
    { name, main, env }: ManagedProcessOptions,
    onDeath: (says: string) => void,
  ): Promise<ManagedProcess> {
    // In a session of its own, so that Ctrl-C reaches it through us, in order; if we are gone, its channel tells it.
    const child = spawn(process.execPath, [...process.execArgv, main], {
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    const ended = endOf(child);
    const first = await Promise.race([readyOf(child), ended]);
    if ('code' in first) throw new AppStartError(name, first);
    const running = new ManagedProcess(name, first.ready.url, child, ended);
    void running.#tellDeath(onDeath);
    return running;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async #tellDeath(onDeath: (says: string) => void): Promise<void> {
    const { code, signal } = await this.#ended;
    if (!this.#stopping)
      onDeath(
        `${this.name} (process ${this.pid}) ended by itself: ${signal ?? `exit code ${code}`}`,
      );
  }

  /** Lets it answer what is under way, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(late);
  }
}

async function endOf(child: ChildProcess): Promise<ProcessExit> {
  const [code, signal] = (await once(child, 'exit')) as [
    ProcessExit['code'],
    ProcessExit['signal'],
  ];
  return { code, signal };
}

async function readyOf(child: ChildProcess): Promise<ReadyMessage> {
  const [message] = (await once(child, 'message')) as [ReadyMessage];
  return message;
}
