import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { type KafkaNode, type LocalKafka, startLocalKafka } from '@rapporteur/local-kafka';
import kafkajs, { type Admin } from 'kafkajs';

const TRANSACTION_STATE = '__transaction_state';
const POLL_MS = 100;

/** A Kafka of the suite's own, whose nodes can be killed and whose data can be put aside. */
export class FaultBrokers implements AsyncDisposable {
  readonly kafka: LocalKafka;
  readonly #folder: string;

  private constructor(kafka: LocalKafka, folder: string) {
    this.kafka = kafka;
    this.#folder = folder;
  }

  static async start(nodes: 1 | 3): Promise<FaultBrokers> {
    const folder = await mkdtemp(join(tmpdir(), 'rapporteur-faults-kafka-'));
    return new FaultBrokers(await startLocalKafka({ nodes, dataFolder: folder }), folder);
  }

  get addresses(): readonly string[] {
    return this.kafka.brokers;
  }

  /** Where the data of the only node lie. */
  get dataFolder(): string {
    return join(this.#folder, 'node-1', 'data');
  }

  getTopicUrl(topic: string): string {
    return `kafka://${this.addresses.join(',')}/${topic}`;
  }

  async createTopic(name: string, partitions: number): Promise<void> {
    await createTopics(parseKafkaAddress(this.getTopicUrl(name)), [
      { ...EVENTS_TOPIC, name, partitions },
    ]);
  }

  /** How many records a topic has. */
  async countRecords(topic: string): Promise<number> {
    const offsets = await this.withAdmin((admin) => admin.fetchTopicOffsets(topic));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  /** The node that leads a partition of a topic. */
  async findLeader(topic: string, partition: number): Promise<KafkaNode> {
    const { topics } = await this.withAdmin((admin) =>
      admin.fetchTopicMetadata({ topics: [topic] }),
    );
    const leader = topics[0]?.partitions.find((one) => one.partitionId === partition)?.leader;
    const node = this.kafka.nodes.find(({ id }) => id === leader);
    if (node === undefined) throw new Error(`nobody leads partition ${partition} of ${topic}`);
    return node;
  }

  /** The node that gives out the epochs of a partition's writers. */
  async findCoordinator(topic: string, partition: number): Promise<KafkaNode> {
    const { topics } = await this.withAdmin((admin) =>
      admin.fetchTopicMetadata({ topics: [TRANSACTION_STATE] }),
    );
    const count = topics[0]?.partitions.length ?? 1;
    return this.findLeader(TRANSACTION_STATE, javaHash(`${topic}.writer.${partition}`) % count);
  }

  /** Waits until every replica of a topic is in sync: then any one node may fail. */
  async waitUntilInSync(topic: string): Promise<void> {
    for (const name of [topic, TRANSACTION_STATE]) {
      for (;;) {
        const { topics } = await this.withAdmin((admin) =>
          admin.fetchTopicMetadata({ topics: [name] }),
        );
        if (
          topics[0]?.partitions.every(({ isr, replicas }) => isr.length === replicas.length) ===
          true
        )
          break;
        await sleep(POLL_MS);
      }
    }
  }

  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.createClient().admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  /** A client as anybody could have one. */
  createClient(): kafkajs.Kafka {
    return new kafkajs.Kafka({
      clientId: 'foreign',
      brokers: [...this.addresses],
      logLevel: kafkajs.logLevel.NOTHING,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kafka.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Java's hash of a text, not negative: by it Kafka chooses the coordinator of a transactional id. */
function javaHash(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash & 0x7fffffff;
}
