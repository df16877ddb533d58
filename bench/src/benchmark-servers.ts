import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import { createTopics, EVENTS_TOPIC } from '@rapporteur/event-log-kafka';
import { startLocalKafka } from '@rapporteur/local-kafka';
import { Client } from 'pg';

/** The servers of a benchmark. Each is started at its first use, and stopped at the end. */
export class BenchmarkServers implements AsyncDisposable {
  readonly #brokers: readonly string[] | undefined;
  readonly #stops: (() => Promise<void>)[] = [];
  #postgres: Promise<string> | undefined;
  #kafka: Promise<readonly string[]> | undefined;

  /** Uses these Kafka brokers; by default it starts one. */
  constructor(brokers?: readonly string[]) {
    this.#brokers = brokers;
  }

  /** Creates a database and returns its URL. */
  async createDatabase(): Promise<string> {
    this.#postgres ??= this.#startPostgres();
    const url = new URL(await this.#postgres);
    const client = new Client({ connectionString: url.href });
    const name = `bench_${process.hrtime.bigint()}`;
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    url.pathname = name;
    return url.href;
  }

  /** Creates a log on Kafka with one partition and returns its URL. */
  async createKafkaLog(): Promise<string> {
    this.#kafka ??= this.#startKafka();
    const brokers = await this.#kafka;
    const topic = `bench-${process.hrtime.bigint()}`;
    await createTopics({ brokers, topic }, [{ ...EVENTS_TOPIC, name: topic, partitions: 1 }]);
    return `kafka://${brokers.join(',')}/${topic}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#stops) await stop();
  }

  async #startPostgres(): Promise<string> {
    const postgres = await startEmbeddedPostgres({
      dataFolder: await mkdtemp(join(tmpdir(), 'rapporteur-bench-')),
    });
    this.#stops.push(async () => {
      await postgres.stop();
      await rm(postgres.dataFolder, { recursive: true, force: true });
    });
    return postgres.url;
  }

  async #startKafka(): Promise<readonly string[]> {
    if (this.#brokers !== undefined) return this.#brokers;
    const kafka = await startLocalKafka();
    this.#stops.push(() => kafka.stop());
    return kafka.brokers;
  }
}
