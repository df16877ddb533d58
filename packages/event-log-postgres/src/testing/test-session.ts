import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';

/** A session beside the log under test, which holds locks, kills connections and tampers. For tests. */
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

  /** Holds a partition's row, so that appends wait; answers how to let go. */
  async holdPartition(schema: string): Promise<() => Promise<void>> {
    await this.rows('BEGIN');
    await this.rows(`SELECT FROM ${schema}.partitions WHERE partition = 0 FOR UPDATE`);
    return async () => void (await this.rows('COMMIT'));
  }

  /** Waits until so many of the log's connections are in this state, and answers their process ids. */
  async connections(state: 'waiting for a lock' | 'listening', count = 1): Promise<number[]> {
    const condition = state === 'listening' ? "query LIKE 'LISTEN%'" : "wait_event_type = 'Lock'";
    for (;;) {
      // Within a transaction the first look would be remembered.
      await this.rows('SELECT pg_stat_clear_snapshot()');
      const found = await this.rows<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rapporteur log' AND ${condition}`,
      );
      if (found.length >= count) return found.map(({ pid }) => pid);
      await sleep(5);
    }
  }

  async terminate(pids: number[]): Promise<void> {
    await this.rows('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) AS pid', [pids]);
  }

  /** Ends every connection of the log at once. */
  async terminateAll(): Promise<void> {
    await this.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rapporteur log'",
    );
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
