import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { parseThingKey } from '../query/aliases.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { listSettledEvents } from '../query/scope.ts';
import type { NamedQuery, ThingColumns } from '../query/selection.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { DatedThingKind, DayEntity, DayRow } from './day-entity.ts';

/**
 * SQL for the key of a day. One column, so that the planner hashes the days: with conditions on
 * several columns it expects one row and reads all days again for each fact.
 */
export function formatDayKey(
  kind: SqlExpression<string>,
  collection: SqlExpression<string>,
  thing: SqlExpression<string | null>,
): SqlExpression<string | null> {
  return `${kind} || ' ' || ${collection} || '/' || (${thing})`;
}

/** The resolved day of each thing of the scope; of a meeting also the planned one. */
export function resolvedDays(entity: DayEntity) {
  const build = (query: RecordQuery) => selectResolvedDays(query, entity);
  const columns = {
    key: true,
    body: true,
    occurredOn: true,
    earliest: true,
    latest: true,
  } as const;
  return { name: 'resolved_days', columns, build } satisfies NamedQuery<ReturnType<typeof build>>;
}

/**
 * SQL for a day of one meeting, in a query that needs the days of a few. The days of all meetings
 * need not be computed for it.
 */
export function selectMeetingDay(
  query: RecordQuery,
  entity: DayEntity,
  { collection, id }: ThingColumns,
): Readonly<Record<'earliest' | 'latest', SqlExpression<string | null>>> {
  const meeting = query.canonicalId('meeting', { collection, id });
  const merged = Object.keys(query.scope.aliases.canonicalIds('meeting') ?? {}).map(
    (key) => parseThingKey(key).id,
  );
  const select = (part: 'earliest' | 'latest') => {
    const one = query.subquery();
    const days = selectResolvedDays(one, entity, 'meeting_days', (_, d) => {
      const canonical = query.canonicalId('meeting', { collection: d.collection, id: d.thing });
      const isMerged = `${d.thing} = ANY(${query.sharedParameter('merged meetings', merged, 'text[]')})`;
      return (
        `${d.collection} = ${collection} AND ${d.kind} = 'meeting'` +
        ` AND (${d.thing} = ${meeting} OR (${isMerged} AND ${canonical} = ${meeting}))`
      );
    });
    return sql<string | null>`${one.toSubquery({ day: days[part] })}`;
  };
  return { earliest: select('earliest'), latest: select('latest') };
}

/** The things all of whose facts state a day. */
export function datedThings(entity: DayEntity) {
  const build = (query: RecordQuery) => {
    const d = query.from(entity, 'd');
    const key = sql<string>`${formatDayKey(d.kind, d.collection, canonicalThing(query, d))}`;
    query.builder.groupBy(key).having(`bool_and(${d.occurredEarliest} IS NOT NULL)`);
    return { key };
  };
  return { name: 'dated_things', columns: { key: true }, build } satisfies NamedQuery<
    ReturnType<typeof build>
  >;
}

// The best statement leads. Of those within its days, the most precise is shown, as in `resolve`.
function selectResolvedDays(
  query: RecordQuery,
  entity: DayEntity,
  alias = 'ranked',
  select: SelectDays = isDayOfThings,
) {
  const ranked = query.subquery();
  const day = query.fromQuery(ranked, selectRankedDays(ranked, entity, select), alias);
  const isWithin = `${day.earliest} >= ${day.leadEarliest} AND ${day.latest} <= ${day.leadLatest}`;
  const width = `CASE WHEN isfinite(${day.earliest}) AND isfinite(${day.latest})
                      THEN ${day.latest} - ${day.earliest} END`;
  // The planner knows that each key is there once only if it is the one column of DISTINCT ON.
  query.builder.distinctOn([day.key]).orderBy(day.key);
  // A settled value is shown as it is.
  query.builder.addOrderBy(day.settled, 'DESC');
  query.builder
    .addOrderBy(`${day.occurredOn} IS NULL`)
    .addOrderBy(`(${isWithin}) IS NOT TRUE`)
    .addOrderBy(width)
    .addOrderBy(day.rank)
    .addOrderBy(inByteOrder(sql<string>`coalesce(${day.document}, '')`))
    .addOrderBy(inByteOrder(day.eventId));
  const { key, body, occurredOn, earliest, latest } = day;
  return { key, body, occurredOn, earliest, latest };
}

function selectRankedDays(query: RecordQuery, entity: DayEntity, select: SelectDays) {
  const d = query.from(entity, 'd');
  query.where(select(query, d));
  const thing = canonicalThing(query, d);
  const key = sql<string>`${formatDayKey(d.kind, d.collection, thing)} COLLATE "C"`;

  const documents = query.subquery();
  const published = query.leftJoinQuery(
    documents,
    selectDocumentDays(documents, entity, select),
    'published',
    (day) =>
      `${day.collection} = ${d.collection} AND ${day.document} = ${query.canonicalId('document', { collection: d.collection, id: d.document })}`,
  );
  const settled = isSettled(query, d.eventId);
  // The later document changes a plan. One that postpones a meeting, without a day of its own, counts
  // as the latest: its rank is negative.
  const planned = `CASE WHEN ${d.kind} = 'meeting-plan' THEN coalesce(${published.latest},
    CASE WHEN ${d.rank} < 0 THEN 'infinity'::date END) END`;
  const lead = (column: SqlExpression<string | null>) =>
    sql<string | null>`first_value(${column}) OVER (
      PARTITION BY ${key}
      ORDER BY ${settled} DESC, ${d.occurredOn} IS NULL, ${planned} DESC NULLS LAST, ${d.rank},
        ${published.latest} DESC NULLS LAST, ${inByteOrder(sql<string>`coalesce(${d.document}, '')`)},
        ${inByteOrder(d.eventId)})`;
  return {
    key,
    body: d.body,
    occurredOn: d.occurredOn,
    earliest: d.occurredEarliest,
    latest: d.occurredLatest,
    rank: d.rank,
    document: d.document,
    settled,
    eventId: d.eventId,
    leadEarliest: lead(d.occurredEarliest),
    leadLatest: lead(d.occurredLatest),
  };
}

/** Returns the id of the thing of a day after mergers. */
function canonicalThing(query: RecordQuery, d: TableColumns<DayRow>): SqlExpression<string> {
  const canonical = (kind: Exclude<DatedThingKind, 'meeting-plan'>, id: SqlExpression<string>) =>
    query.canonicalId(kind, { collection: d.collection, id });
  return sql<string>`CASE ${d.kind}
    WHEN 'meeting' THEN ${canonical('meeting', d.thing)}
    WHEN 'meeting-plan' THEN ${canonical('meeting', d.thing)}
    WHEN 'incident' THEN ${canonical('incident', d.thing)}
    WHEN 'decision' THEN ${canonical('decision', d.thing)}
    ELSE ${canonical('document', d.thing)} END`;
}

/** The properties whose values are in these tables. */
const DAY_PROPERTIES = ['occurredOn', 'scheduledOn', 'publishedOn', 'datelinedOn', 'adoptedOn'];

function isSettled(query: RecordQuery, eventId: SqlExpression<string>): SqlExpression<boolean> {
  const events = listSettledEvents(query.scope, DAY_PROPERTIES);
  return sql`(${eventId} = ANY(${query.sharedParameter('settled days', events, 'text[]')}))`;
}

/** Selects the last day of publication, dateline or adoption of each document. */
function selectDocumentDays(query: RecordQuery, entity: DayEntity, select: SelectDays) {
  const p = query.from(entity, 'p');
  const document = query.canonicalId('document', { collection: p.collection, id: p.thing });
  query.where(`${p.kind} = 'document'`);
  query.where(isStating(query, entity, { document: p.thing, select }));
  query.builder.groupBy(p.collection).addGroupBy(document);
  return {
    collection: p.collection,
    document,
    latest: sql<string | null>`max(${p.occurredLatest})`,
  };
}

/** Returns the condition that a day is selected. */
type SelectDays = (query: RecordQuery, d: TableColumns<DayRow>) => string;

/** Selects the days of the things that the query needs, if these are known. */
function isDayOfThings(query: RecordQuery, d: TableColumns<DayRow>): string {
  if (query.dayThings === undefined) return 'true';
  const byKind = Map.groupBy(query.dayThings, ({ kind }) => kind);
  const isOne = [...byKind].map(
    ([kind, things]) =>
      `(${d.kind} = '${kind}' AND ${query.isThing({ collection: d.collection, id: d.thing }, things)})`,
  );
  return `(${isOne.join(' OR ') || 'false'})`;
}

/** Returns the condition that a document states one of the selected days, or was merged. */
function isStating(
  query: RecordQuery,
  entity: DayEntity,
  { document, select }: { readonly document: SqlExpression<string>; readonly select: SelectDays },
): string {
  const stating = query.subquery();
  const s = stating.from(entity, 's');
  const isSelected = select(stating, s);
  if (isSelected === 'true') return 'true';
  stating.where(isSelected);
  const merged = Object.entries(query.scope.aliases.canonicalIds('document') ?? {}).flatMap(
    ([key, id]) => [parseThingKey(key).id, id],
  );
  const ids = query.sharedParameter('merged documents', merged, 'text[]');
  const ofSelected = stating.toSubquery({ document: s.document });
  return `(${document} = ANY(ARRAY${ofSelected}) OR ${document} = ANY(${ids}))`;
}
