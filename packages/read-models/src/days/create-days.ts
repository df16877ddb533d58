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
  await runner.query('CREATE INDEX ON days (collection, body) WHERE body IS NOT NULL');
}
