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

describeEventLog('on Postgres', async ({ partitions }) => {
  const schema = `log_${randomBytes(6).toString('hex')}`;
  const open = (): Promise<PostgresLog> =>
    PostgresLog.open({ url: postgres.url, schema, partitions });
  // Two processes create the log at once.
  const [one, other] = await Promise.all([open(), open()]);
  await Promise.all([one.close(), other.close()]);
  return {
    open,
    loseEvent: (partition, pseq) =>
      run(`DELETE FROM ${schema}.events WHERE partition = $1 AND pseq = $2`, [partition, pseq]),
    loseTail: (partition, pseq) =>
      run(
        `WITH lost AS (DELETE FROM ${schema}.events WHERE partition = $1 AND pseq >= $2)
         UPDATE ${schema}.partitions SET last_pseq = $2::integer - 1,
           term = (SELECT (bytes::json ->> 'term')::integer FROM ${schema}.events
                    WHERE partition = $1 AND pseq = $2::integer - 1)
         WHERE partition = $1`,
        [partition, pseq],
      ),
    dispose: () => run(`DROP SCHEMA ${schema} CASCADE`),
  };
});
