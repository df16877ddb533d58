import { VERSIONED_COLUMNS_SQL } from '@rapporteur/projection-runtime';
import type { QueryRunner } from 'typeorm';
import { dateColumnsSql } from '../world-date.ts';

/** Creates the table of meetings, and of the days of meetings, incidents and documents. */
export async function createDays(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE days (${VERSIONED_COLUMNS_SQL},
    kind text NOT NULL, thing text NOT NULL, body text, session text, ordinal integer,
    document text, rank integer NOT NULL,
    ${dateColumnsSql('occurred')})`);
  await runner.query('CREATE INDEX ON days (collection, kind, thing)');
  await runner.query('CREATE INDEX ON days (collection, occurred_earliest, occurred_latest)');
  await runner.query('CREATE INDEX ON days (collection, body, ordinal) WHERE body IS NOT NULL');
}

/** Creates the indexes by which the rows of a table are found that a day or a dated thing dates. */
export async function createDatingIndexes(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
): Promise<void> {
  for (const column of columns)
    await runner.query(
      `CREATE INDEX ON ${table} (collection, ${column}) WHERE ${column} IS NOT NULL`,
    );
}
