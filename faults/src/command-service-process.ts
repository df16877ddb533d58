import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import type { FaultInjector } from './fault-injector.ts';

const MAIN = fileURLToPath(new URL('../../apps/command-service/src/main.ts', import.meta.url));
const LOG_LINES_MAX = 20;
/** The service logs its URL when it is ready. */
const READY = '"url":"http';

/** Options of {@link CommandServiceProcess}. */
export interface CommandServiceProcessOptions {
  readonly name: string;
  readonly port: number;
  /** The address that it advertises to the other instances; undefined: none. */
  readonly advertise: string | undefined;
  readonly topic: string;
  readonly dataFolder: string;
  /** The injector between this instance and the brokers. */
  readonly faultInjector: FaultInjector;
}

/**
 * A command service in its own process, behind a fault injector. A restart keeps its name and
 * address.
 */
export class CommandServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly faultInjector: FaultInjector;
  readonly #options: CommandServiceProcessOptions;
  #child: ChildProcess | undefined;
  #logLines: string[] = [];

  constructor(options: CommandServiceProcessOptions) {
    this.#options = options;
    this.name = options.name;
    this.faultInjector = options.faultInjector;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  /** The folder of its state stores, which belong to this instance alone. */
  get stateFolder(): string {
    return join(this.#options.dataFolder, `state-${this.name}`);
  }

  get isRunning(): boolean {
    return (
      this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /**
   * Starts or restarts it. Resolves when it accepts commands, or when it was killed while starting.
   */
  async start(): Promise<void> {
    const { name, port, advertise, topic, dataFolder, faultInjector } = this.#options;
    const { PATH = '', HOME = '' } = process.env;
    const env = {
      PATH,
      HOME,
      RAPPORTEUR_LOG: `kafka://${faultInjector.brokers.join(',')}/${topic}`,
      RAPPORTEUR_DATA: dataFolder,
      RAPPORTEUR_STATE: this.stateFolder,
      RAPPORTEUR_TEST_SAVE_EVENTS: '5',
      RAPPORTEUR_PORT: String(port),
      RAPPORTEUR_INSTANCE: name,
      RAPPORTEUR_LOG_LEVEL: 'info',
      ...(advertise === undefined ? {} : { RAPPORTEUR_ADVERTISE: advertise }),
    };
    const child = spawn(process.execPath, [...SOURCE_FLAGS, MAIN], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;

    const killChild = (): void => void child.kill('SIGKILL');
    process.once('exit', killChild);
    child.once('exit', () => process.off('exit', killChild));
    const ready = Promise.withResolvers<void>();
    void this.#readLog(child, ready);
    await ready.promise;
  }

  /** Sends SIGKILL, like a crash, and waits for the end. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Sends SIGTERM: it completes pending commands and ends. Rejects if its exit code is not 0. */
  async shutDown(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.#child?.exitCode !== 0)
      throw new Error(`${this.name} did not shut down cleanly:\n${this.#logLines.join('\n')}`);
  }

  /** Sends SIGSTOP: it keeps its connections and does nothing. */
  suspend(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** Sends SIGCONT. */
  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Sends SIGKILL without waiting, while a fault rule decides about a request. */
  sendKill(): void {
    this.#child?.kill('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #readLog(child: ChildProcess, ready: PromiseWithResolvers<void>): Promise<void> {
    if (child.stderr === null) return;
    for await (const line of createInterface({ input: child.stderr })) {
      this.#logLines = [...this.#logLines, line].slice(-LOG_LINES_MAX);
      if (line.includes(READY)) ready.resolve();
    }

    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
    // If the suite killed it while it started, the suite also restarts it.
    if (child.signalCode === 'SIGKILL') ready.resolve();
    else {
      const log = this.#logLines.join('\n');
      ready.reject(new Error(`${this.name} ended unexpectedly (${child.exitCode}):\n${log}`));
    }
  }
}
