import type { Voided } from '@rapporteur/event-log';
import { Desk, readBatches, readEvents } from '@rapporteur/event-log/conformance';
import { KafkaProxy } from '@rapporteur/testing';
import { KafkaLog, type KafkaLogOptions } from './kafka-log.ts';
import { TestTopic } from './test-topic.ts';
import type { TopicPlan } from './topics.ts';

type Options = Omit<Partial<KafkaLogOptions>, 'url'>;

/** A topic of one test, with handles of its log: each as another process would have it. */
export class Stage {
  readonly topic: TestTopic;
  readonly #brokers: readonly string[];
  readonly #closing: (() => Promise<void>)[] = [];

  private constructor(brokers: readonly string[], topic: TestTopic) {
    this.#brokers = brokers;
    this.topic = topic;
  }

  static async on(brokers: readonly string[], plan: Partial<TopicPlan> = {}): Promise<Stage> {
    return new Stage(brokers, await TestTopic.make(brokers, plan));
  }

  /** The events of another log, as an export has them. */
  static async *export(brokers: readonly string[]): AsyncGenerator<Uint8Array[]> {
    const other = await Stage.on(brokers);
    try {
      await (await Desk.open(await other.log())).append(3);
      yield (await readEvents(await other.log())).map(({ bytes }) => bytes);
    } finally {
      await other.close();
    }
  }

  async log(options: Options = {}): Promise<KafkaLog> {
    return this.#opened({ url: this.topic.url, ...options });
  }

  /** A handle whose every connection goes through a proxy. */
  async proxied(options: Options = {}): Promise<{ proxy: KafkaProxy; log: KafkaLog }> {
    const { proxy, brokers } = await KafkaProxy.before(this.#brokers);
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
  async voided(): Promise<Voided[]> {
    return (await readBatches(await this.log())).flatMap(({ voided }) => voided);
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
