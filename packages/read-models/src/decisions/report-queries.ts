import type {
  ActorRef,
  Count,
  CountryValue,
  DateValue,
  InstrumentRef,
  Place,
} from '@rapporteur/contracts';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { dateSource, joinHeldMeeting, factOrMeetingDate } from './meeting-joins.ts';
import type { Strength } from '@rapporteur/statements';

/** A position, as its speaker stated it. */
export interface PositionView {
  readonly event: string;
  readonly verb: string;
  readonly verbAsWritten: string | null;
  readonly topic: string;
  readonly summary: string;
  readonly by: readonly ActorRef[];
  readonly incidents: readonly string[];
  readonly instruments: readonly InstrumentRef[];
  readonly addressees: readonly ActorRef[];
  readonly states: readonly CountryValue[];
  readonly organizations: readonly ActorRef[];
  readonly meeting: string | null;
  readonly attributedTo: ActorRef | null;
  readonly date: DateValue | null;
  readonly dateOf: 'fact' | 'meeting' | null;
  readonly document: string | null;
  readonly statedIn: string | null;
}

/** Selects positions. */
export interface PositionFilter {
  readonly by?: readonly string[] | undefined;
  readonly verbs?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly instruments?: readonly string[] | undefined;
  /** True: those that refer to an instrument. */
  readonly withInstrument?: boolean | undefined;
  readonly addressees?: readonly string[] | undefined;
  /** True: those that have an addressee. */
  readonly withAddressee?: boolean | undefined;
  readonly incidents?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  readonly statedIn?: readonly string[] | undefined;
  readonly documents?: readonly string[] | undefined;
  readonly words?: string | undefined;
}

function filteredPositions(statement: Statement, filter: PositionFilter): string {
  statement
    .where(statement.validAtPosition('s'))
    .whereContainsAny('s.by_ids', filter.by)
    .whereAny('s.verb', filter.verbs)
    .whereAny('s.topic', filter.topics)
    .whereContainsAny('s.instrument_ids', filter.instruments)
    .whereContainsAny('s.addressee_ids', filter.addressees)
    .whereContainsAny('s.incidents', filter.incidents)
    .whereContainsAny('s.state_codes', filter.states)
    .whereAny('s.meeting', filter.meetings)
    .whereAny('s.stated_in', filter.statedIn)
    .whereAny('s.document', filter.documents)
    .whereTextContains(['s.summary', 's.topic', 's.instruments::text'], filter.words);
  whereFlag(statement, '(cardinality(s.instrument_ids) > 0)', filter.withInstrument);
  whereFlag(statement, '(cardinality(s.addressee_ids) > 0)', filter.withAddressee);
  return statement.conditions();
}

function whereFlag(statement: Statement, condition: string, value: boolean | undefined): void {
  if (value !== undefined) statement.where(`${condition} = ${String(value)}`);
}

/** Returns positions by date. */
export async function listPositions(
  database: QueryDatabase,
  scope: QueryScope,
  filter: PositionFilter,
  page: PageRequest,
): Promise<ResultPage<PositionView>> {
  const statement = new Statement(scope);
  const rowsSql = `
    SELECT s.event_id AS event, s.verb, s.verb_as_written AS "verbAsWritten", s.topic, s.summary,
           s.by, s.incidents, s.instruments, s.addressees, s.states, s.organizations,
           ${statement.canonicalId('meeting', 's.meeting')} AS meeting,
           s.attributed_to AS "attributedTo", ${factOrMeetingDate('s.occurred', 'on')} AS date,
           ${dateSource('s.occurred')} AS "dateOf",
           ${statement.canonicalId('document', 's.document')} AS document,
           ${statement.canonicalId('document', 's.stated_in')} AS "statedIn",
           ${factOrMeetingDate('s.occurred', 'earliest')} AS earliest,
           ${factOrMeetingDate('s.occurred', 'latest')} AS latest, s.event_pseq, s.n
      FROM decisions.positions AS s ${joinHeldMeeting(statement, 's.meeting')}
     WHERE ${filteredPositions(statement, filter)}`;
  return fetchPageByDate<PositionView>(database, statement, { rowsSql, page });
}

/** The number of condemnations or positions with one verb. */
export interface VerbCount {
  readonly verb: string;
  readonly type: 'IncidentCondemned' | 'PositionStated';
  readonly facts: number;
  readonly events: readonly string[];
}

/** Selects condemnations and positions. */
export type VerbFilter = Pick<PositionFilter, 'by' | 'statedIn' | 'documents' | 'meetings'>;

/** SQL for one of the two kinds of facts, as `verb, type, event_id, event_pseq`. */
function verbsSql(
  statement: Statement,
  filter: VerbFilter,
  source: {
    readonly table: string;
    readonly verb: string;
    readonly type: string;
    readonly by: string;
    readonly date: string;
  },
): string {
  const filters = [
    [`${source.by} &&`, filter.by, ''],
    ['x.stated_in = ANY(', filter.statedIn, ')'],
    ['x.document = ANY(', filter.documents, ')'],
    ['x.meeting = ANY(', filter.meetings, ')'],
  ] as const;
  const conditions = filters.flatMap(([before, values, after]) =>
    values ? [`${before} ${statement.parameter(values)}::text[] ${after}`] : [],
  );
  conditions.unshift(statement.validAtPosition('x'), statement.occurredAsOf(source.date));

  return `
    SELECT x.${source.verb} AS verb, '${source.type}' AS type, x.event_id, x.event_pseq
      FROM decisions.${source.table} AS x ${joinHeldMeeting(statement, 'x.meeting')}
     WHERE ${conditions.join(' AND ')}`;
}

/**
 * Returns the verbs of condemnations and positions, the most frequent first. The strength of a
 * condemnation is its verb.
 */
export async function countVerbs(
  database: QueryDatabase,
  scope: QueryScope,
  filter: VerbFilter,
): Promise<readonly VerbCount[]> {
  const statement = new Statement(scope);
  const condemned = verbsSql(statement, filter, {
    table: 'condemnations',
    verb: 'strength',
    type: 'IncidentCondemned',
    by: 'ARRAY[x.condemner]',
    date: 'held.occurred_earliest',
  });
  const stated = verbsSql(statement, filter, {
    table: 'positions',
    verb: 'verb',
    type: 'PositionStated',
    by: 'x.by_ids',
    date: factOrMeetingDate('x.occurred', 'earliest'),
  });
  return statement.run<VerbCount>(
    database,
    `SELECT verb, type, count(*)::integer AS facts,
            array_agg(event_id ORDER BY event_pseq) AS events
       FROM (${condemned} UNION ALL ${stated}) AS verbs
      GROUP BY verb, type ORDER BY facts DESC, verb COLLATE "C"`,
  );
}

/** An activity, an assessment or an intent that a source reports. */
export interface ReportView {
  readonly event: string;
  readonly type: 'ActivityReported' | 'AssessmentReported' | 'IntentReported';
  readonly kind: string;
  readonly strength: Strength | null;
  readonly summary: string;
  /** The agents; null: the words omit them. */
  readonly by: readonly ActorRef[] | null;
  /** Of an activity: whether the words name the agent. */
  readonly agentStated: boolean | null;
  readonly with: readonly ActorRef[];
  readonly states: readonly CountryValue[];
  readonly within: string | null;
  readonly topic: string | null;
  readonly action: string | null;
  readonly organization: ActorRef | null;
  readonly series: string | null;
  readonly theme: string | null;
  readonly decision: string | null;
  readonly meeting: string | null;
  readonly count: Count | null;
  readonly places: readonly Place[];
  readonly region: string | null;
  readonly subject: ActorRef | null;
  readonly trend: string | null;
  /** The number that an assessment states; 0 is a stated value. */
  readonly counted: { readonly what: string; readonly value: number } | null;
  readonly targets: readonly string[];
  readonly attributedTo: ActorRef | null;
  readonly date: DateValue | null;
  readonly dateOf: 'fact' | 'meeting' | null;
  readonly period: DateValue | null;
  readonly document: string | null;
  readonly statedIn: string | null;
}

/** Selects reports. */
export interface ReportFilter {
  readonly types?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly decisions?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  readonly bodies?: readonly string[] | undefined;
  readonly documents?: readonly string[] | undefined;
  /** True: a number above zero is reported. */
  readonly positiveCount?: boolean | undefined;
  readonly agentStated?: boolean | undefined;
  /** True: the source attributes the report to another actor. */
  readonly attributed?: boolean | undefined;
  readonly words?: string | undefined;
}

function filteredReports(statement: Statement, filter: ReportFilter): string {
  statement
    .where(statement.validAtPosition('r'))
    .whereAny('r.event_type', filter.types)
    .whereAny('r.kind', filter.kinds)
    .whereContainsAny('r.state_codes', filter.states)
    .whereAny('r.topic', filter.topics)
    .whereAny('r.decision', filter.decisions)
    .whereAny('r.meeting', filter.meetings)
    .whereAny('coalesce(r.within, held.body)', filter.bodies)
    .whereAny('r.document', filter.documents)
    .whereTextContains(
      ['r.summary', 'r.topic', 'r.theme', 'r.series', 'r.region', 'r.places::text'],
      filter.words,
    );
  const largestCount = `greatest(r.count_min, r.count_max, (r.counted ->> 'value')::integer)`;
  whereFlag(statement, `coalesce(${largestCount} > 0, false)`, filter.positiveCount);
  whereFlag(statement, '(r.attributed_to IS NOT NULL)', filter.attributed);
  whereFlag(statement, 'r.agent_stated', filter.agentStated);
  return statement.conditions();
}

// The day of the fact, otherwise its period, otherwise the day of its meeting.
const reportDate = (part: 'on' | 'earliest' | 'latest'): string =>
  `CASE WHEN r.occurred_on IS NOT NULL THEN r.occurred_${part}
        WHEN r.period_on IS NOT NULL THEN r.period_${part}
        ELSE held.occurred_${part} END`;

/** Returns reports by date. */
export async function listReports(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ReportFilter,
  page: PageRequest,
): Promise<ResultPage<ReportView>> {
  const statement = new Statement(scope);
  const rowsSql = `
    SELECT r.event_id AS event, r.event_type AS type, r.kind, r.strength, r.summary, r.by,
           r.agent_stated AS "agentStated", r.with_actors AS "with", r.states, r.within, r.topic,
           r.action, r.organization, r.series, r.theme,
           ${statement.canonicalId('decision', 'r.decision')} AS decision,
           ${statement.canonicalId('meeting', 'r.meeting')} AS meeting, r.count, r.places, r.region,
           r.subject, r.trend, r.counted, r.targets, r.attributed_to AS "attributedTo",
           ${reportDate('on')} AS date,
           CASE WHEN coalesce(r.occurred_on, r.period_on) IS NOT NULL THEN 'fact'
                WHEN held.occurred_on IS NOT NULL THEN 'meeting' END AS "dateOf",
           r.period_on AS period, ${statement.canonicalId('document', 'r.document')} AS document,
           ${statement.canonicalId('document', 'r.stated_in')} AS "statedIn",
           ${reportDate('earliest')} AS earliest, ${reportDate('latest')} AS latest,
           r.event_pseq, r.n
      FROM decisions.reports AS r ${joinHeldMeeting(statement, 'r.meeting')}
     WHERE ${filteredReports(statement, filter)}`;
  return fetchPageByDate<ReportView>(database, statement, { rowsSql, page });
}

/** A fact whose agent is not stated, although its type has a field for it. */
export interface UnstatedAgent {
  readonly event: string;
  readonly type: string;
  readonly kind: string | null;
  readonly field: 'by' | 'parties';
  readonly decision: string | null;
  readonly meeting: string | null;
  readonly about: string | null;
}

/**
 * Returns decisions, awards, agreed next meetings and activities of the given kinds without a
 * stated agent, in the order of the record.
 */
export async function listUnstatedAgents(
  database: QueryDatabase,
  scope: QueryScope,
  activityKinds: readonly string[],
): Promise<readonly UnstatedAgent[]> {
  const statement = new Statement(scope);
  return statement.run<UnstatedAgent>(
    database,
    `SELECT event, type, kind, field, decision, meeting, about FROM (
       SELECT d.event_id AS event, d.event_type AS type, d.kind, d.agent_field AS field, d.decision,
              d.meeting, coalesce(d.name, d.topic) AS about, d.event_pseq
         FROM decisions.decisions AS d
        WHERE ${statement.validAtPosition('d')} AND d.agent_field IS NOT NULL AND d.agents IS NULL
       UNION ALL
       SELECT a.event_id, 'AwardsConferred', 'award', 'by', NULL, a.meeting, a.recipients,
              a.event_pseq
         FROM decisions.awards AS a WHERE ${statement.validAtPosition('a')} AND a.by IS NULL
       UNION ALL
       SELECT r.event_id, r.event_type, r.kind, 'by', r.decision, r.meeting, r.summary, r.event_pseq
         FROM decisions.reports AS r
        WHERE ${statement.validAtPosition('r')} AND r.agent_stated = false
          AND r.kind = ANY(${statement.parameter(activityKinds)}::text[])) AS unstated
      ORDER BY event_pseq`,
  );
}
