import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { DayRange } from '../query/pages.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { ThingColumns } from '../query/selection.ts';
import { sql } from '../query/sql.ts';
import { expandThings } from '../timeline/thing-queries.ts';
import { type DecisionRow, DecisionStatusRow } from './decision-entities.ts';
import type { SubjectRow } from './decision-rows-query.ts';

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
  /** `not-stated` selects those without a status. */
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

/** Conditions on one fact: that it meets a filter, and that it states no value for it. */
interface DecisionFactCondition {
  readonly isMet: string;
  readonly isUnstated: string;
}

/**
 * Selects a fact of each decision that may meet the filter. A value of a decision is that of the first
 * fact that states one, and its facts may state different ones. The first fact that states any value
 * of the filter meets each condition, or states no value for it.
 */
export function whereFacts(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  selection: { readonly filter: DecisionFilter; readonly day: string },
): void {
  const conditions = listFactConditions(query, d, selection);
  if (conditions.length === 0) return;
  if (conditions.length > 1)
    for (const { isMet, isUnstated } of conditions) query.where(`(${isMet} OR ${isUnstated})`);
  query.where(`(${conditions.map(({ isMet }) => `(${isMet})`).join(' OR ')})`);
}

function listFactConditions(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  { filter, day }: { readonly filter: DecisionFilter; readonly day: string },
): readonly DecisionFactCondition[] {
  const { collection } = d;
  const conditions: DecisionFactCondition[] = [];
  const add = (isMet: string, ...columns: readonly SqlExpression<unknown>[]): void => {
    const isUnstated = columns.map((column) => `${column} IS NULL`).join(' AND ');
    if (isMet !== 'true') conditions.push({ isMet, isUnstated });
  };
  const addText = (
    column: SqlExpression<string | null>,
    values: readonly string[] | undefined,
  ): void => {
    if (values !== undefined) add(`${column} = ANY(${query.parameter(values, 'text[]')})`, column);
  };
  addText(d.eventType, filter.types);
  addText(d.kind, filter.kinds);
  addText(d.verb, filter.verbs);
  addText(d.strength, filter.strengths);
  addText(d.topic, filter.topics);
  addText(d.hostState, filter.hostStates);
  const partOf = filter.partOf && expandThings(query.scope, 'decision', filter.partOf);
  if (partOf !== undefined) add(query.isThing({ collection, id: d.partOf }, partOf), d.partOf);
  add(mayOverlap(query, d.dueEarliest, d.dueLatest, filter.due), d.dueEarliest, d.dueLatest);
  add(mayOverlap(query, d.periodLatest, d.periodLatest, filter.ends), d.periodLatest);
  if (filter.dated === true) add(`${d.dueOn} IS NOT NULL`, d.dueOn);
  // Any fact may state the commitment.
  if (filter.commitment === true) conditions.push({ isMet: d.commitment, isUnstated: 'true' });
  if (filter.bodies !== undefined) add(mayBeOfBody(query, d, filter.bodies), d.body);
  if (filter.statuses !== undefined)
    add(mayHaveStatus(query, d, { statuses: filter.statuses, day }), d.dueOn, d.periodOn);
  return conditions;
}

/**
 * Returns the condition that the decision of a fact may have one of the statuses, as `formatStatus`
 * tells them: without it, a rare status would be looked for among all decisions.
 */
function mayHaveStatus(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  { statuses, day }: { readonly statuses: readonly string[]; readonly day: string },
): string {
  const { collection } = d;
  const reports = query.subquery();
  const r = reports.from(DecisionStatusRow, 'rs');
  const decision = { collection: r.collection, id: r.decision };
  const reported = reports.toSubquery({ key: query.canonicalKey('decision', decision) });
  const isReported = `${query.canonicalKey('decision', { collection, id: d.decision })} IN ${reported}`;
  const hasPeriod = `${d.periodOn} IS NOT NULL`;
  const conditions: Readonly<Record<string, string>> = {
    cancelled: isReported,
    'in-progress': isReported,
    'in-force': `${isReported} OR ${hasPeriod}`,
    lapsed: `${isReported} OR ${hasPeriod}`,
    done: `${isReported} OR ${d.eventType} = 'NextMeetingAgreed'`,
    overdue: `${d.dueLatest} < ${query.parameter(day, 'date')}`,
    // Of an open decision that is due, some fact has a day of the future; else no fact has a day.
    open: `(${d.commitment} OR ${d.dueOn} IS NOT NULL OR ${hasPeriod})
      AND (${d.dueLatest} IS NULL OR ${d.dueLatest} >= ${query.parameter(day, 'date')})`,
  };
  return `(${statuses.map((status) => `(${conditions[status] ?? 'true'})`).join(' OR ')})`;
}

/** Returns the condition that days of a fact may be one end of a range that overlaps the days. */
function mayOverlap(
  query: RecordQuery,
  earliest: SqlExpression<string | null>,
  latest: SqlExpression<string | null>,
  days: DayRange | undefined,
): string {
  if (query.overlaps(earliest, latest, days) === 'true') return 'true';
  const before = query.overlaps(earliest, latest, { from: null, to: days?.to ?? null });
  const after = query.overlaps(earliest, latest, { from: days?.from ?? null, to: null });
  // Another fact may state the other end.
  return `coalesce(${earliest}, ${latest}) IS NOT NULL
    AND (${before} OR ${earliest} IS NULL) AND (${after} OR ${latest} IS NULL)`;
}

/** Returns the condition that a fact may be of a decision of the bodies. */
function mayBeOfBody(
  query: RecordQuery,
  d: TableColumns<DecisionRow>,
  bodies: readonly ThingRef[],
): string {
  const { collection } = d;
  const meetings = query.subquery();
  const m = meetings.from(DecisionDayRow, 'mb');
  meetings
    .where(`${m.kind} = 'meeting'`)
    .whereThing({ collection: m.collection, id: m.body }, bodies);
  const reports = query.subquery();
  const r = reports.from(DecisionStatusRow, 'rb');
  reports.whereThing({ collection: r.collection, id: r.body }, bodies);
  const isOne = query.isThing({ collection, id: d.body }, bodies);
  const meeting = (columns: ThingColumns) => query.canonicalId('meeting', columns);
  const ofMeetings = meetings.toSubquery({
    collection: m.collection,
    meeting: meeting({ collection: m.collection, id: m.thing }),
  });
  const key = query.canonicalKey('decision', { collection, id: d.decision });
  const decision = { collection: r.collection, id: r.decision };
  const reported = reports.toSubquery({ key: query.canonicalKey('decision', decision) });
  return (
    `(${isOne} OR ${key} IN ${reported}` +
    ` OR (${collection}, ${meeting({ collection, id: d.meeting })}) IN ${ofMeetings})`
  );
}

/** Requires of decisions what the filter requires; `status` is that of `formatStatus`. */
export function applyFilter(
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
    .whereAny(sql`coalesce(split_part(${status}, ':', 1), 'not-stated')`, filter.statuses)
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
