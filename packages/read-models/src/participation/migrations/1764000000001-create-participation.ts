import { VERSIONED_COLUMNS_SQL } from '@rapporteur/projection-runtime';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDatingIndexes, createDays } from '../../days/create-days.ts';
import { dateColumnsSql } from '../../world-date.ts';

const DATING_COLUMNS = ['meeting', 'source', 'stated_in', 'occurred_earliest'];

/** Creates the tables of version 1. */
export class CreateParticipation1764000000001 implements MigrationInterface {
  readonly name = 'CreateParticipation1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE participations (${VERSIONED_COLUMNS_SQL},
      event_type text NOT NULL, role text NOT NULL, takes_part boolean NOT NULL,
      actor text NOT NULL, actor_kind text NOT NULL, name_as_written text, actor_of text,
      actor_office text, basis text NOT NULL, capacity text, represents text, said_by text,
      meeting text, body text, document text, decision text, incident text, about text,
      stated_in text, source text, ${dateColumnsSql('occurred')})`);
    await runner.query(`CREATE INDEX ON participations (collection, actor, role)`);
    await runner.query(
      `CREATE INDEX ON participations (collection, actor_of) WHERE actor_of IS NOT NULL`,
    );
    await runner.query(`CREATE TABLE incident_facts (${VERSIONED_COLUMNS_SQL},
      event_type text NOT NULL, incident text NOT NULL, meeting text, about text,
      stated_in text, source text, ${dateColumnsSql('occurred')})`);
    await runner.query(`CREATE INDEX ON incident_facts (collection, incident)`);
    for (const table of ['participations', 'incident_facts'])
      await createDatingIndexes(runner, table, DATING_COLUMNS);
    await createDatingIndexes(runner, 'participations', ['incident']);
    await createDays(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE days, incident_facts, participations`);
  }
}
