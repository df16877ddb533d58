import type { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { RecordQuery } from '../query/record-query.ts';
import { listSettledEvents } from '../query/scope.ts';
import type { NamedQuery, ThingColumns } from '../query/selection.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { DatedThingKind, DayEntity } from './day-entity.ts';

/** The fact or thing whose day dates a fact: itself, or the nearest one that has a day. */
export const DATE_SOURCES = [
  'fact',
  'incident',
  'decision',
  'meeting',
  'stated-in',
  'document',
] as const;
type DateSource = (typeof DATE_SOURCES)[number];

/** The columns of a fact that give it a day. */
export interface DatedFactColumns {
  readonly collection: SqlExpression<string>;
  readonly occurredOn: SqlExpression<DateValue | null>;
  readonly occurredEarliest: SqlExpression<string | null>;
  readonly occurredLatest: SqlExpression<string | null>;
  /** Null for facts that name a future meeting. */
  readonly meeting: SqlExpression<string | null>;
  /** Null for facts that only speak of an incident: their day is that of speaking. */
  readonly incident: SqlExpression<string | null>;
  /** The incident of which a fact speaks. It dates the fact if nothing else does. */
  readonly spokenOf?: SqlExpression<string | null>;
  /** The decision of which the fact is a paragraph. */
  readonly paragraphOf?: SqlExpression<string | null>;
  readonly statedIn: SqlExpression<string | null>;
  readonly document: SqlExpression<string | null>;
}

// These facts name a future meeting; its date is not the date of the fact.
const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/**
 * The day of a condemnation or position is that of speaking, not that of the incident. Their
 * `decision` is the one whose text states them.
 */
export const SPEAKING_TYPES = `('IncidentCondemned', 'PositionStated')`;

/** Returns the meeting and the incident that date a fact of any type. */
export function datingThings(
  type: SqlExpression<string>,
  { meeting, incident }: Pick<DatedFactColumns, 'meeting' | 'incident'>,
): Pick<DatedFactColumns, 'meeting' | 'incident' | 'spokenOf'> {
  return {
    meeting: sql`CASE WHEN ${type} NOT IN ${FUTURE_MEETING_TYPES} THEN ${meeting} END`,
    incident: sql`CASE WHEN ${type} NOT IN ${SPEAKING_TYPES} THEN ${incident} END`,
    spokenOf: sql`CASE WHEN ${type} IN ${SPEAKING_TYPES} THEN ${incident} END`,
  };
}

/** Returns the decision of which a fact of any type is a paragraph, or null. */
export function paragraphOf(
  f: Readonly<{ eventType: SqlExpression<string>; data: SqlExpression<object> }>,
): SqlExpression<string | null> {
  return sql`${f.data} ->> CASE WHEN ${f.eventType} IN ${SPEAKING_TYPES} THEN 'decision'
    ELSE 'partOf' END`;
}

/** The day of a fact as SQL. */
export interface FactDay {
  readonly on: SqlExpression<DateValue | null>;
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
  readonly dateOf: SqlExpression<DateSource | null>;
  /** The body of its meeting. */
  readonly meetingBody: SqlExpression<string | null>;
}

/**
 * Joins the day of a fact: its own; else that of its incident, the decision whose paragraph it is,
 * its meeting, the document that it relays, its document, or the incident of which it speaks. A date
 * without days, such as a recurring one, is shown, but filters use the next day that exists.
 */
export function joinFactDay(
  query: RecordQuery,
  entity: DayEntity,
  fact: DatedFactColumns,
): FactDay {
  const { collection, paragraphOf, spokenOf } = fact;
  const join = (alias: string, kind: DatedThingKind, id: SqlExpression<string | null>) =>
    joinThingDay(query, entity, kind, { collection, id }, alias);
  const incident = join('incident_day', 'incident', fact.incident);
  const meeting = join('meeting_day', 'meeting', fact.meeting);
  const days: readonly (readonly [DateSource, ReturnType<typeof joinThingDay>])[] = [
    ['incident', incident],
    ...(paragraphOf === undefined
      ? []
      : [['decision', join('decision_day', 'decision', paragraphOf)] as const]),
    ['meeting', meeting],
    ['stated-in', join('stated_day', 'document', fact.statedIn)],
    ['document', join('document_day', 'document', fact.document)],
    ...(spokenOf === undefined
      ? []
      : [['incident', join('spoken_day', 'incident', spokenOf)] as const]),
  ];
  const first = (column: 'occurredOn' | 'earliest' | 'latest', own: string) =>
    `coalesce(${[own, ...days.map(([, day]) => day[column])].join(', ')})`;

  const own = ['fact', fact] as const;
  const sources = [own, ...days].map(
    ([source, { occurredOn }]) => `WHEN ${occurredOn} IS NOT NULL THEN '${source}'`,
  );
  return {
    on: first('occurredOn', fact.occurredOn),
    earliest: first('earliest', fact.occurredEarliest),
    latest: first('latest', fact.occurredLatest),
    dateOf: `CASE ${sources.join(' ')} END`,
    meetingBody: meeting.body,
  };
}

/** Joins the resolved day of the thing that a row names, or nulls. */
export function joinThingDay(
  query: RecordQuery,
  entity: DayEntity,
  kind: DatedThingKind,
  thing: ThingColumns,
  alias = `day_of_${kind}`,
) {
  const id = query.canonicalId(kind === 'meeting-plan' ? 'meeting' : kind, thing);
  return query.leftJoinNamed(
    resolvedDays(entity),
    alias,
    (day) =>
      `${day.collection} = ${thing.collection} AND ${day.kind} = '${kind}' AND ${day.thing} = ${id}`,
  );
}

/** The resolved day of each thing of the scope; of a meeting also the planned one. */
function resolvedDays(entity: DayEntity) {
  const build = (query: RecordQuery) => selectResolvedDays(query, entity);
  return { name: 'resolved_days', build } satisfies NamedQuery<ReturnType<typeof build>>;
}

// The best statement leads. Of those within its days, the most precise is shown, as in `resolve`.
function selectResolvedDays(query: RecordQuery, entity: DayEntity) {
  const ranked = query.subquery();
  const day = query.fromQuery(ranked, selectRankedDays(ranked, entity), 'ranked');
  const isWithin = `${day.earliest} >= ${day.leadEarliest} AND ${day.latest} <= ${day.leadLatest}`;
  const width = `CASE WHEN isfinite(${day.earliest}) AND isfinite(${day.latest})
                      THEN ${day.latest} - ${day.earliest} END`;
  const key = [day.collection, day.kind, day.thing];
  query.builder.distinctOn([...key]);
  for (const part of key) query.builder.addOrderBy(part);
  // A settled value is shown as it is.
  query.builder.addOrderBy(day.settled, 'DESC');
  query.builder
    .addOrderBy(`${day.occurredOn} IS NULL`)
    .addOrderBy(`(${isWithin}) IS NOT TRUE`)
    .addOrderBy(width)
    .addOrderBy(day.rank)
    .addOrderBy(inByteOrder(sql<string>`coalesce(${day.document}, '')`))
    .addOrderBy(inByteOrder(day.eventId));
  const { collection, kind, thing, body, occurredOn, earliest, latest } = day;
  return { collection, kind, thing, body, occurredOn, earliest, latest };
}

function selectRankedDays(query: RecordQuery, entity: DayEntity) {
  const d = query.from(entity, 'd');
  const canonical = (
    kind: Exclude<DatedThingKind, 'meeting-plan'>,
    id: SqlExpression<string | null>,
  ) => query.canonicalId(kind, { collection: d.collection, id });
  const thing = sql<string>`CASE ${d.kind}
    WHEN 'meeting' THEN ${canonical('meeting', d.thing)}
    WHEN 'meeting-plan' THEN ${canonical('meeting', d.thing)}
    WHEN 'incident' THEN ${canonical('incident', d.thing)}
    WHEN 'decision' THEN ${canonical('decision', d.thing)}
    ELSE ${canonical('document', d.thing)} END`;

  const documents = query.subquery();
  const published = query.leftJoinQuery(
    documents,
    selectDocumentDays(documents, entity),
    'published',
    (day) =>
      `${day.collection} = ${d.collection} AND ${day.document} = ${canonical('document', d.document)}`,
  );
  const settled = isSettled(query, d.eventId);
  // The later document changes a plan. One that postpones a meeting, without a day of its own, counts
  // as the latest: its rank is negative.
  const planned = `CASE WHEN ${d.kind} = 'meeting-plan' THEN coalesce(${published.latest},
    CASE WHEN ${d.rank} < 0 THEN 'infinity'::date END) END`;
  const lead = (column: SqlExpression<string | null>) =>
    sql<string | null>`first_value(${column}) OVER (
      PARTITION BY ${d.collection}, ${d.kind}, ${thing}
      ORDER BY ${settled} DESC, ${d.occurredOn} IS NULL, ${planned} DESC NULLS LAST, ${d.rank},
        ${published.latest} DESC NULLS LAST, ${inByteOrder(sql<string>`coalesce(${d.document}, '')`)},
        ${inByteOrder(d.eventId)})`;
  return {
    collection: d.collection,
    kind: d.kind,
    thing,
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
  query.builder.groupBy(p.collection).addGroupBy(document);
  return {
    collection: p.collection,
    document,
    latest: sql<string | null>`max(${p.occurredLatest})`,
  };
}
