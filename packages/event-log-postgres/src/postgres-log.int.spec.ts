import { randomBytes } from 'node:crypto';
import { describeEventLog } from '@rapporteur/event-log/conformance';
import { usePostgres } from '@rapporteur/testing';
import { Client } from 'pg';
import { PostgresLog } from './postgres-log.ts';

const postgres = usePostgres();

async function run(text: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** Deletes the events of a partition that do not meet a condition, and the rows without any. */
async function keepLines(schema: string, partition: number, condition: string): Promise<void> {
  await run(
    `UPDATE ${schema}.events AS e SET bytes = kept.bytes, last_pseq = kept.last_pseq
       FROM ${schema}.events AS o, LATERAL (
         SELECT coalesce(string_agg(line, E'\\n' ORDER BY n), '') AS bytes,
                o.pseq + coalesce(max(n), 0)::integer - 1 AS last_pseq
           FROM string_to_table(o.bytes, E'\\n') WITH ORDINALITY AS t (line, n)
          WHERE ${condition}) AS kept
      WHERE e.partition = $1 AND o.partition = $1 AND o.pseq = e.pseq`,
    [partition],
  );
  await run(`DELETE FROM ${schema}.events WHERE partition = $1 AND bytes = ''`, [partition]);
}

describeEventLog('on Postgres', async ({ partitions }) => {
  const schema = `log_${randomBytes(6).toString('hex')}`;
  const open = (): Promise<PostgresLog> =>
    PostgresLog.open({ url: postgres.url, schema, partitions });
  // Two processes create the log at once.
  const [one, other] = await Promise.all([open(), open()]);
  await Promise.all([one.close(), other.close()]);
  return {
    open,
    loseEvent: (partition, pseq) => keepLines(schema, partition, `o.pseq + n - 1 <> ${pseq}`),
    loseTail: async (partition, pseq) => {
      await keepLines(schema, partition, `o.pseq + n - 1 < ${pseq}`);
      await run(
        `UPDATE ${schema}.partitions SET last_pseq = $2::integer - 1,
           term = (SELECT (split_part(bytes, E'\\n', -1)::json ->> 'term')::integer
                     FROM ${schema}.events WHERE partition = $1 ORDER BY pseq DESC LIMIT 1)
         WHERE partition = $1`,
        [partition, pseq],
      );
    },
    dispose: () => run(`DROP SCHEMA ${schema} CASCADE`),
  };
});
