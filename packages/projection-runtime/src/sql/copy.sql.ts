/** COPY, which TypeORM's query builders do not have. */
import type { ClientBase } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import type { DeclaredTable } from '../declared-tables.ts';

/** Returns the stream of lines into a table. */
export function openCopy(
  client: ClientBase,
  { qualified, columns }: Pick<DeclaredTable, 'qualified' | 'columns'>,
): CopyStreamQuery {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  return client.query(copyFrom(`COPY ${qualified} (${names}) FROM STDIN`));
}
