import { formatEventIdSql, VERSIONED_COLUMNS_SQL } from '@rapporteur/projection-runtime';
import { createDatingIndexes, createDays } from '../../days/create-days.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables, with their own columns. */
const TABLES: Readonly<Record<string, string>> = {
  decisions: `
      event_type text NOT NULL, decision text, document text, meeting text, body text, kind text,
      name text, topic text, verb text, verb_as_written text, strength text,
      commitment boolean NOT NULL, agent_field text, agents jsonb, part_of text, host_state text,
      due_kind text, due_on jsonb, due_earliest date, due_latest date, adopted_on jsonb,
      adopted_earliest date, adopted_latest date, period_on jsonb,
      period_earliest date, period_latest date, details jsonb NOT NULL, rank integer NOT NULL,
      stated_in text, source text`,
  statuses: `
      decision text NOT NULL, body text, meeting text, status text NOT NULL, by jsonb,
      period_on jsonb, period_earliest date, period_latest date, held_on jsonb, held_earliest date,
      held_latest date`,
  considerations: `
      meeting text NOT NULL, verb text NOT NULL, verb_as_written text, strength text,
      subject text NOT NULL,
      for_body text, decisions text[] NOT NULL, outcome text`,
  awards: `
      meeting text NOT NULL, award text, recipients text NOT NULL, by jsonb, count jsonb,
      reason text`,
  mandate_changes: `
      body text NOT NULL, becomes text NOT NULL, stage text NOT NULL, strength text NOT NULL,
      by jsonb,
      occasion text, occurred_on jsonb, occurred_earliest date, occurred_latest date,
      stated_in text, source text`,
  next_meetings: `
      body text NOT NULL, after_meeting text NOT NULL, ordinal jsonb, ordinal_value integer,
      place jsonb, venue text, parties jsonb, scheduled_on jsonb, scheduled_earliest date,
      scheduled_latest date, stated_in text, source text`,
  votes: `
      decision text NOT NULL, part text, draft text, subject text, meeting text, body text,
      outcome text NOT NULL, tally jsonb, occurred_on jsonb, occurred_earliest date,
      occurred_latest date, rank integer NOT NULL, stated_in text, source text`,
  cast_votes: `
      decision text NOT NULL, member text NOT NULL, name_as_written text NOT NULL,
      vote text NOT NULL, veto boolean, explanation text`,
  citations: `
      decision text, paragraph text, cited text NOT NULL, name_as_written text NOT NULL,
      issued_by text, relation text, source text`,
  incidents: `
      incident text NOT NULL, countries text[] NOT NULL, against_state text, words text NOT NULL`,
  condemnations: `
      incident text, class text, territory text, condemner text NOT NULL,
      condemner_kind text NOT NULL, condemner_name text NOT NULL, condemner_of text,
      strength text NOT NULL, verb_as_written text, perpetrators jsonb NOT NULL, place jsonb,
      against text, against_state jsonb, target_on jsonb,
      target_earliest date, target_latest date, meeting text, decision text, document text,
      stated_in text`,
  positions: `
      verb text NOT NULL, verb_as_written text, topic text NOT NULL, summary text NOT NULL,
      by jsonb NOT NULL, by_ids text[] NOT NULL, incidents text[] NOT NULL,
      instruments jsonb NOT NULL, instrument_ids text[] NOT NULL, addressees jsonb NOT NULL,
      addressee_ids text[] NOT NULL, states jsonb NOT NULL, state_codes text[] NOT NULL,
      organizations jsonb NOT NULL, meeting text, decision text, paragraph text, attributed_to jsonb, occurred_on jsonb,
      occurred_earliest date, occurred_latest date, document text,
      stated_in text`,
  reports: `
      event_type text NOT NULL, kind text NOT NULL, strength text, summary text NOT NULL, by jsonb,
      agent_stated boolean, with_actors jsonb NOT NULL, states jsonb NOT NULL,
      state_codes text[] NOT NULL, within text, topic text, action text, organization jsonb,
      series text, theme text, decision text, meeting text, count jsonb, count_min integer,
      count_max integer, places jsonb NOT NULL, region text, subject jsonb, trend text,
      counted jsonb, targets jsonb NOT NULL, attributed_to jsonb, occurred_on jsonb,
      occurred_earliest date, occurred_latest date, period_on jsonb, period_earliest date,
      period_latest date,
      document text, stated_in text`,
};

/** Queries look rows up by these columns, within a collection. */
const INDEXES: readonly (readonly [string, string])[] = [
  ['decisions', 'decision'],
  ['decisions', 'meeting'],
  ['decisions', 'due_earliest'],
  ['statuses', 'decision'],
  ['considerations', 'meeting'],
  ['awards', 'meeting'],
  ['mandate_changes', 'body'],
  ['next_meetings', 'body'],
  ['decisions', 'part_of'],
  ['votes', 'decision'],
  ['votes', 'meeting'],
  ['cast_votes', 'member'],
  ['cast_votes', formatEventIdSql('cast_votes')],
  ['citations', 'decision'],
  ['citations', 'cited'],
  ['incidents', 'incident'],
  ['condemnations', 'incident'],
  ['condemnations', 'condemner'],
  ['positions', 'verb'],
  ['reports', 'kind'],
];

/** The columns by which days select rows. */
const DATING_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  decisions: ['source', 'stated_in', 'adopted_earliest'],
  votes: ['source', 'stated_in', 'occurred_earliest'],
  citations: ['source'],
  condemnations: ['meeting', 'decision', 'document', 'stated_in'],
  positions: ['meeting', 'decision', 'document', 'stated_in', 'occurred_earliest'],
  reports: ['meeting', 'document', 'stated_in', 'occurred_earliest', 'period_earliest'],
};

/** Creates the tables of version 1. */
export class CreateDecisions1764000000002 implements MigrationInterface {
  readonly name = 'CreateDecisions1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE ${table} (${VERSIONED_COLUMNS_SQL}, ${columns})`);
    }
    await createDays(runner);
    for (const [table, columns] of Object.entries(DATING_COLUMNS))
      await createDatingIndexes(runner, table, columns);
    await runner.query('CREATE INDEX ON positions USING gin (incidents)');
    await runner.query('CREATE INDEX ON cast_votes (collection, decision) WHERE veto');
    for (const [table, column] of INDEXES) {
      await runner.query(`CREATE INDEX ON ${table} (collection, ${column})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...Object.keys(TABLES), 'days']) await runner.query(`DROP TABLE ${table}`);
  }
}
