import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { ClusterClient } from '../cluster-client.ts';
import { retryTransient } from '../kafka-error.ts';
import { CompressionTypes } from '../kafkajs-internals.ts';
import { LeaderClient } from '../leader-client.ts';
import {
  type BatchOrigin,
  decodeBatches,
  encodeBatch,
  type NewRecord,
  NO_ORIGIN,
  type ReadBatch,
} from '../record-batch.ts';
import { createAdminClient, createTopics, EVENTS_TOPIC, type TopicDefinition } from '../topics.ts';

const SETTINGS = { clientId: 'test', connectTimeoutMs: 5_000, requestTimeoutMs: 10_000 };
const PAGE_BYTES = 50_000_000;
const RETRY = { timeoutMs: 30_000 };

/** The topic of one test, and ways to change it without the log. */
export class TestTopic {
  readonly url: string;
  readonly name: string;
  readonly cluster: ClusterClient;
  readonly #addresses: readonly string[];
  readonly #plan: TopicDefinition;

  private constructor(addresses: readonly string[], plan: TopicDefinition) {
    this.#addresses = addresses;
    this.#plan = plan;
    this.name = plan.name;
    this.url = `kafka://${addresses.join(',')}/${plan.name}`;
    this.cluster = new ClusterClient(addresses, plan.name, SETTINGS);
  }

  static async create(
    addresses: readonly string[],
    given: Partial<TopicDefinition> = {},
  ): Promise<TestTopic> {
    const name = `test-${randomBytes(6).toString('hex')}`;
    const settings = { ...EVENTS_TOPIC.settings, ...given.settings };
    const topic = new TestTopic(addresses, {
      ...EVENTS_TOPIC,
      partitions: 1,
      name,
      ...given,
      settings,
    });
    await topic.#create();
    return topic;
  }

  /** Returns all batches of a partition. */
  async read(partition = 0): Promise<ReadBatch[]> {
    const leader = this.leaderClient(partition);
    const batches: ReadBatch[] = [];
    for (let offset = 0; ;) {
      const { records, highWatermark } = await retryTransient(
        () => leader.fetch({ offset, maxBytes: PAGE_BYTES, maxWaitMs: 0 }),
        RETRY,
      );
      batches.push(...decodeBatches(records));
      offset = (batches.at(-1)?.lastOffset ?? -1) + 1;
      if (offset >= highWatermark) break;
    }
    leader.discard();
    return batches;
  }

  /** Appends records like any producer. Returns their first offset. */
  async produce(
    records: readonly NewRecord[],
    origin: BatchOrigin = NO_ORIGIN,
    partition = 0,
  ): Promise<number> {
    const leader = this.leaderClient(partition);
    try {
      const batch = encodeBatch(records, origin, Date.now());
      return await retryTransient(() => leader.produce(batch), RETRY);
    } finally {
      leader.discard();
    }
  }

  /**
   * Replaces the topic with a copy of the records that `keeps` accepts, like a restored old copy.
   */
  async rewrite(
    partition: number,
    keeps: (value: string, offset: number) => boolean,
  ): Promise<void> {
    const batches = await this.read(partition);
    await this.#admin(async (admin) => {
      await admin.deleteTopics({ topics: [this.name] });
      while ((await admin.listTopics()).includes(this.name)) await sleep(5);
    });
    await this.#create();
    for (const { records } of batches) {
      const kept = records.filter(({ value, offset }) =>
        keeps(value?.toString('utf8') ?? '', offset),
      );
      if (kept.length > 0) await this.produce(kept.map(copyRecord), NO_ORIGIN, partition);
    }
  }

  /** Appends compressed records in a transaction, which leaves a control record. */
  async produceCompressedTransaction(values: readonly string[]): Promise<void> {
    const kafka = createAdminClient({ brokers: this.#addresses, topic: this.name });
    const producer = kafka.producer({
      transactionalId: `foreign-${this.name}`,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    const messages = values.map((value) => ({
      value,
      headers: { 'content-type': 'application/cloudevents+json' },
    }));
    await transaction.send({ topic: this.name, compression: CompressionTypes.GZIP, messages });
    await transaction.commit();
    await producer.disconnect();
  }

  /** Appends in a transaction that stays open. Returns the function that aborts it. */
  async beginTransaction(values: readonly string[]): Promise<() => Promise<void>> {
    const kafka = createAdminClient({ brokers: this.#addresses, topic: this.name });
    const producer = kafka.producer({
      transactionalId: `foreign-${this.name}`,
      maxInFlightRequests: 1,
    });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: this.name, messages: values.map((value) => ({ value })) });
    return async () => {
      await transaction.abort();
      await producer.disconnect();
    };
  }

  /** Deletes the records before an offset. */
  async deleteBefore(offset: number): Promise<void> {
    const partitions = [{ partition: 0, offset: String(offset) }];
    await this.#admin(async (admin) => {
      // Otherwise kafkajs does not know the leader.
      await admin.fetchTopicOffsets(this.name);
      await admin.deleteTopicRecords({ topic: this.name, partitions });
    });
  }

  /**
   * Returns a group's lag in partition 0, as Kafka's tools count it; undefined if it never
   * committed.
   */
  async lag(groupId: string): Promise<number | undefined> {
    return this.#admin(async (admin) => {
      const [offsets] = await admin.fetchOffsets({ groupId, topics: [this.name] });
      const committed = Number(offsets?.partitions[0]?.offset ?? -1);
      const [end] = await admin.fetchTopicOffsets(this.name);
      return committed < 0 ? undefined : Number(end?.high) - committed;
    });
  }

  async addPartition(): Promise<void> {
    const count = (await this.cluster.fetchPartitionCount()) + 1;
    await this.#admin((admin) =>
      admin.createPartitions({ topicPartitions: [{ topic: this.name, count }] }),
    );
    while ((await this.cluster.fetchPartitionCount()) < count) await sleep(5);
  }

  leaderClient(partition = 0): LeaderClient {
    return new LeaderClient(this.cluster, partition, SETTINGS.requestTimeoutMs);
  }

  async remove(): Promise<void> {
    this.cluster.close();
    await this.#admin((admin) => admin.deleteTopics({ topics: [this.name] }));
  }

  async #create(): Promise<void> {
    await createTopics({ brokers: this.#addresses, topic: this.name }, [this.#plan]);
  }

  async #admin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = createAdminClient({ brokers: this.#addresses, topic: this.name }).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

function copyRecord({ key, value, contentType }: ReadBatch['records'][number]): NewRecord {
  return {
    key: key ?? Buffer.alloc(0),
    value: value ?? Buffer.alloc(0),
    contentType: contentType ?? '',
  };
}
