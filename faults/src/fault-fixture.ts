import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, computePartition } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { findFreePorts } from '@rapporteur/local-kafka';
import {
  HistoryRecorder,
  type RecordedResponse,
  SeededRandom,
  Workload,
} from '@rapporteur/testing/history';
import { CommandLoad } from './command-load.ts';
import { CommandServiceProcess } from './command-service-process.ts';
import type { FaultBrokers } from './fault-brokers.ts';
import { FaultInjector } from './fault-injector.ts';
import { LiveReadModels } from './live-read-models.ts';
import { LogMonitor } from './log-monitor.ts';
import type { RestartablePostgres } from './restartable-postgres.ts';

const NAMES = ['first', 'second', 'third'];
const PARTITIONS = 3;
/** The share of acknowledgements that are followed by a read of the read model. */
const READS_PERCENT = 5;

/** Options of {@link FaultFixture}. */
export interface FaultFixtureOptions {
  readonly brokers: FaultBrokers;
  /** The URL of the database for the read models. */
  readonly database: string;
  /** The server of that database, if it can be restarted. */
  readonly postgres?: RestartablePostgres | undefined;
  readonly seed: number;
  readonly instances?: 1 | 2 | 3;
  readonly partitions?: number;
  /** The address that instances advertise to each other: their own, a wrong one, or none. */
  readonly discovery?: 'reachable' | 'unreachable' | 'none';
}

interface FixtureParts {
  readonly topic: string;
  readonly log: EventLog;
  readonly instances: readonly CommandServiceProcess[];
  readonly readModels: LiveReadModels;
  readonly logMonitor: LogMonitor;
}

/**
 * Instances of the command service on their own topic, under load, with live read models and a log
 * monitor.
 */
export class FaultFixture implements AsyncDisposable {
  readonly brokers: FaultBrokers;
  readonly postgres: RestartablePostgres | undefined;
  readonly topic: string;
  /** The log, for checks. No instance uses this object. */
  readonly log: EventLog;
  readonly instances: readonly CommandServiceProcess[];
  readonly readModels: LiveReadModels;
  readonly logMonitor: LogMonitor;
  readonly random: SeededRandom;
  readonly recorder = new HistoryRecorder();
  readonly load: CommandLoad;
  /** Returns the instance for the next request of a client. */
  chooseInstance: () => CommandServiceProcess = () =>
    this.random.pick(this.instances) ?? this.getInstance(0);
  kills = 0;
  readonly #cleanUp: AsyncDisposableStack;

  private constructor(
    { brokers, postgres, seed }: FaultFixtureOptions,
    parts: FixtureParts,
    cleanUp: AsyncDisposableStack,
  ) {
    this.brokers = brokers;
    this.postgres = postgres;
    this.topic = parts.topic;
    this.log = parts.log;
    this.instances = parts.instances;
    this.readModels = parts.readModels;
    this.logMonitor = parts.logMonitor;
    this.#cleanUp = cleanUp;
    this.random = new SeededRandom(seed);

    const workload = new Workload({
      seed,
      collections: findCollections(this.log),
      partitions: this.log.partitions,
    });
    this.load = new CommandLoad({
      workload,
      recorder: this.recorder,
      random: this.random,
      chooseUrl: () => this.chooseInstance().url,
      onRecorded: (client, response) => this.#readSometimes(client, response),
    });
  }

  /** Starts everything, records the setup commands and starts the load. */
  static async start(options: FaultFixtureOptions): Promise<FaultFixture> {
    await using cleanUp = new AsyncDisposableStack();
    const parts = await startParts(options, cleanUp);
    const fixture = new FaultFixture(options, parts, cleanUp.move());

    try {
      await fixture.load.start();
      return fixture;
    } catch (error) {
      await fixture[Symbol.asyncDispose]();
      throw error;
    }
  }

  getInstance(index: number): CommandServiceProcess {
    const instance = this.instances[index];
    if (instance === undefined) throw new RangeError(`The fixture has no instance ${index}.`);
    return instance;
  }

  /** Returns the instance that owns a partition, according to the log. */
  findOwner(partition: number): CommandServiceProcess {
    const name = this.logMonitor.findOwner(partition);
    return this.instances.find((instance) => instance.name === name) ?? this.getInstance(0);
  }

  /** Ends every fault and starts the instances that are down. */
  async removeFaults(): Promise<void> {
    for (const instance of this.instances) {
      instance.faultInjector.forwardAll();
      instance.resume();
    }
    await Promise.all(
      this.instances.filter(({ isRunning }) => !isRunning).map((instance) => instance.start()),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanUp.disposeAsync();
  }

  async #readSometimes(
    client: string,
    { collection, stream, position }: RecordedResponse,
  ): Promise<void> {
    if (!this.random.percentChance(READS_PERCENT)) return;
    await this.recorder.recordRead(client, { collection, stream, position }, () =>
      this.readModels.readStream(collection, stream, position),
    );
  }
}

async function startParts(
  options: FaultFixtureOptions,
  cleanUp: AsyncDisposableStack,
): Promise<FixtureParts> {
  const { brokers, database, partitions = PARTITIONS } = options;
  const topic = `faults-${randomBytes(6).toString('hex')}`;
  await brokers.createTopic(topic, partitions);

  const openLog = async (): Promise<EventLog> => {
    const log = await KafkaLog.open({ url: brokers.getTopicUrl(topic) });
    cleanUp.defer(() => log.close());
    return log;
  };
  const [instances, readModels] = await Promise.all([
    startInstances(options, topic, cleanUp),
    openLog().then((log) => LiveReadModels.start(log, database)),
  ]);
  cleanUp.use(readModels);

  const logMonitor = cleanUp.use(new LogMonitor(await openLog()));
  return { topic, log: await openLog(), instances, readModels, logMonitor };
}

async function startInstances(
  { brokers, instances: count = 2, discovery = 'reachable' }: FaultFixtureOptions,
  topic: string,
  cleanUp: AsyncDisposableStack,
): Promise<readonly CommandServiceProcess[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapporteur-faults-'));
  cleanUp.defer(() => rm(dataFolder, { recursive: true, force: true }));

  const ports = await findFreePorts(count + 1);
  const unusedPort = ports.at(-1) ?? 0;
  const started = ports.slice(0, count).map(async (port, index) => {
    const faultInjector = await FaultInjector.start(brokers.addresses);
    cleanUp.defer(() => faultInjector.close());

    const advertisedPort = { reachable: port, unreachable: unusedPort, none: undefined }[discovery];
    const instance = new CommandServiceProcess({
      name: NAMES[index] ?? '',
      port,
      advertise: advertisedPort === undefined ? undefined : `http://127.0.0.1:${advertisedPort}`,
      topic,
      dataFolder,
      faultInjector,
    });
    cleanUp.defer(() => instance.kill());
    await instance.start();
    return instance;
  });
  return Promise.all(started);
}

/** Returns one collection per partition, so that every partition is written. */
function findCollections({ partitions }: EventLog): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => {
    for (let n = 0; ; n += 1)
      if (computePartition(`union-${n}`, partitions) === partition) return `union-${n}`;
  });
}
