import { z } from 'zod';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { countRows, isoTime, sql } from '../query/sql.ts';
import { BodyRow, CollectionRow } from './body-entities.ts';
import { FactRow } from './fact-entities.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import { SourceRow } from './source-entities.ts';

/** The extent of the record of a collection. */
export const CoverageView = z
  .object({
    collection: z.string(),
    title: z.string(),
    facts: z.int(),
    meetingsHeld: z.int(),
    documentsRegistered: z.int(),
    bodiesRegistered: z.int(),
    from: z.string().nullable().meta({ description: 'The first day that a fact states.' }),
    to: z.string().nullable().meta({ description: 'The last day on which a fact begins.' }),
    lastRecordedAt: z.string().nullable().meta({
      description: 'The time at which a fact was recorded last.',
    }),
  })
  .meta({ id: 'Coverage', description: 'The extent of the record of a collection.' });
export type CoverageView = z.output<typeof CoverageView>;

/** Returns the extent of the record of each collection, by id. */
export async function listCoverage(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<readonly CoverageView[]> {
  const query = new RecordQuery(database, scope);
  const { collection, title } = query.from(CollectionRow, 'c');
  query.builder.orderBy(sql`${collection} COLLATE "C"`);
  const [collections, facts, meetings, documents, bodies] = await Promise.all([
    query.rows({ collection, title }),
    readFactExtents(database, scope),
    countThings(database, scope, 'meeting'),
    countThings(database, scope, 'document'),
    countThings(database, scope, 'body'),
  ]);
  return collections.map((row) => ({
    ...row,
    ...(facts.find((each) => each.collection === row.collection) ?? NO_FACTS),
    meetingsHeld: meetings.get(row.collection) ?? 0,
    documentsRegistered: documents.get(row.collection) ?? 0,
    bodiesRegistered: bodies.get(row.collection) ?? 0,
  }));
}

const NO_FACTS = { facts: 0, from: null, to: null, lastRecordedAt: null };

async function readFactExtents(database: QueryDatabase, scope: QueryScope) {
  const query = new RecordQuery(database, scope);
  const f = query.from(FactRow, 'f');
  query.builder.groupBy(f.collection);
  const days = `FILTER (WHERE isfinite(${f.occurredEarliest}))`;
  return query.rows({
    collection: f.collection,
    facts: countRows,
    from: sql<string | null>`min(${f.occurredEarliest}) ${days}::text`,
    to: sql<string | null>`max(${f.occurredEarliest}) ${days}::text`,
    lastRecordedAt: isoTime(sql<Date | null>`max(${f.eventAt})`),
  });
}

async function countThings(
  database: QueryDatabase,
  scope: QueryScope,
  kind: 'meeting' | 'document' | 'body',
): Promise<ReadonlyMap<string, number>> {
  const query = new RecordQuery(database, scope);
  const { collection, id } = selectThings(query, kind);
  query.builder.groupBy(collection);
  const things = sql<number>`count(DISTINCT ${query.canonicalId(kind, { collection, id })})::integer`;
  const rows = await query.rows({ collection, things });
  return new Map(rows.map((row) => [row.collection, row.things]));
}

function selectThings(query: RecordQuery, kind: 'meeting' | 'document' | 'body') {
  if (kind === 'body') {
    const { collection, body } = query.from(BodyRow, 't');
    return { collection, id: body };
  }
  if (kind === 'meeting') {
    const { collection, meeting, stage } = query.from(TimelineMeetingRow, 't');
    query.where(`${stage} = 'held'`);
    return { collection, id: meeting };
  }
  const { collection, document, entry } = query.from(SourceRow, 't');
  query.where(`${entry} = 'registered'`);
  return { collection, id: document };
}
