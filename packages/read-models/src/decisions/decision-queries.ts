import type { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { VerbValue } from '@rapporteur/statements';
import type { DayCandidates } from '../days/day-candidates.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { DayRange, PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { formatResolvedKey, resolveEvents, resolveThings } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readThingFacts } from '../timeline/thing-queries.ts';
import { DecisionStatusRow } from './decision-entities.ts';
import {
  type DecisionSelection,
  followingMeeting,
  joinStatus,
  readDecisionCandidates,
  readDecisionFacts,
  readSubjects,
} from './decision-rows-query.ts';
import type { DecisionStatus, DecisionView } from './decision-views.ts';

/** Selects decisions. */
export interface DecisionFilter {
  readonly decisions?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly verbs?: readonly string[] | undefined;
  readonly strengths?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly partOf?: readonly ThingRef[] | undefined;
  readonly hostStates?: readonly string[] | undefined;
  readonly due?: DayRange | undefined;
  /** The days on which the period of the decision ends. */
  readonly ends?: DayRange | undefined;
  readonly effects?: readonly string[] | undefined;
  readonly measures?: readonly string[] | undefined;
  /** The ids of the actors that it affects. */
  readonly affects?: readonly string[] | undefined;
  /** True: with a due or scheduled day; false: without. */
  readonly dated?: boolean | undefined;
  readonly commitment?: boolean | undefined;
  readonly agentStated?: boolean | undefined;
  readonly words?: string | undefined;
}

/** Returns decisions by date, each once, with their status on `day`. */
export async function listDecisions(
  database: QueryDatabase,
  scope: QueryScope,
  day: string,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<ResultPage<DecisionView>> {
  const build = (query: RecordQuery, candidates?: DayCandidates) =>
    buildDecisions(query, { day, filter, candidates });
  const flat = new RecordQuery(database, scope);
  const facts = readDecisionFacts(flat, filter);
  whereFacts(flat, facts.d, filter);
  const query = new RecordQuery(database, scope);
  const { rows, ...rest } = await fetchPageByDate(query, {
    ...build(query),
    page,
    near: {
      query: flat,
      day: facts.day,
      row: facts.d,
      build: async (near) => {
        const candidates = await readDecisionCandidates(database, scope, near);
        const found = new RecordQuery(database, scope);
        found.limitDays(candidates.things);
        return { query: found, dated: build(found, candidates) };
      },
    },
  });
  const merged = rows.map(({ allDetails, ...row }) => ({
    ...row,
    details: mergeDetails(allDetails),
  }));
  return { rows: await resolveDecisions(database, scope, merged), ...rest };
}

/** Requires of one fact of a decision what the filter requires of the decision, if it can. */
function whereFacts(
  query: RecordQuery,
  d: ReturnType<typeof readDecisionFacts>['d'],
  filter: DecisionFilter,
): void {
  query
    .whereAny(d.eventType, filter.types)
    .whereAny(d.kind, filter.kinds)
    .whereAny(d.topic, filter.topics)
    .whereAny(d.hostState, filter.hostStates);
}

/** Reads the selected decisions with the columns of their page. */
function buildDecisions(
  query: RecordQuery,
  {
    day,
    filter,
    candidates,
  }: {
    readonly day: string;
    readonly filter: DecisionFilter;
    readonly candidates: DayCandidates | undefined;
  },
) {
  const { s, reported, status } = readWithStatus(query, day, { ...filter, candidates });
  const { collection, decision, document, eventType: type, kind, name, topic, verb } = s;
  const { verbAsWritten, strength, commitment, meeting, date, dateOf, dueKind, dueOn } = s;
  const { adoptedOn, periodOn: period, agentField, agents, partOf, hostState } = s;
  const { events, earliest, latest } = s;
  return {
    select: {
      collection,
      decision,
      document,
      type,
      kind,
      name,
      topic,
      verb,
      verbAsWritten,
      strength,
      commitment,
      meeting,
      date,
      dateOf,
      dueKind,
      dueOn,
      adoptedOn,
      period,
      agentField,
      agents,
      partOf,
      hostState,
      allDetails: s.allDetails,
      events,
      body: sql<string | null>`coalesce(${s.body}, ${reported.body})`,
      status: sql<DecisionStatus | null>`nullif(split_part(${status}, ':', 1), '')`,
      statusRule: sql<DecisionView['statusRule']>`nullif(split_part(${status}, ':', 2), '')`,
      statusEvent: reported.event,
      statusHeldAsOf: reported.heldOn,
      statusPeriod: reported.periodOn,
    },
    earliest,
    latest,
    order: s,
    happened: earliest,
  };
}

/** Returns the first stated value of each detail: the facts are of several types. */
function mergeDetails(all: readonly DecisionView['details'][]): DecisionView['details'] {
  const entries = all.toReversed().flatMap((details) => Object.entries(details));
  const stated = entries.filter(([, value]) => value !== null);
  return { ...Object.fromEntries(entries), ...Object.fromEntries(stated) };
}

/** Reads the selected decisions with their status on a day. */
function readWithStatus(
  query: RecordQuery,
  day: string,
  filter: DecisionFilter & DecisionSelection,
) {
  const s = readSubjects(query, filter);
  const reported = joinStatus(query, s);
  const heldAs = followingMeeting(query, {
    collection: s.collection,
    body: s.body,
    ordinal: readOrdinal(s),
    previousMeeting: s.meeting,
  });
  const status = formatStatus(query.parameter(day, 'date'), s, reported, heldAs);
  applyFilter(query, s, filter, status);
  return { s, reported, status };
}

// The first fact may lack the number that another one states.
const readOrdinal = ({ allDetails }: SubjectRow): SqlExpression<number | null> =>
  sql`(SELECT (d -> 'ordinal' ->> 'value')::integer
    FROM unnest(${allDetails}) WITH ORDINALITY AS x (d, n)
    WHERE d -> 'ordinal' ->> 'value' IS NOT NULL ORDER BY n LIMIT 1)`;

type SubjectRow = ReturnType<typeof readSubjects>;
type ReportedStatus = ReturnType<typeof joinStatus>;

/**
 * SQL for the status and its rule, `{status}:{rule}`, on a day. Overdue counts from the latest
 * possible day.
 */
function formatStatus(
  day: string,
  s: SubjectRow,
  reported: ReportedStatus,
  heldAs: SqlExpression<string | null>,
): SqlExpression<string | null> {
  const ends = `coalesce(${reported.periodLatest}, ${s.periodLatest})`;
  const status = reported.status;
  return `CASE
    WHEN ${status} IN ('done', 'cancelled', 'lapsed') THEN ${status} || ':reported'
    WHEN ${s.eventType} = 'NextMeetingAgreed' AND ${heldAs} IS NOT NULL
      THEN 'done:next-meeting-held'
    WHEN ${s.dueLatest} < ${day} THEN 'overdue:due-day-passed'
    WHEN ${status} IN ('in-force', 'extended') AND ${ends} < ${day} THEN 'lapsed:period-ended'
    WHEN ${status} IN ('in-force', 'extended') THEN 'in-force:reported'
    WHEN ${status} = 'in-progress' THEN 'in-progress:reported'
    WHEN ${s.periodLatest} < ${day} THEN 'lapsed:period-ended'
    WHEN ${s.periodEarliest} <= ${day} THEN 'in-force:within-period'
    WHEN ${s.commitment} OR ${s.dueOn} IS NOT NULL OR ${s.periodOn} IS NOT NULL
      THEN 'open:not-yet-done' END`;
}

function applyFilter(
  query: RecordQuery,
  s: SubjectRow,
  filter: DecisionFilter,
  status: SqlExpression<string | null>,
): void {
  const { collection } = s;
  query
    .whereThing({ collection, id: s.decision }, filter.decisions)
    .whereThing({ collection, id: s.meeting }, filter.meetings)
    .whereAny(s.eventType, filter.types)
    .whereAny(s.kind, filter.kinds)
    .whereAny(s.verb, filter.verbs)
    .whereAny(s.strength, filter.strengths)
    .whereAny(s.topic, filter.topics)
    .whereThing({ collection, id: s.partOf }, filter.partOf)
    .whereAny(s.hostState, filter.hostStates)
    .whereAny(sql`split_part(${status}, ':', 1)`, filter.statuses)
    .where(query.overlaps(s.dueEarliest, s.dueLatest, filter.due))
    .where(query.overlaps(s.periodLatest, s.periodLatest, filter.ends))
    .whereTextContains([s.name, s.topic, s.kind, sql`${s.allDetails}::text`], filter.words)
    .whereFlag(`${s.dueOn} IS NOT NULL`, filter.dated)
    .whereFlag(s.commitment, filter.commitment);
  if (filter.bodies !== undefined) query.where(isOfBody(query, s, filter.bodies));
  if (filter.effects !== undefined) query.where(hasDetail(query, s, 'effect', filter.effects));
  if (filter.measures !== undefined) query.where(hasDetail(query, s, 'measures', filter.measures));
  if (filter.affects !== undefined) query.where(hasDetail(query, s, 'affects', filter.affects));
  if (filter.agentStated !== undefined) query.where(`${s.agentField} IS NOT NULL`);
  query.whereFlag(`${s.agents} IS NOT NULL`, filter.agentStated);
}

/** The detail of a decision as a list of texts, by which it is found. */
const DETAIL_TEXTS = {
  effect: `jsonb_build_array(d -> 'effect')`,
  measures: `coalesce(d -> 'measures', '[]')`,
  affects: `jsonb_build_array(d -> 'affects' -> 'id')`,
} as const;

// The first fact of a decision may lack the detail that another one states.
function hasDetail(
  query: RecordQuery,
  s: SubjectRow,
  detail: keyof typeof DETAIL_TEXTS,
  values: readonly string[],
): string {
  const given = query.parameter(values, 'text[]');
  return `EXISTS (SELECT FROM unnest(${s.allDetails}) AS d
    WHERE ${DETAIL_TEXTS[detail]} ?| ${given})`;
}

// Sometimes only a status report connects a programme with a body.
function isOfBody(query: RecordQuery, s: SubjectRow, bodies: readonly ThingRef[]): string {
  const reports = query.subquery();
  const r = reports.from(DecisionStatusRow, 'b');
  const { collection } = r;
  const key = reports.canonicalKey('decision', { collection, id: r.decision });
  reports.where(`${key} = ${s.subject}`).whereThing({ collection, id: r.body }, bodies);
  const own = query.isThing({ collection: s.collection, id: s.body }, bodies);
  return `(${own} OR EXISTS ${reports.toSubquery({ event: r.eventId })})`;
}

/** A row before its values are resolved from all statements. */
type UnresolvedDecision = Omit<DecisionView, 'alsoIn' | 'agreement' | 'statements'>;

async function resolveDecisions(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly UnresolvedDecision[],
): Promise<readonly DecisionView[]> {
  const refs = rows.flatMap(({ collection, decision: id }) =>
    id === null ? [] : [{ collection, id }],
  );
  const facts = await readThingFacts(database, scope, { kind: 'decision', things: refs });
  const things = await resolveThings(database, scope, facts);
  const unnamed = rows.filter(({ decision }) => decision === null);
  const resolved = await resolveEvents(database, scope, unnamed);
  const thingOfUnnamed = new Map(unnamed.map((row, index) => [row, resolved[index]]));
  return rows.map((row) => {
    const { collection, decision: id } = row;
    if (id === null) {
      const values = new ResolvedValues(thingOfUnnamed.get(row));
      return { ...row, ...readResolved(row, values), alsoIn: [] };
    }
    const thing = things.get(formatResolvedKey(scope, 'decision', { collection, id }));
    const alsoIn = scope.aliases.otherThings('decision', { collection, id });
    return { ...row, ...readResolved(row, new ResolvedValues(thing)), alsoIn };
  });
}

const DUE_PROPERTIES = {
  due: 'dueOn',
  scheduled: 'scheduledOn',
  'next-step': 'nextStepOn',
} as const;

const readName = (values: ResolvedValues): string | null =>
  values.read('name') ?? values.read('subject') ?? values.read('title');

function readResolved(row: UnresolvedDecision, values: ResolvedValues) {
  const verb = values.read<VerbValue>('verb');
  const due = row.dueKind && values.read<DateValue>(DUE_PROPERTIES[row.dueKind]);
  return {
    ...(verb === null
      ? {}
      : { verb: verb.verb, verbAsWritten: verb.asWritten, strength: verb.strength }),
    name: readName(values) ?? row.name,
    adoptedOn: values.read<DateValue>('adoptedOn') ?? row.adoptedOn,
    period: values.read<DateValue>('period') ?? row.period,
    dueOn: due ?? row.dueOn,
    ...values.members,
  };
}
