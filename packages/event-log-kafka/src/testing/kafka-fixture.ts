import type { IgnoredRecord } from '@rapporteur/event-log';
import { TestWriter, readBatches, readEvents } from '@rapporteur/event-log/conformance';
import { KafkaProxy } from '@rapporteur/testing';
import { KafkaLog, type KafkaLogOptions } from '../kafka-log.ts';
import { TestTopic } from './test-topic.ts';
import type { TopicDefinition } from '../topics.ts';

type KafkaFixtureOptions = Omit<Partial<KafkaLogOptions>, 'url'>;

/** A topic of one test, with handles of its log: each as another process would have it. */
export class KafkaFixture {
  readonly topic: TestTopic;
  readonly #brokers: readonly string[];
  readonly #closing: (() => Promise<void>)[] = [];

  private constructor(brokers: readonly string[], topic: TestTopic) {
    this.#brokers = brokers;
    this.topic = topic;
  }

  static async create(
    brokers: readonly string[],
    plan: Partial<TopicDefinition> = {},
  ): Promise<KafkaFixture> {
    return new KafkaFixture(brokers, await TestTopic.create(brokers, plan));
  }

  /** The events of another log, as an export has them. */
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
    return this.#opened({ url: this.topic.url, ...options });
  }

  /** A handle whose every connection goes through a proxy. */
  async openProxiedLog(
    options: KafkaFixtureOptions = {},
  ): Promise<{ proxy: KafkaProxy; log: KafkaLog }> {
    const { proxy, brokers } = await KafkaProxy.start(this.#brokers);
    this.#closing.push(() => proxy.close());
    return {
      proxy,
      log: await this.#opened({
        url: `kafka://${brokers.join(',')}/${this.topic.name}`,
        ...options,
      }),
    };
  }

  /** What readers report of a partition. */
  async readIgnoredRecords(): Promise<IgnoredRecord[]> {
    return (await readBatches(await this.openLog())).flatMap(({ ignored }) => ignored);
  }

  async close(): Promise<void> {
    for (const close of this.#closing.toReversed()) await close();
    await this.topic.remove();
  }

  async #opened(options: KafkaLogOptions): Promise<KafkaLog> {
    const log = await KafkaLog.open(options);
    this.#closing.push(() => log.close());
    return log;
  }
}
