import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, partitionOf } from '@rapporteur/event-log';
import { KafkaLog } from '@rapporteur/event-log-kafka';
import { findFreePorts } from '@rapporteur/local-kafka';
import {
  type ClientResponse,
  SeededRandom,
  HistoryRecorder,
  Workload,
} from '@rapporteur/testing/history';
import type { FaultBrokers } from './fault-brokers.ts';
import { CommandServiceProcess } from './command-service-process.ts';
import { LiveReadModels } from './live-read-models.ts';
import { CommandLoad } from './command-load.ts';
import { LogMonitor } from './log-monitor.ts';
import type { RestartablePostgres } from './restartable-postgres.ts';
import { FaultInjector } from './fault-injector.ts';

const NAMES = ['first', 'second', 'third'];
const PARTITIONS = 3;
/** So many of a hundred acknowledgements are looked for in the read model. */
const LOOKS_PERCENT = 5;

/** What a fault is made to strike at. */
export interface FaultFixtureOptions {
  readonly brokers: FaultBrokers;
  /** Where the read models are kept. */
  readonly database: string;
  /** The server that it is on, where it can be restarted. */
  readonly postgres?: RestartablePostgres | undefined;
  readonly seed: number;
  readonly instances?: 1 | 2 | 3;
  readonly partitions?: number;
  /** Whether instances find each other; unreachable: they are told a wrong address; untold: none. */
  readonly discovery?: 'reachable' | 'unreachable' | 'untold';
}

interface FixtureParts {
  readonly topic: string;
  readonly log: EventLog;
  readonly instances: readonly CommandServiceProcess[];
  readonly readModels: LiveReadModels;
  readonly logMonitor: LogMonitor;
}

/** Instances of the command service on a topic of their own, under load, with live read models and a follower. */
export class FaultFixture implements AsyncDisposable {
  readonly brokers: FaultBrokers;
  readonly postgres: RestartablePostgres | undefined;
  readonly topic: string;
  /** The suite's own handle of the log. */
  readonly log: EventLog;
  readonly instances: readonly CommandServiceProcess[];
  readonly readModels: LiveReadModels;
  readonly logMonitor: LogMonitor;
  readonly random: SeededRandom;
  readonly recorder = new HistoryRecorder();
  readonly load: CommandLoad;
  /** Where the next attempt of a client goes. */
  target: () => CommandServiceProcess = () =>
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
      collections: collectionsOf(this.log),
      partitions: this.log.partitions,
    });
    this.load = new CommandLoad({
      workload,
      recorder: this.recorder,
      random: this.random,
      target: () => this.target().url,
      onRecorded: (client, answer) => this.#look(client, answer),
    });
  }

  /** Everything is up, and the first commands are recorded: the load runs. */
  static async start(options: FaultFixtureOptions): Promise<FaultFixture> {
    await using cleanUp = new AsyncDisposableStack();
    const parts = await build(options, cleanUp);
    const stage = new FaultFixture(options, parts, cleanUp.move());
    try {
      await stage.load.start();
      return stage;
    } catch (error) {
      await stage[Symbol.asyncDispose]();
      throw error;
    }
  }

  getInstance(index: number): CommandServiceProcess {
    const instance = this.instances[index];
    if (instance === undefined) throw new RangeError(`there is no instance ${index}`);
    return instance;
  }

  /** The instance that writes a partition, as the log tells. */
  findOwner(partition: number): CommandServiceProcess {
    const name = this.logMonitor.findOwner(partition);
    return this.instances.find((instance) => instance.name === name) ?? this.getInstance(0);
  }

  /** Ends what was done to instances and their ways. */
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

  /** Looks for what was acknowledged in the live read model, now and then. */
  async #look(
    client: string,
    { collection, stream, position }: FixtureRecordedResponse,
  ): Promise<void> {
    if (!this.random.percentChance(LOOKS_PERCENT)) return;
    const question = { collection, stream, position };
    await this.recorder.recordRead(client, question, () =>
      this.readModels.readStream(collection, stream, position),
    );
  }
}

type FixtureRecordedResponse = Extract<ClientResponse, { readonly kind: 'recorded' }>;

async function build(
  options: FaultFixtureOptions,
  cleanUp: AsyncDisposableStack,
): Promise<FixtureParts> {
  const { brokers, database, partitions = PARTITIONS } = options;
  const topic = `faults-${randomBytes(6).toString('hex')}`;
  await brokers.createTopic(topic, partitions);
  const open = async (): Promise<EventLog> => {
    const log = await KafkaLog.open({ url: brokers.getTopicUrl(topic) });
    cleanUp.defer(() => log.close());
    return log;
  };
  const [instances, models] = await Promise.all([
    startInstances(options, topic, cleanUp),
    open().then((log) => LiveReadModels.start(log, database)),
  ]);
  cleanUp.use(models);
  const watch = cleanUp.use(new LogMonitor(await open()));
  return { topic, log: await open(), instances, readModels: models, logMonitor: watch };
}

async function startInstances(
  { brokers, instances: count = 2, discovery: each = 'reachable' }: FaultFixtureOptions,
  topic: string,
  cleanUp: AsyncDisposableStack,
): Promise<readonly CommandServiceProcess[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapporteur-faults-'));
  cleanUp.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const ports = await findFreePorts(count + 1);
  const nobody = ports.at(-1) ?? 0;
  const started = ports.slice(0, count).map(async (port, index) => {
    const advertised = { reachable: port, unreachable: nobody, untold: undefined }[each];
    const way = await FaultInjector.start(brokers.addresses);
    cleanUp.defer(() => way.close());
    const advertise = advertised === undefined ? undefined : `http://127.0.0.1:${advertised}`;
    const instance = new CommandServiceProcess({
      name: NAMES[index] ?? '',
      port,
      advertise,
      topic,
      dataFolder,
      faultInjector: way,
    });
    cleanUp.defer(() => instance.kill());
    await instance.start();
    return instance;
  });
  return Promise.all(started);
}

/** A collection for each partition, so that all of them are written. */
function collectionsOf({ partitions }: EventLog): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => {
    for (let n = 0; ; n += 1)
      if (partitionOf(`union-${n}`, partitions) === partition) return `union-${n}`;
  });
}
