import type { IgnoredRecord } from '@rapporteur/event-log';
import { readBatches, readEvents, TestWriter } from '@rapporteur/event-log/conformance';
import { KafkaProxy } from '@rapporteur/testing';
import { KafkaLog, type KafkaLogOptions } from '../kafka-log.ts';
import type { TopicDefinition } from '../topics.ts';
import { TestTopic } from './test-topic.ts';

type KafkaFixtureOptions = Omit<Partial<KafkaLogOptions>, 'url'>;

/** The topic of one test, with handles on its log as other processes would have. */
export class KafkaFixture {
  readonly topic: TestTopic;
  readonly #brokers: readonly string[];
  readonly #cleanups: (() => Promise<void>)[] = [];

  private constructor(brokers: readonly string[], topic: TestTopic) {
    this.#brokers = brokers;
    this.topic = topic;
  }

  static async create(
    brokers: readonly string[],
    definition: Partial<TopicDefinition> = {},
  ): Promise<KafkaFixture> {
    return new KafkaFixture(brokers, await TestTopic.create(brokers, definition));
  }

  /** Yields the exported events of another log. */
  static async *exportEvents(brokers: readonly string[]): AsyncGenerator<Uint8Array[]> {
    const other = await KafkaFixture.create(brokers);
    try {
      await (await TestWriter.open(await other.openLog())).append(3);
      yield (await readEvents(await other.openLog())).map(({ bytes }) => bytes);
    } finally {
      await other.close();
    }
  }

  async openLog(options: KafkaFixtureOptions = {}): Promise<KafkaLog> {
    return this.#open({ url: this.topic.url, ...options });
  }

  /** Returns a handle whose connections all pass through a proxy. */
  async openProxiedLog(
    options: KafkaFixtureOptions = {},
  ): Promise<{ proxy: KafkaProxy; log: KafkaLog }> {
    const { proxy, brokers } = await KafkaProxy.start(this.#brokers);
    this.#cleanups.push(() => proxy.close());
    const url = `kafka://${brokers.join(',')}/${this.topic.name}`;
    return { proxy, log: await this.#open({ url, ...options }) };
  }

  /** Returns the records that readers of the partition report as ignored. */
  async readIgnoredRecords(): Promise<IgnoredRecord[]> {
    return (await readBatches(await this.openLog())).flatMap(({ ignored }) => ignored);
  }

  async close(): Promise<void> {
    for (const cleanUp of this.#cleanups.toReversed()) await cleanUp();
    await this.topic.remove();
  }

  async #open(options: KafkaLogOptions): Promise<KafkaLog> {
    const log = await KafkaLog.open(options);
    this.#cleanups.push(() => log.close());
    return log;
  }
}
