import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessGuard } from './process-guard.ts';
import { kafkaUuid } from './kafka-uuid.ts';
import { LocalKafkaError } from './local-kafka-error.ts';
import { formatProperties, type KafkaSettings } from './node-settings.ts';
import { runProgram } from '@rapporteur/run-program';

/** A node of a local Kafka, broker and controller at once. */
export interface KafkaNode {
  /** Kafka's number for it, from 1. */
  readonly id: number;
  readonly address: string;
  readonly pid: number;
  /** SIGKILL, as a crash would; its data stay. */
  kill(): Promise<void>;
  /** SIGSTOP: it holds its connections and answers nothing. */
  pause(): void;
  /** SIGCONT */
  resume(): void;
  /** SIGTERM: it hands its partitions over and ends. */
  shutDown(): Promise<void>;
  /** Starts it again on its data, with other settings if so told, and waits until it answers. */
  restart(changed?: KafkaSettings): Promise<void>;
}

/** How a node is run. */
export interface KafkaNodeOptions {
  readonly id: number;
  readonly address: string;
  /** Its own: settings, data and output. */
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
  readonly #plan: KafkaNodeOptions;
  readonly #guard: ProcessGuard;
  readonly #ready: (node: KafkaProcess) => Promise<void>;
  #child: ChildProcess | undefined;

  constructor(
    plan: KafkaNodeOptions,
    guard: ProcessGuard,
    ready: (node: KafkaProcess) => Promise<void>,
  ) {
    this.#plan = plan;
    this.#guard = guard;
    this.#ready = ready;
  }

  get id(): number {
    return this.#plan.id;
  }

  get address(): string {
    return this.#plan.address;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return (
      this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /** Writes its settings and formats its data folder, unless it holds data of this cluster. */
  async prepare(): Promise<void> {
    const { settings, clusterId, features } = this.#plan;
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
    const formatted = await runProgram(this.#plan.java, [
      '-Xmx128m',
      '-XX:TieredStopAtLevel=1',
      ...this.#classPath,
      'kafka.tools.StorageTool',
      ...args,
    ]);
    if (!formatted.ok)
      throw failed(`its data folder could not be formatted: ${formatted.output.slice(-LOG_TAIL)}`);
  }

  /** As `prepare`, by a copy of what was formatted for another node: quicker than Kafka's own tool. */
  async prepareFromCopy(other: KafkaProcess): Promise<void> {
    await this.#writeSettings(this.#plan.settings);
    const data = join(this.#plan.folder, DATA);
    await cp(join(other.#plan.folder, DATA), data, { recursive: true });
    const file = join(data, 'meta.properties');
    const own = (await readFile(file, 'utf8'))
      .replace(/^node\.id=.*$/m, `node.id=${this.id}`)
      .replace(/^directory\.id=.*$/m, `directory.id=${kafkaUuid()}`);
    await writeFile(file, own);
  }

  start(): void {
    const { java, heapMegabytes } = this.#plan;
    const output = openSync(this.#output, 'a');
    const heap = [`-Xms${heapMegabytes / 2}m`, `-Xmx${heapMegabytes}m`];
    const jvm = [
      ...heap,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Djava.awt.headless=true',
    ];
    const args = [...jvm, ...this.#classPath, 'kafka.Kafka', this.#properties];
    // In a session of its own: Ctrl-C is for whoever started it, which then ends it in order.
    this.#child = spawn(java, args, {
      cwd: this.#plan.folder,
      stdio: ['ignore', output, output],
      detached: true,
    });
    this.#child.on('error', () => undefined);
    closeSync(output);
    if (this.#child.pid !== undefined) this.#guard.watch(this.#child.pid);
  }

  async restart(changed: KafkaSettings = {}): Promise<void> {
    await this.#writeSettings({ ...this.#plan.settings, ...changed });
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

  /** @throws LocalKafkaError if it is not running. */
  async expectRunning(): Promise<void> {
    if (this.isRunning) return;
    const output = await readFile(this.#output, 'utf8').catch(() => '');
    throw failed(`it ended: ${output.slice(-LOG_TAIL)}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #writeSettings(settings: KafkaSettings): Promise<void> {
    await mkdir(this.#plan.folder, { recursive: true });
    await writeFile(
      this.#properties,
      formatProperties({ ...settings, 'log.dirs': join(this.#plan.folder, DATA) }),
    );
  }

  get #properties(): string {
    return join(this.#plan.folder, 'server.properties');
  }

  get #output(): string {
    return join(this.#plan.folder, 'output.log');
  }

  get #classPath(): string[] {
    return ['-cp', join(this.#plan.jars, '*')];
  }
}

function failed(message: string): LocalKafkaError {
  return new LocalKafkaError(
    'LOCAL_KAFKA_START_FAILED',
    `A local Kafka could not be started: ${message}`,
  );
}
