import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import {
  type DayCandidates,
  isCandidate,
  readCandidates,
  ROWS_MAX,
} from '../days/day-candidates.ts';
import { joinFactDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { QueryScope } from '../query/scope.ts';
import { RecordQuery } from '../query/record-query.ts';
import { sql } from '../query/sql.ts';
import { DecisionRow, DecisionStatusRow } from './decision-entities.ts';
import { formatNextMeetingKey, groupFacts } from './group-facts.ts';

/** The facts to read: without a selection, all of the scope. */
export interface DecisionSelection {
  /** The facts of these decisions; see {@link readDecisionCandidates}. */
  readonly candidates?: DayCandidates | undefined;
  readonly decisions?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  /** The one type of facts to read. */
  readonly type?: string;
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

/** The columns of a decision. */
export type SubjectRow = ReturnType<typeof readSubjects>;

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
  const known = new RecordQuery(database, scope);
  const o = known.from(DecisionRow, 'o');
  known.where(isCandidate(known, o, candidates));
  const { decision, meeting } = o;
  const rows = await known.rows({ decision, meeting, subject: subjectOf(known, o) });

  const query = new RecordQuery(database, scope);
  const { d, day } = readDecisionFacts(query, {});
  // As values that are known, they are hashed: there may be as many of them as facts.
  whereSameSubject(query, d, (column) => {
    const values = rows.flatMap((row) => row[column] ?? []);
    return `= ANY(${query.parameter([...new Set(values)], 'text[]')})`;
  });
  return (await readCandidates({ query, day, row: d }, ROWS_MAX)) ?? candidates;
}

/** Returns the condition that a column is that of one of the selected facts, without the column. */
type IsOneOfSelected = (column: 'decision' | 'meeting' | 'subject') => string;

/** Requires that the subject of a fact is that of a selected one. Indexes find those that may be. */
function whereSameSubject(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  isOne: IsOneOfSelected,
): void {
  const isSame = (kind: 'decision' | 'meeting', id: SqlExpression<string | null>): string => {
    const joined = query.parameter(query.scope.aliases.joinedIds(kind), 'text[]');
    return `(${id} ${isOne(kind)} OR ${id} = ANY(${joined}))`;
  };
  // A subject without a decision has the meeting in its key, or no meeting.
  const isUnnamed = `${d.decision} IS NULL AND (${isSame('meeting', d.meeting)} OR ${d.meeting} IS NULL)`;
  query.where(`(${isSame('decision', d.decision)} OR (${isUnnamed}))`);
  query.where(`${subjectOf(query, d)} ${isOne('subject')}`);
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

/** The columns of the last reported status. */
export type ReportedStatus = ReturnType<typeof joinStatus>;

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

function whereSelected(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  { decisions, meetings, type }: DecisionSelection,
): void {
  query.whereThing({ collection: d.collection, id: d.decision }, decisions);
  query.whereAny(d.eventType, type === undefined ? undefined : [type]);
  if (meetings === undefined) return;
  whereSameSubject(query, d, (column) => {
    const inMeetings = query.subquery();
    const o = inMeetings.from(DecisionRow, 'o');
    inMeetings.whereThing({ collection: o.collection, id: o.meeting }, meetings);
    if (column === 'subject') return `IN ${inMeetings.toSubquery({ key: subjectOf(query, o) })}`;
    return `= ANY(ARRAY${inMeetings.toSubquery({ id: o[column] })})`;
  });
}
