// The queries that an index makes quick use it: in a table of many rows, and not without the index.
import type { DataSource, Logger } from 'typeorm';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFollowingMeetings } from './decisions/following-meetings.ts';
import { listDecisions } from './decisions/decision-queries.ts';
import { DECISIONS } from './decisions/projection.ts';
import { listVotes } from './decisions/vote-queries.ts';
import { SAMPLE_DECISIONS } from './testing/sample-decisions.ts';
import { FULL_PAGE, useReadModels } from './testing/use-read-model.ts';
import { PARTICIPATION } from './participation/projection.ts';
import { listParticipations } from './participation/queries.ts';
import type { EventSample } from './testing/sample-event.ts';
import { listActorChairs } from './timeline/actor-chairs.ts';
import { findChair } from './timeline/chair-queries.ts';
import { listFacts } from './timeline/fact-queries.ts';
import { listFactsAsRecorded } from './timeline/recorded-facts.ts';
import { readMeetingRecord } from './timeline/meeting-record.ts';
import { listBodies } from './timeline/body-queries.ts';
import { TIMELINE } from './timeline/projection.ts';
import { countFactsBySource } from './timeline/source-fact-counts.ts';
import { DECISION_FACTS, readThingSections } from './timeline/thing-sections.ts';

const STATE = { id: 'UZB', kind: 'state', nameAsWritten: 'Uzbekistan' };
const EVENTS: readonly EventSample[] = [
  ...SAMPLE_DECISIONS,
  ['MeetingChaired', { meeting: 'council-1', chairs: [STATE] }],
  [
    'VoteTaken',
    { decision: 'draft-1', outcome: 'vetoed', votes: [{ by: STATE, vote: 'against', veto: true }] },
  ],
];

const model = useReadModels([DECISIONS, PARTICIPATION, TIMELINE], EVENTS);

/** Columns of a row that differ from row to row; the rest of it is as in a row of the record. */
const COPIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'decisions.decisions': {
    decision: `'d-' || i`,
    part_of: `'w-' || i / 20`,
  },
  'decisions.cast_votes': { decision: `'d-' || i`, veto: 'i % 100 = 0' },
  'decisions.days': { thing: `'m-' || i`, body: `'b-' || i / 100`, ordinal: 'i % 100' },
  'participation.participations': { actor: `'a-' || i / 20`, role: `'r-' || i % 20` },
  'timeline.chairs': { meeting: `'m-' || i`, actors: `ARRAY['a-' || i]` },
  'timeline.facts': {
    event_number: 'i',
    event_at: `timestamptz '2026-01-01' + i * interval '1 minute'`,
    decisions: `ARRAY['d-' || i]`,
    bodies: `ARRAY['b-' || i % 50]`,
    documents: `ARRAY['note-' || i]`,
    meeting: `'m-' || i`,
  },
  'timeline.names': { named: `'n-' || i`, name: `'Name ' || i`, named_kind: `'decision'` },
  'timeline.meetings': {
    meeting: `'m-' || i`,
    body: `'b-' || i / 1000`,
    stage: `CASE WHEN i % 100 = 0 THEN 'announced' ELSE 'held' END`,
    data: `jsonb_build_object('prepares', 'm-' || i)`,
  },
};
/** The rows that are copied. */
const TEMPLATES: Readonly<Record<string, string>> = {
  'timeline.facts': `r.event_type = 'PlanApproved'`,
};
const ROWS = 5_000;

async function fillTable(database: DataSource, view: string): Promise<void> {
  const [readModel = '', name = ''] = view.split('.');
  const [{ schema } = { schema: '' }] = await database.query<{ schema: string }[]>(
    `SELECT schema FROM projections.generations WHERE state = 'serving' AND projection = $1`,
    [readModel],
  );
  const table = `"${schema}"."${name}"`;
  // The row may be one that was corrected; its copies are valid.
  const valid = { recorded_from: '1', recorded_to: 'NULL' };
  const columns = { event_pseq: '1000 + i', ...valid, ...COPIES[view] };
  const values = Object.entries(columns).map(([column, value]) => `'${column}', ${value}`);
  await database.query(
    `INSERT INTO ${table} SELECT copy.* FROM (SELECT r FROM ${table} r WHERE ${TEMPLATES[view] ?? true} LIMIT 1) one,
      generate_series(1, ${ROWS}) i,
      LATERAL jsonb_populate_record(one.r, jsonb_build_object(${values.join(', ')})) copy`,
  );
  await database.query(`ANALYZE ${table}`);
}

/** Returns the index conditions in the plans of all statements of a query, with their table. */
async function listIndexConditions(run: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: { readonly text: string; readonly values: unknown[] }[] = [];
  const { database } = model;
  const { logger } = database;
  const logQuery = (text: string, values?: unknown[]): void =>
    void statements.push({ text, values: values ?? [] });
  database.logger = { ...NO_LOGGER, logQuery };
  try {
    await run();
  } finally {
    database.logger = logger;
  }
  const conditions: string[] = [];
  for (const { text, values } of statements) {
    const [row] = await database.query<{ 'QUERY PLAN': unknown }[]>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    );
    collectConditions(row?.['QUERY PLAN'], '', conditions);
  }
  return conditions;
}

const ignore = (): void => undefined;
const NO_LOGGER: Logger = {
  logQuery: ignore,
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};

/** The name of an index begins with that of its table. */
function collectConditions(plan: unknown, table: string, found: string[]): void {
  if (Array.isArray(plan)) for (const each of plan) collectConditions(each, table, found);
  if (Array.isArray(plan) || typeof plan !== 'object' || plan === null) return;
  const node = plan as Readonly<Record<string, unknown>>;
  const own = typeof node['Relation Name'] === 'string' ? node['Relation Name'] : table;
  const condition = node['Index Cond'];
  const index = node['Index Name'];
  if (typeof condition === 'string') found.push(`${own}: ${condition} in ${String(index)}`);
  for (const each of Object.values(node)) collectConditions(each, own, found);
}

const thing = (id: string) => ({ collection: 'sco', id });

interface PlannedQuery {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly condition: RegExp;
  /** The table and a part of the definition of the index. */
  readonly index: readonly [table: string, definition: string];
}

const QUERIES: readonly PlannedQuery[] = [
  {
    name: 'the parts of a decision',
    run: () =>
      listDecisions(model.database, createScope(), DATE, { partOf: [thing('w-7')] }, FULL_PAGE),
    condition: /^decisions: .*part_of/,
    index: ['decisions', '(collection, part_of)'],
  },
  {
    name: 'the meeting that follows another one',
    run: () => {
      const next = { collection: 'sco', body: 'b-7', ordinal: 5, previousMeeting: 'm-704' };
      return findFollowingMeetings(model.database, createScope(), [next]);
    },
    condition: /^days: .*body.*ordinal/,
    index: ['days', '(collection, body, ordinal)'],
  },
  {
    name: 'the facts that were recorded last',
    run: () => {
      const page = {
        limit: 20,
        after: ['2026-01-03T12:00:00.000Z', 0, 100_000],
        newestFirst: true,
      };
      return listFactsAsRecorded(model.database, createScope(), {}, page);
    },
    condition: /^facts: .*event_at/,
    index: ['facts', '(event_at)'],
  },
  {
    name: 'the facts without a day',
    run: () => {
      const days = { from: '2020-01-01', to: null };
      return listFacts(model.database, createScope(), {}, { ...FULL_PAGE, days }, 'placed');
    },
    condition: /^facts: .*occurred_earliest IS NULL/,
    index: ['facts', '(collection, occurred_earliest, placed_earliest) WHERE (meeting IS NULL)'],
  },
  {
    name: 'the decisions of bodies',
    run: () => listFacts(model.database, createScope(), { bodies: [thing('b-7')] }, FULL_PAGE),
    condition: /^facts: .*bodies.* in facts_bodies_idx1$/,
    index: ['facts', 'gin (bodies) WHERE ((decisions IS NOT NULL)'],
  },
  {
    name: 'the facts that cite the documents of a page',
    run: () => countFactsBySource(model.database, createScope(), [thing('note-7')]),
    condition: /^facts: .*documents/,
    index: ['facts', 'gin (documents)'],
  },
  {
    name: 'the facts of a decision',
    run: () => readThingSections(model.database, createScope(), DECISION_FACTS, [thing('d-7')]),
    condition: /^facts: .*decisions/,
    index: ['facts', 'gin (decisions)'],
  },
  {
    name: 'the meetings that prepare another one',
    run: () => readMeetingRecord(model.database, createScope(), [thing('m-7')]),
    condition: /^meetings: .*prepares/,
    index: ['meetings', 'prepares'],
  },
  {
    name: 'the vetoes',
    run: () => listVotes(model.database, createScope(), { vetoed: true }, FULL_PAGE),
    condition: /^cast_votes: .* in cast_votes_collection_decision_idx$/,
    index: ['cast_votes', '(collection, decision) WHERE veto'],
  },
  {
    name: 'the facts of events',
    run: () => listFacts(model.database, createScope(), { events: ['c1.7', 'c2.8'] }, FULL_PAGE),
    condition: /^facts: .*event_number/,
    index: ['facts', '(command, event_number)'],
  },
  {
    name: 'the chairs of an actor',
    run: () => listActorChairs(model.database, createScope(), [thing('a-7')]),
    condition: /^chairs: .*actors/,
    index: ['chairs', 'gin (actors)'],
  },
  {
    name: 'the announced meetings of a body',
    run: () => findChair(model.database, createScope(), [thing('b-3')]),
    condition: /^meetings: .* in meetings_collection_body_idx1$/,
    index: ['meetings', `(collection, body) WHERE (stage = 'announced'`],
  },
  {
    name: 'the incidents that affect an actor',
    run: () =>
      listParticipations(model.database, createScope(), { actors: [thing('a-7')] }, FULL_PAGE),
    condition: /^participations: .*role/,
    index: ['participations', '(collection, actor, role)'],
  },
  {
    name: 'the bodies of a name',
    run: () => listBodies(model.database, createScope(), { words: 'council 7' }, FULL_PAGE),
    condition: /^names: .*named_kind/,
    index: ['names', '(collection, named_kind, named)'],
  },
];

const DATE = '2030-01-01';
const createScope = () => model.createScope({ position: 1_000_000 });

describe('A query of a large record', () => {
  beforeAll(async () => {
    for (const view of Object.keys(COPIES)) await fillTable(model.database, view);
  });

  it.each(QUERIES)('finds $name by an index', async ({ run, condition, index }) => {
    const [table, definition] = index;
    expect(await listIndexConditions(run)).toEqual(
      expect.arrayContaining([expect.stringMatching(condition)]),
    );

    const indexes = await model.database.query<{ name: string; sql: string }[]>(
      `SELECT format('%I.%I', schemaname, indexname) AS name, indexdef AS sql FROM pg_indexes
        WHERE tablename = $1 AND strpos(indexdef, $2) > 0`,
      [table, definition],
    );
    expect(indexes).not.toEqual([]);
    for (const { name } of indexes) await model.database.query(`DROP INDEX ${name}`);
    const without = await listIndexConditions(run);
    for (const { sql } of indexes) await model.database.query(sql);
    expect(without.filter((each) => condition.test(each))).toEqual([]);
  });
});
