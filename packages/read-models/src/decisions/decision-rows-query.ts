import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import {
  type DayCandidates,
  isCandidate,
  readCandidates,
  ROWS_MAX,
} from '../days/day-candidates.ts';
import { joinFactDay } from '../days/fact-day.ts';
import { selectMeetingDay } from '../days/resolved-days.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import { parseThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { QueryScope } from '../query/scope.ts';
import { RecordQuery } from '../query/record-query.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { DecisionRow, DecisionStatusRow } from './decision-entities.ts';
import { formatNextMeetingKey, groupFacts } from './group-facts.ts';

/** The facts to read: without a selection, all of the scope. */
export interface DecisionSelection {
  /** The facts of these decisions; see {@link readDecisionCandidates}. */
  readonly candidates?: DayCandidates | undefined;
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
  if (selection.candidates !== undefined) query.where(isCandidate(query, d, selection.candidates));
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

/** Reads the facts of decisions one by one as `d`, each with its day. */
export function readDecisionFacts(query: RecordQuery, selection: DecisionSelection) {
  const d = query.from(DecisionRow, 'd');
  whereSelected(query, d, selection);
  return { d, day: joinDecisionDay(query, d) };
}

/** Returns all facts of the decisions of which some facts are candidates. */
export async function readDecisionCandidates(
  database: QueryDatabase,
  scope: QueryScope,
  candidates: DayCandidates,
): Promise<DayCandidates> {
  const query = new RecordQuery(database, scope);
  const { d, day } = readDecisionFacts(query, {});
  const select = (column: (o: typeof d) => SqlExpression<string | null>): string => {
    const known = query.subquery();
    const o = known.from(DecisionRow, 'o');
    known.where(isCandidate(known, o, candidates));
    return known.toSubquery({ column: column(o) });
  };
  const merged = [
    ...Object.keys(scope.aliases.canonicalIds('decision') ?? {}),
    ...Object.keys(scope.aliases.canonicalKeys('decision') ?? {}),
  ].map((key) => parseThingKey(key).id);
  const ids = query.parameter(merged, 'text[]');
  // The subject is computed. An index finds those that may have one of the subjects.
  query.where(
    `(${d.decision} = ANY(ARRAY${select((o) => o.decision)}) OR ${d.decision} IS NULL` +
      ` OR ${d.decision} = ANY(${ids}))`,
  );
  query.where(`${subjectOf(query, d)} IN ${select((o) => subjectOf(query, o))}`);
  return (await readCandidates({ query, day, row: d }, ROWS_MAX)) ?? candidates;
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
  const select = (isNext: (m: TableColumns<DecisionDayRow>, day: MeetingDay) => string): string => {
    const following = query.subquery();
    const m = following.from(DecisionDayRow, 'm');
    const held = { collection: m.collection, id: m.thing };
    const day = selectMeetingDay(following, DecisionDayRow, held);
    following
      .where(`${m.kind} = 'meeting'`)
      .where(`${m.collection} = ${next.collection} AND ${m.body} = ${next.body}`)
      .where(`coalesce(${m.session}, 'ordinary') = 'ordinary'`)
      .where(isNext(m, day))
      .where(following.hadHappened(day.earliest));
    following.builder.orderBy(day.earliest).addOrderBy(inByteOrder(m.eventId)).limit(1);
    return following.toSubquery({ meeting: following.canonicalId('meeting', held) });
  };
  const lastDay = lastDayOf(query, next);
  const isLater = (day: MeetingDay) => `${day.earliest} > ${lastDay}`;
  // With a number, an index finds the few meetings that may follow.
  return sql<string | null>`CASE WHEN ${next.ordinal} IS NULL
    THEN ${select((_, day) => isLater(day))}
    ELSE ${select(
      (m, day) => `(${m.ordinal} = ${next.ordinal} OR ${m.ordinal} IS NULL)
        AND CASE WHEN ${m.ordinal} IS NULL THEN ${isLater(day)}
          ELSE coalesce(${day.latest} >= ${lastDay}, true)
            AND ${m.thing} IS DISTINCT FROM ${next.previousMeeting} END`,
    )} END`;
}

type MeetingDay = ReturnType<typeof selectMeetingDay>;

function lastDayOf(query: RecordQuery, next: NextMeetingColumns): SqlExpression<string | null> {
  const before = query.subquery();
  const b = before.from(DecisionDayRow, 'b');
  const thing = { collection: b.collection, id: b.thing };
  const { latest } = selectMeetingDay(before, DecisionDayRow, thing);
  before.where(`${b.collection} = ${next.collection} AND ${b.kind} = 'meeting'`);
  before.where(`${b.thing} = ${next.previousMeeting}`);
  return before.toSubquery({ latest: sql<string | null>`max(${latest})` });
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
