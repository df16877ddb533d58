import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from './free-ports.ts';
import { ProcessGuard } from './process-guard.ts';
import { findJars, VERSION } from './jars.ts';
import { kafkaUuid } from './kafka-uuid.ts';
import { type KafkaNode, KafkaProcess, type KafkaNodeOptions } from './kafka-node.ts';
import { LocalKafkaError, createStartFailedError } from './local-kafka-error.ts';
import { nodeAddress, type NodePorts, nodeSettings, type KafkaSettings } from './node-settings.ts';
import { waitUntilJoined, waitUntilWritable } from './readiness.ts';
import { requireLocalKafkaTools } from './tools.ts';

const START_TIMEOUT_MS = 90_000;
const HEAP_MEGABYTES = { one: 512, several: 384 };
/**
 * The attempts with other ports, if another process takes a free port before the node listens on
 * it.
 */
const ATTEMPTS_MAX = 3;

/** The options of a local Kafka. */
export interface LocalKafkaOptions {
  /** The number of nodes; default: 1. */
  readonly nodes?: 1 | 3;
  /** Settings of server.properties that replace the defaults. */
  readonly settings?: KafkaSettings;
  /** The release of Apache Kafka. */
  readonly version?: string;
  /** Feature levels for formatting the cluster, such as `transaction.version=0`. */
  readonly features?: readonly string[];
  /** The data folder; by default a temporary one, removed at the end. */
  readonly dataFolder?: string;
  /** The port of a single node; by default a free one. */
  readonly port?: number;
}

/** A Kafka that does not outlive this process. */
export interface LocalKafka extends AsyncDisposable {
  readonly brokers: readonly string[];
  readonly nodes: readonly KafkaNode[];
  /** Kills every node. */
  stop(): Promise<void>;
}

/**
 * Starts a real Apache Kafka from jars that Maven downloads once.
 * @throws LocalKafkaError
 */
export async function startLocalKafka(options: LocalKafkaOptions = {}): Promise<LocalKafka> {
  const tools = await requireLocalKafkaTools();
  const jars = await findJars(tools, options.version ?? VERSION);
  for (let attempt = 1; ; attempt += 1) {
    const cluster = await LocalKafkaCluster.prepare(options, tools.java, jars);
    try {
      await cluster.start();
      return cluster;
    } catch (cause) {
      await cluster.stop();
      if (attempt < ATTEMPTS_MAX && String(cause).includes('Address already in use')) continue;
      if (cause instanceof LocalKafkaError) throw cause;
      throw createStartFailedError(String(cause), cause);
    }
  }
}

class LocalKafkaCluster implements LocalKafka {
  readonly nodes: readonly KafkaProcess[];
  readonly brokers: readonly string[];
  readonly #guard: ProcessGuard;

  private constructor(plans: readonly KafkaNodeOptions[], guard: ProcessGuard) {
    this.#guard = guard;
    this.brokers = plans.map(({ address }) => address);
    this.nodes = plans.map(
      (plan) => new KafkaProcess(plan, guard, (node) => this.#waitUntilJoined(node)),
    );
  }

  static async prepare(
    options: LocalKafkaOptions,
    java: string,
    jars: string,
  ): Promise<LocalKafkaCluster> {
    const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'rapporteur-kafka-')));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const guard = new ProcessGuard(folder, options.dataFolder === undefined ? folder : '');
    const ports = await choosePorts(options);
    const clusterId = options.dataFolder === undefined ? kafkaUuid() : PERMANENT_CLUSTER_ID;
    const plans = ports.map((own, index): KafkaNodeOptions => {
      const home = join(folder, `node-${index + 1}`);
      return {
        id: index + 1,
        address: nodeAddress(own),
        folder: home,
        clusterId,
        settings: nodeSettings(ports, index, options.settings ?? {}),
        features: options.features ?? [],
        java,
        jars,
        heapMegabytes: ports.length === 1 ? HEAP_MEGABYTES.one : HEAP_MEGABYTES.several,
      };
    });
    return new LocalKafkaCluster(plans, guard);
  }

  async start(): Promise<void> {
    const [first, ...others] = this.nodes;
    if (!first) return;
    await first.prepare();
    await Promise.all(others.map((node) => node.prepareFromCopy(first)));
    for (const node of this.nodes) node.start();
    await Promise.all(this.nodes.map((node) => this.#waitUntilJoined(node)));
    await waitUntilWritable(this.#readinessOptions(first));
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.#guard.end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #waitUntilJoined(node: KafkaProcess): Promise<void> {
    await waitUntilJoined(this.#readinessOptions(node));
  }

  #readinessOptions(node: KafkaProcess): Parameters<typeof waitUntilJoined>[0] {
    const deadline = Date.now() + START_TIMEOUT_MS;
    const nodes = this.nodes.filter(({ isRunning: running }) => running).length;
    return { address: node.address, nodes, deadline, expectRunning: () => node.expectRunning() };
  }
}

/** The id of a cluster with a permanent data folder: the same at every start. */
const PERMANENT_CLUSTER_ID = Buffer.from('rapporteur-local').toString('base64url');

async function choosePorts({ nodes = 1, port }: LocalKafkaOptions): Promise<NodePorts[]> {
  const ports = await findFreePorts(2 * nodes);
  return Array.from({ length: nodes }, (_, index) => ({
    broker: (nodes === 1 ? port : undefined) ?? ports[2 * index] ?? 0,
    controller: ports[2 * index + 1] ?? 0,
  }));
}
