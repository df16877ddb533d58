import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FaultInjector } from './fault-injector.ts';

const MAIN = fileURLToPath(new URL('../../apps/command-service/src/main.ts', import.meta.url));
const FROM_SOURCE = ['--conditions=@rapporteur/source', '--import', '@oxc-node/core/register'];
const LINES_KEPT = 20;

/** How an instance is run. */
export interface CommandServiceProcessOptions {
  readonly name: string;
  readonly port: number;
  /** Where the other instances are told to find it; undefined: nowhere. */
  readonly advertise: string | undefined;
  readonly topic: string;
  readonly dataFolder: string;
  /** Its own way to the brokers. */
  readonly faultInjector: FaultInjector;
}

/** A command-service as a process of its own, behind its own way to the brokers. It keeps its name and its address. */
export class CommandServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly faultInjector: FaultInjector;
  readonly #plan: CommandServiceProcessOptions;
  #child: ChildProcess | undefined;
  #ready = false;
  #said: string[] = [];

  constructor(plan: CommandServiceProcessOptions) {
    this.#plan = plan;
    this.name = plan.name;
    this.faultInjector = plan.faultInjector;
    this.url = `http://127.0.0.1:${plan.port}`;
  }

  /** Whether it takes commands. */
  get isReady(): boolean {
    return this.#ready && this.isRunning;
  }

  get isRunning(): boolean {
    return (
      this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /** What it said last, for whoever looks into a failure. */
  get lastLogLines(): string {
    return this.#said.join('\n');
  }

  /** Starts it, again too; resolves when it takes commands. Killed meanwhile, it resolves as well. */
  async start(): Promise<void> {
    const { name, port, advertise, topic, dataFolder, faultInjector: way } = this.#plan;
    const { PATH = '', HOME = '' } = process.env;
    const env = {
      PATH,
      HOME,
      RAPPORTEUR_LOG: `kafka://${way.brokers.join(',')}/${topic}`,
      RAPPORTEUR_DATA: dataFolder,
      RAPPORTEUR_PORT: String(port),
      RAPPORTEUR_INSTANCE: name,
      ...(advertise === undefined ? {} : { RAPPORTEUR_ADVERTISE: advertise }),
    };
    const child = spawn(process.execPath, [...FROM_SOURCE, MAIN], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    this.#ready = false;
    const gone = (): void => void child.kill('SIGKILL');
    process.once('exit', gone);
    child.once('exit', () => process.off('exit', gone));
    const ready = Promise.withResolvers<void>();
    void this.#listen(child, ready);
    await ready.promise;
  }

  /** SIGKILL, as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** SIGTERM: it answers what is under way, and ends. @throws Error where it does not end as it should. */
  async shutDown(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.#child?.exitCode !== 0)
      throw new Error(`${this.name} did not leave gracefully:\n${this.lastLogLines}`);
  }

  /** SIGSTOP: it holds its connections and does nothing. */
  suspend(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** SIGCONT */
  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** SIGKILL on the spot, for who decides what becomes of a request. */
  sendKill(): void {
    this.#ready = false;
    this.#child?.kill('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#ready = false;
    if (child === undefined || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #listen(child: ChildProcess, ready: PromiseWithResolvers<void>): Promise<void> {
    if (child.stderr === null) return;
    for await (const line of createInterface({ input: child.stderr })) {
      this.#said = [...this.#said, line].slice(-LINES_KEPT);
      if (!line.includes('takes commands')) continue;
      this.#ready = child === this.#child;
      ready.resolve();
    }
    // Killed while it started: whoever killed it starts it again.
    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
    if (child.signalCode === 'SIGKILL') ready.resolve();
    else
      ready.reject(
        new Error(`${this.name} ended by itself (${child.exitCode}):\n${this.lastLogLines}`),
      );
  }
}
