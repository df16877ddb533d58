import { Client } from 'pg';
import type { BenchmarkTargetFactory } from '../target.ts';
import { createGroupCommit } from '../group-commit.ts';
import type { EventInput } from '../target-input.ts';

const APPEND = `
  WITH moved AS (UPDATE bare_counter SET next = next + cardinality($1::text[])
                 RETURNING next - cardinality($1::text[]) AS first)
  INSERT INTO bare_events (seq, bytes)
  SELECT moved.first + e.n - 1, e.bytes
    FROM moved, unnest($1::text[]) WITH ORDINALITY AS e (bytes, n)`;

/**
 * The baseline of the log on Postgres: one statement increments the counter and inserts the batch.
 */
export function createBareGroupCommitTarget(
  database: string,
  input: EventInput,
): BenchmarkTargetFactory {
  return async () => {
    const client = new Client({ connectionString: database });
    await client.connect();
    await client.query(`
      DROP TABLE IF EXISTS bare_counter, bare_events;
      CREATE TABLE bare_counter (next bigint NOT NULL); INSERT INTO bare_counter VALUES (0);
      CREATE TABLE bare_events (seq bigint PRIMARY KEY, bytes text NOT NULL)`);
    const append = createGroupCommit((batch: readonly (readonly string[])[]) =>
      client.query({ name: 'append', text: APPEND, values: [batch.flat()] }),
    );
    return { record: () => append(input.takeTexts()), close: () => client.end() };
  };
}
