import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';

const LOG_CONNECTIONS = "datname = current_database() AND application_name = 'rapporteur log'";

/** A session beside the log under test, which holds locks, ends connections and changes rows. */
export class TestSession {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async open(url: string): Promise<TestSession> {
    const client = new Client({ connectionString: url, application_name: 'test' });
    await client.connect();
    return new TestSession(client);
  }

  async rows<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows;
  }

  /** Locks the row of partition 0, so that appends wait. Returns the function that unlocks it. */
  async lockPartition(schema: string): Promise<() => Promise<void>> {
    await this.rows('BEGIN');
    await this.rows(`SELECT FROM ${schema}.partitions WHERE partition = 0 FOR UPDATE`);
    return async () => void (await this.rows('COMMIT'));
  }

  /** Waits for connections of the log in a state. Returns their process ids. */
  async waitForConnections(
    state: 'waiting for a lock' | 'listening',
    count = 1,
  ): Promise<number[]> {
    const condition = state === 'listening' ? "query LIKE 'LISTEN%'" : "wait_event_type = 'Lock'";
    for (;;) {
      // Within a transaction, the statistics are cached.
      await this.rows('SELECT pg_stat_clear_snapshot()');
      const found = await this.rows<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE ${LOG_CONNECTIONS} AND ${condition}`,
      );
      if (found.length >= count) return found.map(({ pid }) => pid);
      await sleep(5);
    }
  }

  async terminate(pids: number[]): Promise<void> {
    await this.rows('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [pids]);
  }

  /** Ends all connections of the log. */
  async terminateAll(): Promise<void> {
    await this.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LOG_CONNECTIONS}`,
    );
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
