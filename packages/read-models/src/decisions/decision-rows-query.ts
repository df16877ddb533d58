import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { joinFactDay, joinThingDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { DecisionRow, DecisionStatusRow } from './decision-entities.ts';
import { formatNextMeetingKey, groupFacts } from './group-facts.ts';

/** The facts to read: without a selection, all of the scope. */
export interface DecisionSelection {
  readonly decisions?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
}

type DecisionDetails = DecisionRow['details'];

/** The properties by whose values decisions are found and ordered. */
const DATE_PROPERTIES = ['adoptedOn', 'period', 'dueOn', 'nextStepOn', 'scheduledOn'];

/** Reads one row per decision as `s`: of its facts, the best speaker's strongest verb leads. */
export function readSubjects(query: RecordQuery, selection: DecisionSelection) {
  return groupFacts(query, {
    select: (inner) => selectFacts(inner, selection),
    settledBy: DATE_PROPERTIES,
    compute: (f, order) => ({
      commitment: sql<boolean>`bool_or(${f.commitment})`,
      allDetails: sql<readonly DecisionDetails[]>`array_agg(${f.details} ORDER BY ${order})`,
    }),
  });
}

/** Selects each fact of a decision with its date. Facts of one decision share a `subject`. */
function selectFacts(query: RecordQuery, selection: DecisionSelection) {
  const d = query.from(DecisionRow, 'd');
  const { collection } = d;
  const decision = { collection, id: d.decision };
  whereSelected(query, d, selection);
  const day = joinDecisionDay(query, d);
  const { eventType, kind, name, topic, verb, verbAsWritten, strength, commitment } = d;
  const { agentField, agents, hostState, dueKind, dueOn, dueEarliest, dueLatest } = d;
  const { adoptedOn, periodOn, periodEarliest, periodLatest, details } = d;
  const { rank, commandId, eventPseq, n } = d;
  return {
    collection,
    rank,
    source: d.source,
    commandId,
    eventPseq,
    n,
    event: d.eventId,
    subject: subjectOf(query, d),
    decision: query.canonicalId('decision', decision),
    document: query.canonicalId('document', {
      collection,
      id: d.document,
    }),
    eventType,
    kind,
    name,
    topic,
    verb,
    verbAsWritten,
    strength,
    commitment,
    meeting: query.canonicalId('meeting', {
      collection,
      id: d.meeting,
    }),
    body: sql<string | null>`coalesce(${d.body}, ${day.meetingBody})`,
    agentField,
    agents,
    hostState,
    dueKind,
    dueOn,
    dueEarliest,
    dueLatest,
    partOf: query.canonicalId('decision', {
      collection,
      id: d.partOf,
    }),
    adoptedOn,
    periodOn,
    periodEarliest,
    periodLatest,
    details,
    date: day.on,
    dateOf: day.dateOf,
    earliest: day.earliest,
    latest: day.latest,
  };
}

function joinDecisionDay(query: RecordQuery, d: TableColumns<DecisionRow>) {
  const { collection } = d;
  return joinFactDay(query, DecisionDayRow, {
    collection,
    occurredOn: d.adoptedOn,
    occurredEarliest: d.adoptedEarliest,
    occurredLatest: d.adoptedLatest,
    meeting: d.meeting,
    incident: sql<null>`NULL::text`,
    paragraphOf: d.partOf,
    statedIn: d.statedIn,
    document: d.source,
  });
}

/**
 * A decision by its key. The adoption of a document at a meeting and an agreed next meeting have no
 * decision id, but several documents may tell of one. Any other fact is a subject by itself.
 */
function subjectOf(query: RecordQuery, d: TableColumns<DecisionRow>) {
  const { collection } = d;
  const meeting = { collection, id: d.meeting };
  const key = query.canonicalKey('decision', { collection, id: d.decision });
  const document = query.canonicalKey('document', { collection, id: d.document });
  const nextMeeting = formatNextMeetingKey(query, {
    body: { collection, id: d.body },
    after: meeting,
  });
  return sql<string>`coalesce(${key}, CASE ${d.eventType}
    WHEN 'DocumentAdopted'
      THEN 'adoption of ' || ${document} || coalesce(' at ' || ${query.canonicalKey('meeting', meeting)}, '')
    WHEN 'NextMeetingAgreed' THEN ${nextMeeting} END, ${collection} || '/' || ${d.eventId})`;
}

/** Joins the last reported status of each decision, or nulls. */
export function joinStatus(query: RecordQuery, s: { readonly subject: SqlExpression<string> }) {
  const reports = query.subquery();
  const r = reports.from(DecisionStatusRow, 'r');
  reports.where(reports.hadHappened(r.heldEarliest));
  const key = query.canonicalKey('decision', { collection: r.collection, id: r.decision });
  reports.builder.distinctOn([key]);
  reports.builder.orderBy(key).addOrderBy(r.heldEarliest, 'DESC', 'NULLS LAST');
  reports.builder
    .addOrderBy(sql`${r.commandId} COLLATE "C"`, 'DESC')
    .addOrderBy(r.eventPseq, 'DESC');
  const { eventId: event, status, body, heldOn, periodOn, periodLatest } = r;
  return query.leftJoinQuery(
    reports,
    { subject: key, event, status, body, heldOn, periodOn, periodLatest },
    'reported',
    (row) => `${row.subject} = ${s.subject}`,
  );
}

/** The columns that identify the meeting after another one. */
export interface NextMeetingColumns {
  readonly collection: SqlExpression<string>;
  readonly body: SqlExpression<string | null>;
  readonly ordinal: SqlExpression<number | null>;
  readonly previousMeeting: SqlExpression<string | null>;
}

/**
 * SQL for the id of the next meeting that a body held: the first one after the previous meeting. If
 * both ordinals are known, they must be equal, and the day may be unknown. A number that begins anew
 * with each series is thus never that of an earlier series.
 */
export function followingMeeting(
  query: RecordQuery,
  next: NextMeetingColumns,
): SqlExpression<string | null> {
  const following = query.subquery();
  const m = following.from(DecisionDayRow, 'm');
  const held = { collection: m.collection, id: m.thing };
  const day = joinThingDay(following, DecisionDayRow, 'meeting', held, 'following_day');
  following
    .where(`${m.kind} = 'meeting'`)
    .where(`${m.collection} = ${next.collection} AND ${m.body} = ${next.body}`)
    .where(`coalesce(${m.session}, 'ordinary') = 'ordinary'`)
    .where(following.hadHappened(day.earliest))
    .where(
      `CASE WHEN ${m.ordinal} IS NULL OR ${next.ordinal} IS NULL
            THEN ${day.earliest} > ${lastDayOf(query, next)}
            ELSE ${m.ordinal} = ${next.ordinal}
              AND coalesce(${day.latest} >= ${lastDayOf(query, next)}, true)
              AND ${m.thing} IS DISTINCT FROM ${next.previousMeeting} END`,
    );
  following.builder.orderBy(day.earliest).addOrderBy(inByteOrder(m.eventId)).limit(1);
  const meeting = following.canonicalId('meeting', held);
  return following.toSubquery({ meeting });
}

function lastDayOf(query: RecordQuery, next: NextMeetingColumns): SqlExpression<string | null> {
  const before = query.subquery();
  const b = before.from(DecisionDayRow, 'b');
  const day = joinThingDay(
    before,
    DecisionDayRow,
    'meeting',
    { collection: b.collection, id: b.thing },
    'previous_day',
  );
  before.where(`${b.collection} = ${next.collection} AND ${b.kind} = 'meeting'`);
  before.where(`${b.thing} = ${next.previousMeeting}`);
  return before.toSubquery({ latest: sql<string | null>`max(${day.latest})` });
}

function whereSelected(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  selection: DecisionSelection,
): void {
  query.whereThing({ collection: d.collection, id: d.decision }, selection.decisions);
  if (selection.meetings !== undefined) {
    const inMeetings = query.subquery();
    const o = inMeetings.from(DecisionRow, 'o');
    inMeetings.whereThing({ collection: o.collection, id: o.meeting }, selection.meetings);
    query.where(`${subjectOf(query, d)} IN ${inMeetings.toSubquery({ s: subjectOf(query, o) })}`);
  }
}
