import { ActorRef, Count, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import { z } from 'zod';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { joinFollowingMeeting, joinHeldMeeting } from './meeting-joins.ts';
import { readonlyArray, StrengthView } from '../views.ts';

/** A matter that a meeting considered; considering is not deciding. */
export const ConsiderationView = z.object({
  event: z.string(),
  meeting: z.string(),
  verb: z.string(),
  verbAsWritten: z.string().nullable(),
  strength: StrengthView.nullable(),
  subject: z.string(),
  forBody: z.string().nullable(),
  decisions: readonlyArray(z.string()).meta({
    description: 'Only the decisions that the words name.',
  }),
  outcome: z.string().nullable(),
});
export type ConsiderationView = z.output<typeof ConsiderationView>;

/** Returns the matters that meetings considered. */
export async function listConsiderations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly meetings?: readonly string[] | undefined;
    readonly decisions?: readonly string[] | undefined;
  },
): Promise<readonly ConsiderationView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('c')).whereAny('c.meeting', filter.meetings);
  statement.whereContainsAny('c.decisions', filter.decisions);
  return statement.run<ConsiderationView>(
    database,
    `SELECT c.event_id AS event, ${statement.canonicalId('meeting', 'c.meeting')} AS meeting,
            c.verb, c.verb_as_written AS "verbAsWritten", c.strength, c.subject,
            c.for_body AS "forBody", c.decisions, c.outcome
       FROM decisions.considerations AS c WHERE ${statement.conditions()} 
      ORDER BY c.event_pseq, c.n`,
  );
}

/** Awards conferred at a meeting. */
export const AwardView = z.object({
  event: z.string(),
  meeting: z.string(),
  award: z.string().nullable(),
  recipients: z.string(),
  by: ActorRef.nullable(),
  count: Count.nullable().meta({
    description: 'Null: the number is not stated, which is not zero.',
  }),
  reason: z.string().nullable(),
});
export type AwardView = z.output<typeof AwardView>;

/** Returns the awards conferred at meetings. */
export async function listAwards(
  database: QueryDatabase,
  scope: QueryScope,
  filter: { readonly meetings?: readonly string[] | undefined },
): Promise<readonly AwardView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('a')).whereAny('a.meeting', filter.meetings);
  return statement.run<AwardView>(
    database,
    `SELECT a.event_id AS event, ${statement.canonicalId('meeting', 'a.meeting')} AS meeting,
            a.award, a.recipients, a.by, a.count, a.reason
       FROM decisions.awards AS a WHERE ${statement.conditions()} ORDER BY a.event_pseq, a.n`,
  );
}

/** An agreed next meeting, and the meeting that was then held. */
export const NextMeetingView = z.object({
  event: z.string(),
  body: z.string(),
  after: z.string(),
  ordinal: OrdinalValue.nullable(),
  scheduledOn: DateValue.nullable(),
  place: Place.nullable(),
  venue: z.string().nullable(),
  parties: readonlyArray(ActorRef).nullable(),
  heldAs: z.string().nullable().meta({ description: 'Null: no such meeting is recorded as held.' }),
  heldOn: DateValue.nullable(),
});
export type NextMeetingView = z.output<typeof NextMeetingView>;

/** Returns agreed next meetings by their scheduled day; undated ones last. */
export async function listNextMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly string[] | undefined;
    readonly after?: readonly string[] | undefined;
  },
  page: PageRequest,
): Promise<ResultPage<NextMeetingView>> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('x'))
    .whereAny('x.body', filter.bodies)
    .whereAny('x.after_meeting', filter.after);
  // Its own date is the day of the agreement, not the scheduled day.
  statement.where(statement.occurredAsOf('held.occurred_earliest'));
  const next = {
    condition: 'true',
    body: 'x.body',
    ordinal: 'x.ordinal_value',
    previousMeeting: 'x.after_meeting',
  };
  const rowsSql = `
    SELECT x.event_id AS event, ${statement.canonicalId('body', 'x.body')} AS body,
           ${statement.canonicalId('meeting', 'x.after_meeting')} AS after, x.ordinal,
           x.scheduled_on AS "scheduledOn", x.place, x.venue, x.parties,
           following.meeting AS "heldAs", following.occurred_on AS "heldOn",
           x.scheduled_earliest AS earliest, x.scheduled_latest AS latest, x.event_pseq, x.n
      FROM decisions.next_meetings AS x ${joinHeldMeeting(statement, 'x.after_meeting')}
      ${joinFollowingMeeting(statement, next)} WHERE ${statement.conditions()}`;
  return fetchPageByDate<NextMeetingView>(database, statement, {
    rowsSql,
    page,
    orderedBy: 'other-date',
  });
}

/** A proposed, announced, agreed or effective change of the mandate of a body. */
export const MandateChangeView = z.object({
  event: z.string(),
  body: z.string(),
  becomes: z.string(),
  stage: z.enum(['proposed', 'announced', 'agreed', 'in-force']),
  strength: StrengthView,
  by: ActorRef.nullable(),
  occasion: z.string().nullable(),
  occurredOn: DateValue.nullable(),
});
export type MandateChangeView = z.output<typeof MandateChangeView>;

/** Returns changes of mandate by date. */
export async function listMandateChanges(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly string[] | undefined;
    readonly stages?: readonly string[] | undefined;
  },
  page: PageRequest,
): Promise<ResultPage<MandateChangeView>> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('x'))
    .whereAny('x.body', filter.bodies)
    .whereAny('x.stage', filter.stages);
  const rowsSql = `
    SELECT x.event_id AS event, ${statement.canonicalId('body', 'x.body')} AS body, x.becomes,
           x.stage, x.strength, x.by, x.occasion, x.occurred_on AS "occurredOn",
           x.occurred_earliest AS earliest, x.occurred_latest AS latest, x.event_pseq, x.n
      FROM decisions.mandate_changes AS x WHERE ${statement.conditions()}`;
  return fetchPageByDate<MandateChangeView>(database, statement, { rowsSql, page });
}

/** The status of a decision, as a source reports it. */
export const StatusView = z.object({
  event: z.string(),
  decision: z.string(),
  body: z.string().nullable(),
  meeting: z.string().nullable(),
  status: z.string(),
  by: ActorRef.nullable(),
  period: DateValue.nullable(),
  heldAsOf: DateValue.nullable(),
});
export type StatusView = z.output<typeof StatusView>;

/** Returns all status reports of decisions, by the days to which they refer. */
export async function listStatuses(
  database: QueryDatabase,
  scope: QueryScope,
  decisions: readonly string[],
): Promise<readonly StatusView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('s')).where(statement.occurredAsOf('s.held_earliest'));
  statement.whereAny('s.decision', decisions);
  return statement.run<StatusView>(
    database,
    `SELECT s.event_id AS event, ${statement.canonicalId('decision', 's.decision')} AS decision,
            s.body, ${statement.canonicalId('meeting', 's.meeting')} AS meeting, s.status, s.by,
            s.period_on AS period, s.held_on AS "heldAsOf"
       FROM decisions.statuses AS s WHERE ${statement.conditions()} 
      ORDER BY s.held_earliest, s.event_pseq`,
  );
}
