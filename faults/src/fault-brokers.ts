import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { type KafkaNode, type LocalKafka, startLocalKafka } from '@rapporteur/local-kafka';
import { waitUntil } from '@rapporteur/testing';
import kafkajs, { type Admin } from 'kafkajs';

const TRANSACTION_STATE = '__transaction_state';

/** A Kafka cluster whose nodes can be killed and whose data can be replaced. */
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

  /** The data folder of the first node. */
  get dataFolder(): string {
    return join(this.#folder, 'node-1', 'data');
  }

  getTopicUrl(topic: string): string {
    return `kafka://${this.addresses.join(',')}/${topic}`;
  }

  async createTopic(name: string, partitions: number): Promise<void> {
    const address = parseKafkaAddress(this.getTopicUrl(name));
    await createTopics(address, [{ ...EVENTS_TOPIC, name, partitions }]);
  }

  /** Returns the number of records of a topic. */
  async countRecords(topic: string): Promise<number> {
    const offsets = await this.withAdmin((admin) => admin.fetchTopicOffsets(topic));
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  /** Returns the leader of a partition of a topic. */
  async findLeader(topic: string, partition: number): Promise<KafkaNode> {
    const partitions = await this.#fetchPartitions(topic);
    const leader = partitions.find(({ partitionId }) => partitionId === partition)?.leader;
    const node = this.kafka.nodes.find(({ id }) => id === leader);
    if (node === undefined) throw new Error(`Partition ${partition} of ${topic} has no leader.`);
    return node;
  }

  /** Returns the node that assigns the epochs of a partition's writers. */
  async findCoordinator(topic: string, partition: number): Promise<KafkaNode> {
    const { length } = await this.#fetchPartitions(TRANSACTION_STATE);
    const hash = computeJavaHash(`${topic}.writer.${partition}`);
    return this.findLeader(TRANSACTION_STATE, hash % Math.max(length, 1));
  }

  /** Waits until every replica of a topic is in sync. Then any one node may fail. */
  async waitUntilInSync(topic: string): Promise<void> {
    for (const name of [topic, TRANSACTION_STATE]) {
      const isInSync = async (): Promise<boolean> => {
        const partitions = await this.#fetchPartitions(name);
        const inSync = partitions.filter(({ isr, replicas }) => isr.length === replicas.length);
        return partitions.length > 0 && inSync.length === partitions.length;
      };
      await waitUntil(isInSync, {
        condition: `every replica of ${name} is in sync`,
        timeoutMs: 300_000,
      });
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

  /** Creates a client that is not a writer of the log. */
  createClient(): kafkajs.Kafka {
    return new kafkajs.Kafka({
      clientId: 'foreign',
      brokers: [...this.addresses],
      logLevel: kafkajs.logLevel.NOTHING,
    });
  }

  async #fetchPartitions(topic: string): Promise<readonly kafkajs.PartitionMetadata[]> {
    const { topics } = await this.withAdmin((admin) =>
      admin.fetchTopicMetadata({ topics: [topic] }),
    );
    return topics[0]?.partitions ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kafka.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Returns Java's hash of a text, as a non-negative number. Kafka uses it to choose the coordinator
 * of a transactional id.
 */
function computeJavaHash(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash & 0x7fffffff;
}
