import type { DateValue } from '@rapporteur/contracts';
import {
  type QueryDatabase,
  type QueryScope,
  type DayRange,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import type { InvolvementBasis } from './involvement.ts';
import type { MatrixEntry, MatrixMeeting } from './matrix.ts';
import type { Role } from './roles.ts';

const PARTICIPATIONS = 'participation.participations AS p';
const MEETINGS = 'participation.meetings AS m';

/** An actor in one role of one fact. */
export interface ParticipationView {
  readonly event: string;
  readonly type: string;
  readonly role: Role;
  readonly takesPart: boolean;
  readonly actor: string;
  readonly kind: string;
  readonly nameAsWritten: string | null;
  readonly actorOf: string | null;
  readonly office: string | null;
  readonly basis: InvolvementBasis;
  readonly capacity: string | null;
  readonly represents: string | null;
  /** The actor who names it in this role; null: the source of the fact. */
  readonly saidBy: string | null;
  readonly meeting: string | null;
  readonly body: string | null;
  readonly document: string | null;
  readonly decision: string | null;
  readonly incident: string | null;
  readonly about: string | null;
  /** The fact's own date, otherwise that of its meeting. */
  readonly date: DateValue | null;
  readonly dateOf: 'fact' | 'meeting' | null;
}

/** Selects actors and roles. */
export interface ParticipationFilter {
  /** Also selects actors that represent these. */
  readonly actors?: readonly string[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly takesPart?: boolean | undefined;
  readonly bodies?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
}

// These facts name a future meeting; its date is not the date of the fact.
const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/**
 * SQL join of a fact's meeting as `held`. Of several facts about the meeting, the first with a date
 * counts.
 */
function joinHeldMeeting(statement: Statement): string {
  return `LEFT JOIN LATERAL (
    SELECT m.body, m.occurred_on, m.occurred_earliest, m.occurred_latest FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held'
       AND p.event_type NOT IN ${FUTURE_MEETING_TYPES}
       AND ${statement.canonicalId('meeting', 'm.meeting')}
         = ${statement.canonicalId('meeting', 'p.meeting')}
     ORDER BY m.occurred_on IS NULL, m.event_pseq LIMIT 1) AS held ON true`;
}

// A recurring date has no days, but it is still the fact's own date.
const factOrMeetingDate = (column: string): string =>
  `CASE WHEN p.occurred_on IS NULL THEN held.${column} ELSE p.${column} END`;

/**
 * SQL for all actors of a fact, as `p`. A fact about an incident also involves the incident's
 * targets and places. If it does not name them, the basis is `derived`.
 */
function participationsSql(statement: Statement): string {
  const incident = statement.canonicalId('incident', 't.incident');
  return `(
    SELECT p.event_id, p.event_pseq, p.n, p.event_type, p.role, p.takes_part, p.actor, p.actor_kind,
           p.name_as_written, p.actor_of, p.actor_office, p.basis, p.capacity, p.represents,
           p.said_by, p.meeting, p.body, p.document, p.decision, p.incident, p.about, p.occurred_on,
           p.occurred_earliest, p.occurred_latest
      FROM ${PARTICIPATIONS} WHERE ${statement.validAtPosition('p')}
    UNION ALL
    SELECT f.event_id, f.event_pseq, f.n, f.event_type, 'incident-told-of', false, affected.actor,
           affected.actor_kind, NULL, NULL, NULL, 'derived', NULL, NULL, NULL, f.meeting, NULL,
           NULL, NULL, f.incident, f.about, f.occurred_on, f.occurred_earliest, f.occurred_latest
      FROM participation.incident_facts AS f
      JOIN (SELECT DISTINCT ${incident} AS incident, t.actor, t.actor_kind
              FROM participation.participations AS t
             WHERE ${statement.validAtPosition('t')}
               AND t.role IN ('target', 'place-of-incident')) AS affected
        ON affected.incident = ${statement.canonicalId('incident', 'f.incident')}
     WHERE ${statement.validAtPosition('f')} AND NOT EXISTS (
       SELECT FROM participation.participations AS d
        WHERE ${statement.validAtPosition('d')} AND d.event_id = f.event_id
          AND d.actor = affected.actor)) AS p`;
}

function applyFilter(statement: Statement, filter: ParticipationFilter): Statement {
  statement.whereAny('p.role', filter.roles).whereAny('p.meeting', filter.meetings);
  statement.whereAny('coalesce(held.body, p.body)', filter.bodies);
  if (filter.actors !== undefined) {
    const actors = `${statement.parameter(filter.actors)}::text[]`;
    statement.where(`(p.actor = ANY(${actors}) OR p.actor_of = ANY(${actors}))`);
  }
  if (filter.takesPart !== undefined)
    statement.where(`p.takes_part = ${statement.parameter(filter.takesPart)}::boolean`);
  return statement;
}

/** Returns actors and their roles, by date. */
export async function listParticipations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ParticipationFilter,
  page: PageRequest,
): Promise<ResultPage<ParticipationView>> {
  const statement = applyFilter(new Statement(scope), filter);
  const rowsSql = `
    SELECT p.event_id AS event, p.event_type AS type, p.role, p.takes_part AS "takesPart",
           ${statement.canonicalId('actor', 'p.actor')} AS actor, p.actor_kind AS kind,
           p.name_as_written AS "nameAsWritten", p.actor_of AS "actorOf", p.actor_office AS office,
           p.basis, p.capacity, p.represents, p.said_by AS "saidBy",
           ${statement.canonicalId('meeting', 'p.meeting')} AS meeting,
           coalesce(p.body, held.body) AS body,
           ${statement.canonicalId('document', 'p.document')} AS document,
           ${statement.canonicalId('decision', 'p.decision')} AS decision,
           ${statement.canonicalId('incident', 'p.incident')} AS incident, p.about,
           ${factOrMeetingDate('occurred_on')} AS date,
           CASE WHEN p.occurred_on IS NOT NULL THEN 'fact'
                WHEN held.occurred_on IS NOT NULL THEN 'meeting' END AS "dateOf",
           ${factOrMeetingDate('occurred_earliest')} AS earliest,
           ${factOrMeetingDate('occurred_latest')} AS latest, p.event_pseq, p.n
      FROM ${participationsSql(statement)} ${joinHeldMeeting(statement)}
     WHERE ${statement.conditions()}`;
  return fetchPageByDate<ParticipationView>(database, statement, { rowsSql, page });
}

/** The number of facts with one role. */
export interface RoleCount {
  readonly role: Role;
  readonly takesPart: boolean;
  readonly facts: number;
}

/** Returns the roles of the selected actors, with the number of facts. */
export async function countRoles(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ParticipationFilter,
): Promise<readonly RoleCount[]> {
  const statement = applyFilter(new Statement(scope), filter);
  return statement.run<RoleCount>(
    database,
    `SELECT p.role, p.takes_part AS "takesPart", count(DISTINCT p.event_id)::integer AS facts
       FROM ${participationsSql(statement)} ${joinHeldMeeting(statement)}
      WHERE ${statement.conditions()}
        AND ${statement.occurredAsOf(factOrMeetingDate('occurred_earliest'))}
      GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1`,
  );
}

/** Returns the meetings that bodies held, by date: the columns of the matrix. */
export async function listMeetingsHeld(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly string[] | undefined;
    readonly meetings?: readonly string[] | undefined;
  },
  page: PageRequest,
): Promise<ResultPage<MatrixMeeting>> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('m')).where(`m.stage = 'held'`);
  statement.whereAny('m.body', filter.bodies).whereAny('m.meeting', filter.meetings);
  const meeting = statement.canonicalId('meeting', 'm.meeting');
  const rowsSql = `
    SELECT DISTINCT ON (${meeting}) ${meeting} AS meeting, m.body, m.session, m.ordinal,
           m.occurred_on AS date, m.occurred_earliest AS earliest, m.occurred_latest AS latest,
           m.event_pseq, m.n
      FROM ${MEETINGS} WHERE ${statement.conditions()} 
     ORDER BY ${meeting}, m.occurred_on IS NULL, m.event_pseq`;
  return fetchPageByDate<MatrixMeeting>(database, statement, { rowsSql, page });
}

/** Returns the actors that took part in meetings or were expected. */
export async function listMatrixEntries(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly string[],
): Promise<readonly MatrixEntry[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('p')).where(`(p.takes_part OR p.role = 'expected')`);
  statement.whereId('meeting', 'p.meeting', meetings);
  return statement.run<MatrixEntry>(
    database,
    `SELECT ${statement.canonicalId('meeting', 'p.meeting')} AS meeting,
            ${statement.canonicalId('actor', 'p.actor')} AS actor, p.actor_kind AS kind,
            p.name_as_written AS "nameAsWritten", p.actor_of AS "actorOf", p.role, p.basis,
            p.capacity, p.represents, p.event_id AS event
       FROM ${PARTICIPATIONS} WHERE ${statement.conditions()} ORDER BY p.event_pseq, p.n`,
  );
}

/** A state, and the number of meetings whose record names its delegation. */
export interface StateRank {
  readonly state: string;
  /** Distinct meetings. Zero only for states known to the record. */
  readonly namedAttendances: number;
  readonly rank: number;
}

/** Returns the states known to the record by named attendances, then by code. */
export async function rankStates(
  database: QueryDatabase,
  scope: QueryScope,
  filter: { readonly bodies?: readonly string[] | undefined; readonly days?: DayRange | undefined },
): Promise<readonly StateRank[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('p')).where(`p.actor_kind = 'state'`);
  const inBodies =
    filter.bodies === undefined
      ? 'true'
      : `held.body = ANY(${statement.parameter(filter.bodies)}::text[])`;
  const days = statement.dateOverlaps(
    'held.occurred_earliest',
    'held.occurred_latest',
    filter.days,
  );
  return statement.run<StateRank>(
    database,
    `SELECT state, named AS "namedAttendances",
            rank() OVER (ORDER BY named DESC)::integer AS rank FROM (
       SELECT ${statement.canonicalId('actor', 'p.actor')} AS state,
              count(DISTINCT ${statement.canonicalId('meeting', 'p.meeting')}) FILTER (
                WHERE p.role = 'attended' AND p.basis = 'named' AND ${inBodies} AND ${days}
                  AND ${statement.occurredAsOf('held.occurred_earliest')})::integer AS named
         FROM ${PARTICIPATIONS} ${joinHeldMeeting(statement)} WHERE ${statement.conditions()}
         GROUP BY 1) AS counted
      ORDER BY named DESC, state COLLATE "C"`,
  );
}
