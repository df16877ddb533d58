import { TIMED_COLUMNS_SQL, VERSIONED_COLUMNS_SQL } from '@rapporteur/projection-runtime';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDays } from '../../days/create-days.ts';
import { dateColumnsSql } from '../../world-date.ts';

const TABLES: Readonly<Record<string, string>> = {
  facts: `
    ${TIMED_COLUMNS_SQL}, quoted_start integer, quoted_end integer, quoted_line integer,
    quoted_document_sha256 bytea, quoted_sha256 bytea, event_type text NOT NULL, data jsonb NOT NULL, kind text, verb text, topic text,
    modality text, asserted_by text, attributed_to text, documents text[] NOT NULL, stated_in text,
    bodies text[] NOT NULL, states text[], actors text[], meeting text,
    decisions text[], incidents text[], about_documents text[],
    agent_unknown boolean NOT NULL, inferred jsonb NOT NULL, ${dateColumnsSql('occurred')},
    ${dateColumnsSql('placed')}, placed_by text, search tsvector NOT NULL`,
  passages: `
    span_start integer NOT NULL, span_end integer NOT NULL, line integer NOT NULL,
    document text NOT NULL, document_sha256 bytea NOT NULL, sha256 bytea NOT NULL,
    role text NOT NULL`,
  names: `
    named_kind text NOT NULL, named text NOT NULL, name text NOT NULL, registered boolean NOT NULL`,
  sources: `
    document text NOT NULL, entry text NOT NULL, sha256 text, extent text, parent text,
    span_start integer, span_end integer, about_meeting text, ${dateColumnsSql('occurred')},
    data jsonb NOT NULL`,
  collections: `
    ${TIMED_COLUMNS_SQL}, title text NOT NULL, root_body text NOT NULL`,
  bodies: `
    body text NOT NULL, name text NOT NULL, kind text NOT NULL, parents text[] NOT NULL,
    other_names text[] NOT NULL, identifiers jsonb NOT NULL`,
  offices: `
    office text NOT NULL, body text, holder_id text, holder jsonb, rank text, ex_officio text,
    stage text NOT NULL, by jsonb, meeting text, ${dateColumnsSql('started')},
    ${dateColumnsSql('ended')},
    ${dateColumnsSql('held')}`,
  memberships: `
    body text NOT NULL, member_id text NOT NULL, member jsonb NOT NULL, status text NOT NULL,
    status_as_written text, by jsonb, meeting text, ${dateColumnsSql('started')},
    ${dateColumnsSql('ended')}, ${dateColumnsSql('held')}`,
  chairs: `
    entry text NOT NULL, body text, meeting text, holders jsonb NOT NULL, previous jsonb,
    person jsonb, actors text[] NOT NULL, planned boolean NOT NULL, stated_in text, source text,
    stage text, term text, ${dateColumnsSql('started')}, ${dateColumnsSql('ended')},
    ${dateColumnsSql('held')}`,
  meetings: `
    meeting text NOT NULL, stage text NOT NULL, body text, session text, ordinal integer,
    ordinal_value jsonb, ${dateColumnsSql('occurred')}, places jsonb NOT NULL, venue text,
    host jsonb,
    format text, data jsonb NOT NULL`,
  corrections: `
    ${TIMED_COLUMNS_SQL}, change text NOT NULL, target text NOT NULL, field text, old_value jsonb, new_value jsonb,
    reason text NOT NULL, evidence jsonb NOT NULL`,
  conflicts: `
    ${TIMED_COLUMNS_SQL}, stage text NOT NULL, conflict text NOT NULL, events text[] NOT NULL, field text NOT NULL,
    conflict_values jsonb NOT NULL, thing_kind text, thing_id text, resolution text,
    resolved_by text, holds text, replaced_by text`,
  aliases: `
    kind text NOT NULL, merged text NOT NULL, into_id text NOT NULL, reason text NOT NULL,
    evidence jsonb NOT NULL`,
  links: `
    kind text NOT NULL, thing_id text NOT NULL, relation text NOT NULL, other_collection text,
    other_id text, scheme text, value text, reason text NOT NULL, evidence jsonb NOT NULL`,
  identifiers: `
    kind text NOT NULL, thing_id text NOT NULL, scheme text NOT NULL, value text NOT NULL`,
};

const INDEXES: readonly string[] = [
  'facts (command, event_number)',
  'facts (event_at)',
  'facts (collection, event_type)',
  'facts (collection, meeting) WHERE meeting IS NOT NULL',
  // The facts that only a thing other than a meeting dates, or nothing.
  'facts (collection, occurred_earliest, placed_earliest) WHERE meeting IS NULL',
  'facts (collection, stated_in) WHERE stated_in IS NOT NULL',
  'facts (collection, occurred_earliest) WHERE occurred_earliest IS NOT NULL',
  'facts (collection, placed_earliest) WHERE placed_earliest IS NOT NULL',
  'facts USING gin (bodies)',
  // The facts that connect bodies with decisions.
  'facts USING gin (bodies) WHERE decisions IS NOT NULL AND cardinality(bodies) > 0',
  'facts USING gin (states)',
  'facts USING gin (actors)',
  'facts USING gin (decisions)',
  'facts USING gin (incidents)',
  'facts USING gin (documents)',
  'facts USING gin (search)',
  'facts USING gin (about_documents) WHERE about_documents IS NOT NULL',
  'names (collection, named_kind, named)',
  'sources (collection, document)',
  'sources (collection, parent) WHERE parent IS NOT NULL',
  'bodies (collection, body)',
  'bodies USING gin (parents)',
  'offices (collection, body)',
  'memberships (collection, body)',
  'chairs (collection, body) WHERE body IS NOT NULL',
  'chairs (collection, meeting) WHERE meeting IS NOT NULL',
  'chairs USING gin (actors)',
  'meetings (collection, meeting)',
  'meetings (collection, body) WHERE body IS NOT NULL',
  `meetings (collection, body) WHERE stage = 'announced'`,
  `meetings (collection, (data ->> 'prepares')) WHERE data ->> 'prepares' IS NOT NULL`,
  'corrections (collection, target)',
  'conflicts (collection, conflict)',
  'conflicts USING gin (events)',
  'links (collection, kind, thing_id)',
  'links (other_collection, kind, other_id) WHERE other_collection IS NOT NULL',
  'identifiers (scheme, value)',
  'identifiers (collection, kind, thing_id)',
];

/** Creates the tables of version 1. */
export class CreateTimeline1764000000003 implements MigrationInterface {
  readonly name = 'CreateTimeline1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE ${table} (${VERSIONED_COLUMNS_SQL}, ${columns})`);
    }
    await createDays(runner);
    for (const index of INDEXES) await runner.query(`CREATE INDEX ON ${index}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...Object.keys(TABLES), 'days']) await runner.query(`DROP TABLE ${table}`);
  }
}
