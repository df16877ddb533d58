// Invariants (tests: fact-counts.int.spec.ts)
// 1. A number is that of the rows which the timeline lists with the same filter. Test: "are as many
//    as the timeline lists, by each property".
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { z } from 'zod';
import { TimelineDayRow } from '../days/day-entity.ts';
import { datingThings, joinFactDay, paragraphOf } from '../days/fact-day.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { DayRange } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import type { AliasedColumns } from '../query/selection.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { joinFactBodies } from './fact-bodies.ts';
import type { FactRow } from './fact-entities.ts';
import { type FactFilter, readFilteredFacts } from './fact-filter.ts';
import { placeFact } from './fact-placement.ts';

/** The properties by which facts are counted. */
export const COUNT_PROPERTIES = ['collection', 'body', 'type', 'year', 'month'] as const;
type CountProperty = (typeof COUNT_PROPERTIES)[number];

/** A number of facts that have the same properties. */
export const FactCountView = z.object({
  collection: z.string().optional(),
  body: z.string().nullable().optional().meta({
    description: 'A body of the facts; null: they have none. A fact of two bodies counts for each.',
  }),
  type: z.string().optional(),
  period: z
    .string()
    .nullable()
    .optional()
    .meta({
      description:
        'The year or month in which they begin on the timeline; a year in a list of months: no month ' +
        'is known. Null: no day.',
    }),
  facts: z.int(),
});
export type FactCountView = z.output<typeof FactCountView>;

/** The facts that are counted, and the properties by which they are. */
export interface FactCountRequest {
  readonly filter: FactFilter;
  readonly by: readonly CountProperty[];
  readonly days?: DayRange | undefined;
  readonly limit: number;
}

/** Returns the numbers of the facts of a timeline by some of their properties. */
export async function countTimelineFacts(
  database: QueryDatabase,
  scope: QueryScope,
  { filter, by, days, limit }: FactCountRequest,
): Promise<readonly FactCountView[]> {
  // Without properties there is one number, even of no facts; but not of no record.
  if (scope.collections.length === 0) return [];
  const hasBodies = by.includes('body');
  const hasBounds = Boolean(days?.from) || Boolean(days?.to) || scope.asOf !== null;
  const hasDays = hasBounds || by.includes('year') || by.includes('month');
  const query = new RecordQuery(database, scope);
  const placed = query.subquery();
  const groups = selectPlacedGroups(placed, { filter, days, hasBodies, hasDays });
  const unnested = query.subquery();
  const each = pickProperties(unnested.fromQuery(placed, groups, 'placed'), by);
  const { facts, ...keys } = query.fromQuery(unnested, each, 'each');
  for (const key of Object.values(keys)) query.builder.addGroupBy(key);

  const total = sql<number>`coalesce(sum(${facts}), 0)::integer`;
  if (keys.period !== undefined) query.builder.addOrderBy(inByteOrder(keys.period));
  query.builder.addOrderBy(total, 'DESC');
  for (const key of Object.values(keys)) query.builder.addOrderBy(inByteOrder(key));
  query.builder.limit(limit);
  return query.rows({ ...keys, facts: total });
}

/** Selects groups of facts with one day, and the columns by which the groups are counted. */
function selectPlacedGroups(
  query: RecordQuery,
  { filter, days, ...needed }: Pick<FactCountRequest, 'filter' | 'days'> & NeededColumns,
) {
  const grouped = query.subquery();
  const g = query.fromQuery(grouped, selectGroups(grouped, filter, needed), 'g');
  const bodies = needed.hasBodies ? joinFactBodies(query, g, filter) : sql<string[]>`NULL::text[]`;
  const { collection, eventType: type, facts } = g;
  const place = needed.hasDays ? placeGroup(query, g, days) : NO_PLACE;
  return { collection, type, ...place, bodies, facts };
}

const NO_PLACE = {
  earliest: sql<string | null>`NULL::date`,
  latest: sql<string | null>`NULL::date`,
};

/** Joins the days of groups, and leaves out those that the bounds do not select. */
function placeGroup(
  query: RecordQuery,
  g: AliasedColumns<ReturnType<typeof selectGroups>>,
  days: DayRange | undefined,
) {
  const day = joinFactDay(query, TimelineDayRow, {
    ...g,
    ...datingThings(g.eventType, g),
    paragraphOf: g.paragraph,
  });
  const { earliest, latest } = placeFact(g, day);
  const or = (first: string, second: string) => sql<string | null>`coalesce(${first}, ${second})`;
  query.where(query.hadHappened(day.earliest));
  query.where(query.overlaps(or(earliest, day.earliest), or(latest, day.latest), days));
  return { earliest, latest };
}

/** The columns of facts that the numbers need. */
interface NeededColumns {
  readonly hasBodies: boolean;
  readonly hasDays: boolean;
}

const KEYS_WITHOUT_DAYS: ReadonlySet<string> = new Set([
  'collection',
  'eventType',
  'bodies',
  'decisions',
]);

/** Groups facts that have their day and their bodies in common, so that few are joined with days. */
function selectGroups(
  query: RecordQuery,
  filter: FactFilter,
  { hasBodies, hasDays }: NeededColumns,
) {
  const f = readFilteredFacts(query, filter);
  const none = sql<null>`NULL::text[]`;
  const keys = {
    ...pickColumns(f),
    incident: sql<string | null>`(${f.incidents})[1]`,
    paragraph: paragraphOf(f),
    document: sql<string | null>`(${f.documents})[1]`,
    bodies: hasBodies ? f.bodies : none,
    decisions: hasBodies ? f.decisions : none,
  };
  // Without days and bodies, facts of one type are one group: nothing else is read.
  const noDays = Object.fromEntries(
    Object.keys(keys)
      .filter((name) => !KEYS_WITHOUT_DAYS.has(name))
      .map((name) => [name, 'NULL']),
  );
  const shown = hasDays
    ? keys
    : { ...keys, ...noDays, ...(hasBodies ? { meeting: f.meeting } : {}) };
  for (const key of Object.values(shown)) if (key !== 'NULL') query.builder.addGroupBy(key);
  return { ...shown, facts: sql<number>`count(*)` };
}

function pickColumns(f: TableColumns<FactRow>) {
  const { collection, eventType, meeting, statedIn } = f;
  const { occurredOn, occurredEarliest, occurredLatest } = f;
  const { placedOn, placedEarliest, placedLatest, placedBy } = f;
  return {
    collection,
    eventType,
    meeting,
    statedIn,
    occurredOn: isStated(occurredOn),
    occurredEarliest,
    occurredLatest,
    placedOn: isStated(placedOn),
    placedEarliest,
    placedLatest,
    placedBy,
  };
}

/** The words of a date do not matter here: groups would be smaller. */
function isStated<T>(date: SqlExpression<T>): SqlExpression<T> {
  return sql`CASE WHEN ${date} IS NOT NULL THEN 'true'::jsonb END`;
}

function pickProperties(
  {
    collection,
    type,
    earliest,
    latest,
    bodies,
    facts,
  }: AliasedColumns<ReturnType<typeof selectPlacedGroups>>,
  by: readonly CountProperty[],
) {
  const has = (property: CountProperty): boolean => by.includes(property);
  const begin = sql<string>`CASE WHEN isfinite(${earliest}) THEN ${earliest}
    WHEN isfinite(${latest}) THEN ${latest} END`;
  const format = (pattern: string) => sql<string | null>`to_char(${begin}, '${pattern}')`;
  const isInMonth = `date_trunc('month', ${earliest}) = date_trunc('month', ${latest})`;
  const month = sql<string | null>`CASE WHEN ${isInMonth} THEN ${format('YYYY-MM')}
    ELSE ${format('YYYY')} END`;
  return {
    ...(has('month') || has('year') ? { period: has('month') ? month : format('YYYY') } : {}),
    // The name of a body needs its collection.
    ...(has('collection') || has('body') ? { collection } : {}),
    ...(has('body')
      ? { body: sql<string>`unnest(coalesce(nullif(${bodies}, '{}'), ARRAY[NULL::text]))` }
      : {}),
    ...(has('type') ? { type } : {}),
    facts,
  };
}
