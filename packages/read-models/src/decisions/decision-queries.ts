import { ActorRef, DateValue } from '@rapporteur/contracts';
import { z } from 'zod';
import {
  type QueryScope,
  type QueryDatabase,
  type DayRange,
  firstStatedSql,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import {
  dateSource,
  joinFollowingMeeting,
  joinHeldMeeting,
  factOrMeetingDate,
} from './meeting-joins.ts';
import { readonlyArray, StrengthView } from '../views.ts';

/** The status of a decision. Null: no source states it, and no rule gives it. */
export const DecisionStatus = z.enum([
  'open',
  'in-force',
  'in-progress',
  'done',
  'lapsed',
  'overdue',
  'cancelled',
]);
export type DecisionStatus = z.output<typeof DecisionStatus>;

/** The reason for a status: a report of a source, or one of these rules. */
const StatusRule = z.enum([
  'reported',
  'due-day-passed',
  'period-ended',
  'within-period',
  'next-meeting-held',
  'not-yet-done',
]);

/** A decision, agreement or plan, with its status. */
export const DecisionView = z.object({
  decision: z.string().nullable().meta({
    description: 'Null: an agreed next meeting or an adopted document, which has no decision id.',
  }),
  document: z.string().nullable(),
  type: z.string(),
  kind: z.string().nullable(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  verb: z.string().nullable(),
  verbAsWritten: z.string().nullable(),
  strength: StrengthView.nullable(),
  commitment: z.boolean(),
  meeting: z.string().nullable(),
  body: z.string().nullable(),
  date: DateValue.nullable(),
  dateOf: z.enum(['fact', 'meeting']).nullable(),
  dueKind: z.enum(['due', 'scheduled', 'next-step']).nullable(),
  dueOn: DateValue.nullable(),
  adoptedOn: DateValue.nullable(),
  period: DateValue.nullable(),
  agentField: z
    .enum(['by', 'parties'])
    .nullable()
    .meta({ description: 'The field that names the agent; null: facts of this type have none.' }),
  agents: readonlyArray(ActorRef)
    .nullable()
    .meta({ description: 'The agents; null: the words omit them, or there is no field for them.' }),
  partOf: z.string().nullable(),
  hostState: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  status: DecisionStatus.nullable(),
  statusRule: StatusRule.nullable(),
  statusEvent: z.string().nullable().meta({
    description: 'The fact that reports the status, and the day to which the report refers.',
  }),
  statusHeldAsOf: DateValue.nullable(),
  statusPeriod: DateValue.nullable(),
  events: readonlyArray(z.string()).meta({
    description: 'The facts about this decision, earliest first.',
  }),
});
export type DecisionView = z.output<typeof DecisionView>;

/** Selects decisions. */
export interface DecisionFilter {
  readonly decisions?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  readonly bodies?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly verbs?: readonly string[] | undefined;
  readonly strengths?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly partOf?: readonly string[] | undefined;
  readonly hostStates?: readonly string[] | undefined;
  readonly due?: DayRange | undefined;
  /** True: with a due or scheduled day; false: without. */
  readonly dated?: boolean | undefined;
  readonly commitment?: boolean | undefined;
  readonly agentStated?: boolean | undefined;
  readonly words?: string | undefined;
}

const FIRST_STATED_COLUMNS = [
  'document',
  'event_type',
  'kind',
  'name',
  'topic',
  'verb',
  'verb_as_written',
  'strength',
  'meeting',
  'body',
  'agent_field',
  'agents',
  'part_of',
  'host_state',
  'due_kind',
  'due_on',
  'due_earliest',
  'due_latest',
  'adopted_on',
  'period_on',
  'period_earliest',
  'period_latest',
  'date',
  'date_of',
  'earliest',
  'latest',
  'details',
] as const;

// Selects the facts first, so that the joins run only for them.
function selectedFactsSql(statement: Statement, { decisions, meetings }: DecisionFilter): string {
  const conditions = [statement.validAtPosition('d')];
  if (decisions !== undefined)
    conditions.push(`d.decision = ANY(${statement.parameter(decisions)}::text[])`);
  if (meetings !== undefined) {
    const subjectsOfMeetings = `
      SELECT coalesce(${statement.canonicalId('decision', 'o.decision')}, o.event_id)
        FROM decisions.decisions AS o
       WHERE ${statement.validAtPosition('o')}
         AND o.meeting = ANY(${statement.parameter(meetings)}::text[])`;
    conditions.push(
      `coalesce(${statement.canonicalId('decision', 'd.decision')}, d.event_id) IN (${subjectsOfMeetings})`,
    );
  }
  return conditions.join(' AND ');
}

/** SQL for each fact of a decision with its date. Facts of one decision share a `subject`. */
function factsSql(statement: Statement, filter: DecisionFilter): string {
  const decision = statement.canonicalId('decision', 'd.decision');
  return `
    SELECT ${decision} AS decision, coalesce(${decision}, d.event_id) AS subject, d.event_id,
           d.event_pseq, d.n, d.event_type,
           ${statement.canonicalId('document', 'd.document')} AS document, d.kind, d.name, d.topic,
           d.verb, d.verb_as_written, d.strength, d.commitment,
           ${statement.canonicalId('meeting', 'd.meeting')} AS meeting,
           coalesce(d.body, held.body) AS body, d.agent_field, d.agents,
           ${statement.canonicalId('decision', 'd.part_of')} AS part_of, d.host_state, d.due_kind,
           d.due_on, d.due_earliest, d.due_latest, d.adopted_on, d.period_on, d.period_earliest,
           d.period_latest, d.details, ${factOrMeetingDate('d.adopted', 'on')} AS date,
           ${dateSource('d.adopted')} AS date_of,
           ${factOrMeetingDate('d.adopted', 'earliest')} AS earliest,
           ${factOrMeetingDate('d.adopted', 'latest')} AS latest
      FROM decisions.decisions AS d ${joinHeldMeeting(statement, 'd.meeting')}
     WHERE ${selectedFactsSql(statement, filter)}`;
}

// Several facts may state one value: the first that states it counts. If they differ, the record
// has a conflict.
function subjectsSql(statement: Statement, filter: DecisionFilter): string {
  return `
    SELECT subject, max(decision) AS decision, bool_or(commitment) AS commitment,
           min(event_pseq) AS event_pseq, 1 AS n,
           array_agg(event_id ORDER BY event_pseq, n) AS events,
           ${FIRST_STATED_COLUMNS.map((column) => `${firstStatedSql(column)} AS ${column}`).join(', ')}
      FROM (${factsSql(statement, filter)}) AS facts GROUP BY subject`;
}

function statusJoin(statement: Statement): string {
  return `LEFT JOIN LATERAL (
    SELECT s.event_id, s.status, s.body, s.held_on, s.period_on, s.period_latest
      FROM decisions.statuses AS s
     WHERE ${statement.validAtPosition('s')}
       AND ${statement.canonicalId('decision', 's.decision')} = d.decision
       AND ${statement.occurredAsOf('s.held_earliest')}
     ORDER BY s.held_earliest DESC NULLS LAST, s.event_pseq DESC LIMIT 1) AS reported ON true`;
}

/**
 * SQL for the status and its rule, `{status}:{rule}`, on a day. Overdue counts from the latest
 * possible day.
 */
function statusSql(day: string): string {
  const ends = 'coalesce(reported.period_latest, d.period_latest)';
  return `CASE
    WHEN reported.status IN ('done', 'cancelled', 'lapsed') THEN reported.status || ':reported'
    WHEN d.event_type = 'NextMeetingAgreed' AND following.meeting IS NOT NULL
      THEN 'done:next-meeting-held'
    WHEN d.due_latest < ${day} THEN 'overdue:due-day-passed'
    WHEN reported.status IN ('in-force', 'extended') AND ${ends} < ${day} THEN 'lapsed:period-ended'
    WHEN reported.status IN ('in-force', 'extended') THEN 'in-force:reported'
    WHEN reported.status = 'in-progress' THEN 'in-progress:reported'
    WHEN d.period_latest < ${day} THEN 'lapsed:period-ended'
    WHEN d.period_earliest <= ${day} THEN 'in-force:within-period'
    WHEN d.commitment OR d.due_on IS NOT NULL OR d.period_on IS NOT NULL
      THEN 'open:not-yet-done' END`;
}

function bodyCondition(statement: Statement, bodies: readonly string[]): string {
  const bodyIds = `${statement.parameter(bodies)}::text[]`;
  // Sometimes only a status report connects a programme with a body.
  return `(d.body = ANY(${bodyIds}) OR EXISTS (SELECT FROM decisions.statuses AS s
    WHERE ${statement.validAtPosition('s')}
      AND ${statement.canonicalId('decision', 's.decision')} = d.decision
      AND s.body = ANY(${bodyIds})))`;
}

function applyFilter(statement: Statement, filter: DecisionFilter): string {
  statement
    .whereAny('d.decision', filter.decisions)
    .whereAny('d.meeting', filter.meetings)
    .whereAny('d.event_type', filter.types)
    .whereAny('d.kind', filter.kinds)
    .whereAny('d.verb', filter.verbs)
    .whereAny('d.strength', filter.strengths)
    .whereAny('d.topic', filter.topics)
    .whereAny('d.part_of', filter.partOf)
    .whereAny('d.host_state', filter.hostStates)
    .whereAny(`split_part(d.status, ':', 1)`, filter.statuses)
    .whereDateOverlaps('d.due', filter.due)
    .whereTextContains(['d.name', 'd.topic', 'd.kind', 'd.details::text'], filter.words);
  if (filter.bodies !== undefined) statement.where(bodyCondition(statement, filter.bodies));
  if (filter.dated !== undefined) statement.where(`d.due_on IS ${filter.dated ? 'NOT ' : ''}NULL`);
  if (filter.commitment !== undefined)
    statement.where(`d.commitment = ${String(filter.commitment)}`);
  if (filter.agentStated !== undefined) {
    statement.where(
      `d.agent_field IS NOT NULL AND d.agents IS ${filter.agentStated ? 'NOT ' : ''}NULL`,
    );
  }
  return statement.conditions();
}

/** Returns decisions by date, each once, with their status on `day`. */
export async function listDecisions(
  database: QueryDatabase,
  scope: QueryScope,
  day: string,
  filter: DecisionFilter,
  page: PageRequest,
): Promise<ResultPage<DecisionView>> {
  const statement = new Statement(scope);
  const nextMeeting = {
    condition: `d.event_type = 'NextMeetingAgreed'`,
    body: 'd.body',
    ordinal: `(d.details -> 'ordinal' ->> 'value')::integer`,
    previousMeeting: 'd.meeting',
  };
  const statusRowsSql = `
    SELECT d.*, coalesce(d.body, reported.body) AS any_body, reported.event_id AS status_event,
           reported.held_on AS status_held_on, reported.period_on AS status_period_on,
           ${statusSql(`${statement.parameter(day)}::date`)} AS status
      FROM (${subjectsSql(statement, filter)}) AS d ${statusJoin(statement)}
      ${joinFollowingMeeting(statement, nextMeeting)}`;
  const rowsSql = `
    SELECT d.decision, d.document, d.event_type AS type, d.kind, d.name, d.topic, d.verb,
           d.verb_as_written AS "verbAsWritten", d.strength, d.commitment, d.meeting,
           d.any_body AS body, d.date, d.date_of AS "dateOf", d.due_kind AS "dueKind",
           d.due_on AS "dueOn", d.adopted_on AS "adoptedOn", d.period_on AS period,
           d.agent_field AS "agentField", d.agents, d.part_of AS "partOf",
           d.host_state AS "hostState", d.details,
           nullif(split_part(d.status, ':', 1), '') AS status,
           nullif(split_part(d.status, ':', 2), '') AS "statusRule",
           d.status_event AS "statusEvent", d.status_held_on AS "statusHeldAsOf",
           d.status_period_on AS "statusPeriod", d.events, d.earliest, d.latest, d.event_pseq, d.n
      FROM (${statusRowsSql}) AS d WHERE ${applyFilter(statement, filter)}`;
  return fetchPageByDate<DecisionView>(database, statement, { rowsSql, page });
}
