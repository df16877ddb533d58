import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import type { RecordQuery } from '../query/record-query.ts';
import { listSettledEvents } from '../query/scope.ts';
import type { NamedQuery } from '../query/selection.ts';
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
  const build = (query: RecordQuery) =>
    query.dayThings === undefined
      ? selectResolvedDays(query, entity)
      : selectHashedDays(query, entity);
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
 * Selects the days of known things. The planner expects a few of them only, since it takes the kind
 * and the collection of a thing for independent of its id, and then it compares each row with each
 * day. The rows that are added here, which no condition lets through, make it hash the days.
 */
function selectHashedDays(query: RecordQuery, entity: DayEntity) {
  const known = query.subquery();
  const days = selectResolvedDays(known, entity);
  const none = expectRows(query);
  const nothing = {
    key: sql<string>`NULL::text`,
    body: sql<null>`NULL::text`,
    occurredOn: sql<null>`NULL::jsonb`,
    earliest: sql<null>`NULL::date`,
    latest: sql<null>`NULL::date`,
  } satisfies Record<keyof typeof days, string>;
  return query.fromUnion<typeof days>(
    [
      [known, days],
      [none, nothing],
    ],
    'hashed',
  );
}

/** Returns a query of no rows, of which the planner expects many: it then hashes a union with it. */
export function expectRows(parent: RecordQuery): RecordQuery {
  const none = parent.subquery();
  none.builder.from(`(SELECT generate_series(1, ${EXPECTED_DAYS * 3}) AS n)`, 'expected');
  none.where('expected.n < 0');
  return none;
}

/** The planner takes a third of rows for those that a comparison lets through. */
const EXPECTED_DAYS = 1_000;

/** The things all of whose facts state a day. */
export function datedThings(entity: DayEntity) {
  const build = (query: RecordQuery) => {
    const d = query.from(entity, 'd');
    query.where(isOfKind(query, d));
    const key = sql<string>`${formatDayKey(d.kind, d.collection, canonicalThing(query, d))}`;
    query.builder.groupBy(key).having(`bool_and(${d.occurredEarliest} IS NOT NULL)`);
    return { key };
  };
  return { name: 'dated_things', columns: { key: true }, build } satisfies NamedQuery<
    ReturnType<typeof build>
  >;
}

// The best statement leads. Of those within its days, the most precise is shown, as in `resolve`.
function selectResolvedDays(query: RecordQuery, entity: DayEntity) {
  const ranked = query.subquery();
  const day = query.fromQuery(ranked, selectRankedDays(ranked, entity), 'ranked');
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

function selectRankedDays(query: RecordQuery, entity: DayEntity) {
  const d = query.from(entity, 'd');
  query.where(isNeeded(query, d));
  const thing = canonicalThing(query, d);
  const key = sql<string>`${formatDayKey(d.kind, d.collection, thing)} COLLATE "C"`;

  const documents = query.subquery();
  const published = query.leftJoinQuery(
    documents,
    selectDocumentDays(documents, entity),
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
function selectDocumentDays(query: RecordQuery, entity: DayEntity) {
  const p = query.from(entity, 'p');
  const document = query.canonicalId('document', { collection: p.collection, id: p.thing });
  query.where(`${p.kind} = 'document'`);
  query.where(isStating(query, entity, p.thing));
  query.builder.groupBy(p.collection).addGroupBy(document);
  return {
    collection: p.collection,
    document,
    latest: sql<string | null>`max(${p.occurredLatest})`,
  };
}

/** Returns the condition that the query needs a day: of these things if they are known, or kinds. */
function isNeeded(query: RecordQuery, d: TableColumns<DayRow>): string {
  if (query.dayThings === undefined) return isOfKind(query, d);
  const byKind = Map.groupBy(query.dayThings, ({ kind }) => kind);
  const isOne = [...byKind].map(
    ([kind, things]) =>
      `(${d.kind} = '${kind}' AND ${query.isThing({ collection: d.collection, id: d.thing }, things)})`,
  );
  return `(${isOne.join(' OR ') || 'false'})`;
}

/** Returns the condition that a day is of a kind of things whose days the query joins. */
function isOfKind(query: RecordQuery, d: TableColumns<DayRow>): string {
  return `${d.kind} IN (${[...query.dayKinds].map((kind) => `'${kind}'`).join(', ')})`;
}

/** Returns the condition that a document states one of the needed days, or was merged. */
function isStating(query: RecordQuery, entity: DayEntity, document: SqlExpression<string>): string {
  if (query.dayThings === undefined) return 'true';
  const stating = query.subquery();
  const s = stating.from(entity, 's');
  stating.where(isNeeded(stating, s));
  const joined = query.scope.aliases.joinedIds('document');
  const ids = query.sharedParameter('joined documents', joined, 'text[]');
  const ofSelected = stating.toSubquery({ document: s.document });
  return `(${document} = ANY(ARRAY${ofSelected}) OR ${document} = ANY(${ids}))`;
}
