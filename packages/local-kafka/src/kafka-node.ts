import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessGuard } from './process-guard.ts';
import { kafkaUuid } from './kafka-uuid.ts';
import { createStartFailedError } from './local-kafka-error.ts';
import { formatProperties, type KafkaSettings } from './node-settings.ts';
import { runProgram } from '@rapporteur/run-program';

/** A node of a local Kafka, broker and controller at once. */
export interface KafkaNode {
  /** Kafka's node id, from 1. */
  readonly id: number;
  readonly address: string;
  readonly pid: number;
  /** Sends SIGKILL, like a crash. The data stay. */
  kill(): Promise<void>;
  /** Sends SIGSTOP: the node keeps its connections and does not respond. */
  pause(): void;
  /** Sends SIGCONT. */
  resume(): void;
  /** Sends SIGTERM: the node hands its partitions over and ends. */
  shutDown(): Promise<void>;
  /** Starts the node again on its data, with changed settings, and waits until it responds. */
  restart(changed?: KafkaSettings): Promise<void>;
}

/** The options of a node. */
export interface KafkaNodeOptions {
  readonly id: number;
  readonly address: string;
  /** The folder of its settings, data and output. */
  readonly folder: string;
  readonly clusterId: string;
  readonly settings: KafkaSettings;
  readonly features: readonly string[];
  readonly java: string;
  readonly jars: string;
  readonly heapMegabytes: number;
}

const LOG_TAIL = 2_000;
const DATA = 'data';

/** The process of one node. */
export class KafkaProcess implements KafkaNode {
  readonly #options: KafkaNodeOptions;
  readonly #guard: ProcessGuard;
  readonly #ready: (node: KafkaProcess) => Promise<void>;
  #child: ChildProcess | undefined;

  constructor(
    options: KafkaNodeOptions,
    guard: ProcessGuard,
    ready: (node: KafkaProcess) => Promise<void>,
  ) {
    this.#options = options;
    this.#guard = guard;
    this.#ready = ready;
  }

  get id(): number {
    return this.#options.id;
  }

  get address(): string {
    return this.#options.address;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return (
      this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /** Writes the settings, and formats the data folder unless it holds data of this cluster. */
  async prepare(): Promise<void> {
    const { settings, clusterId, features } = this.#options;
    await this.#writeSettings(settings);
    const chosen = features.flatMap((feature) => ['--feature', feature]);
    const args = [
      'format',
      '-t',
      clusterId,
      '-c',
      this.#properties,
      '--ignore-formatted',
      ...chosen,
    ];
    const formatted = await runProgram(this.#options.java, [
      '-Xmx128m',
      '-XX:TieredStopAtLevel=1',
      ...this.#classPath,
      'kafka.tools.StorageTool',
      ...args,
    ]);
    if (!formatted.ok)
      throw createStartFailedError(
        `Cannot format the data folder of node ${this.id}: ${formatted.output.slice(-LOG_TAIL)}`,
      );
  }

  /**
   * Prepares the node with a copy of another node's formatted folder, which is faster than Kafka's
   * tool.
   */
  async prepareFromCopy(other: KafkaProcess): Promise<void> {
    await this.#writeSettings(this.#options.settings);
    const data = join(this.#options.folder, DATA);
    await cp(join(other.#options.folder, DATA), data, { recursive: true });
    const file = join(data, 'meta.properties');
    const own = (await readFile(file, 'utf8'))
      .replace(/^node\.id=.*$/m, `node.id=${this.id}`)
      .replace(/^directory\.id=.*$/m, `directory.id=${kafkaUuid()}`);
    await writeFile(file, own);
  }

  start(): void {
    const { java, heapMegabytes } = this.#options;
    const output = openSync(this.#output, 'a');
    const heap = [`-Xms${heapMegabytes / 2}m`, `-Xmx${heapMegabytes}m`];
    const jvm = [
      ...heap,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Djava.awt.headless=true',
    ];
    const args = [...jvm, ...this.#classPath, 'kafka.Kafka', this.#properties];
    // In its own session: on Ctrl-C the process that started it shuts it down.
    this.#child = spawn(java, args, {
      cwd: this.#options.folder,
      stdio: ['ignore', output, output],
      detached: true,
    });
    this.#child.on('error', () => undefined);
    closeSync(output);
    if (this.#child.pid !== undefined) this.#guard.watch(this.#child.pid);
  }

  async restart(changed: KafkaSettings = {}): Promise<void> {
    await this.#writeSettings({ ...this.#options.settings, ...changed });
    this.start();
    await this.#ready(this);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async shutDown(): Promise<void> {
    await this.#end('SIGTERM');
  }

  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** @throws LocalKafkaError if the node is not running */
  async expectRunning(): Promise<void> {
    if (this.isRunning) return;
    const output = await readFile(this.#output, 'utf8').catch(() => '');
    throw createStartFailedError(`Node ${this.id} ended: ${output.slice(-LOG_TAIL)}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #writeSettings(settings: KafkaSettings): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    await writeFile(
      this.#properties,
      formatProperties({ ...settings, 'log.dirs': join(this.#options.folder, DATA) }),
    );
  }

  get #properties(): string {
    return join(this.#options.folder, 'server.properties');
  }

  get #output(): string {
    return join(this.#options.folder, 'output.log');
  }

  get #classPath(): string[] {
    return ['-cp', join(this.#options.jars, '*')];
  }
}
