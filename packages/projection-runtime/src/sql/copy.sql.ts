/** COPY, which TypeORM's query builders do not have. */
import type { ClientBase } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { DeclaredTable } from '../declared-tables.ts';

/** Returns the stream of lines into a table. */
export function openCopy(
  client: ClientBase,
  { qualified, columns }: Pick<DeclaredTable, 'qualified' | 'columns'>,
): CopyStreamQuery {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  return client.query(copyFrom(`COPY ${qualified} (${names}) FROM STDIN`));
}

/**
 * Ends the connections of this account that began a COPY into a schema at least `ageMs` ago and now
 * send nothing. While Postgres waits for the lines of a COPY, none of its timeouts apply, so a
 * suspended process would keep its locks for ever.
 */
export async function endSilentCopies(
  manager: EntityManager,
  schema: string,
  ageMs: number,
): Promise<void> {
  await manager.query(
    `SELECT pg_terminate_backend(pid)
       FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user
        AND state = 'active' AND wait_event = 'ClientRead'
        AND starts_with(query, $1)
        AND query_start <= clock_timestamp() - make_interval(secs => $2)`,
    [`COPY "${schema}".`, ageMs / 1000],
  );
}
