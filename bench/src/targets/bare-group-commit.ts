import { Client } from 'pg';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createGroupCommit } from '../group-commit.ts';
import { createSampleBytes } from '../sample.ts';

const APPEND = `
  WITH moved AS (UPDATE bare_counter SET next = next + cardinality($1::text[])
                 RETURNING next - cardinality($1::text[]) AS first)
  INSERT INTO bare_events (seq, bytes)
  SELECT moved.first + e.n - 1, e.bytes
    FROM moved, unnest($1::text[]) WITH ORDINALITY AS e (bytes, n)`;

/**
 * The baseline of the log on Postgres: one statement increments the counter and inserts the batch.
 */
export function createBareGroupCommitTarget(database: string): BenchmarkTargetFactory {
  return async () => {
    const client = new Client({ connectionString: database });
    await client.connect();
    await client.query(`
      DROP TABLE IF EXISTS bare_counter, bare_events;
      CREATE TABLE bare_counter (next bigint NOT NULL); INSERT INTO bare_counter VALUES (0);
      CREATE TABLE bare_events (seq bigint PRIMARY KEY, bytes text NOT NULL)`);
    let count = 0;
    const append = createGroupCommit((batch: readonly string[]) =>
      client.query({ name: 'append', text: APPEND, values: [batch] }),
    );
    return { record: () => append(createSampleBytes(count++)), close: () => client.end() };
  };
}
