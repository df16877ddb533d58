import { ActorRef, Identifier, OrdinalValue, Place } from '@rapporteur/contracts';
import { z } from 'zod';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { listMeetingChairs, MeetingChairView } from './chair-queries.ts';
import { foldMeeting, type MeetingEntry } from './meeting-fold.ts';
import { type OrdinalGap, findOrdinalGaps, type RecordedOrdinal } from './ordinal-gaps.ts';

/** A meeting, combined from all facts about it. */
export const MeetingView = z.object({
  meeting: z.string(),
  body: z.string().nullable(),
  stage: z
    .enum(['held', 'announced', 'postponed', 'cancelled'])
    .meta({ description: 'The last reported stage; `held` is final.' }),
  session: z.string().nullable(),
  ordinal: OrdinalValue.nullable(),
  heldOn: DateView.meta({
    description: 'The day it was held; also not stated if it is not recorded as held.',
  }),
  scheduledOn: DateView,
  places: readonlyArray(Place),
  venue: z.string().nullable(),
  host: ActorRef.nullable(),
  format: z.string().nullable().meta({ description: 'Null: not stated, even if it seems clear.' }),
  prepares: z.string().nullable(),
  marginsOf: z.string().nullable(),
  identifiers: readonlyArray(Identifier),
  chairs: readonlyArray(MeetingChairView).meta({
    description: 'Its chairs, one entry per fact; empty: not stated.',
  }),
  documents: readonlyArray(z.string()),
  events: readonlyArray(z.string()).meta({
    description: 'The facts that it was held, announced or rescheduled.',
  }),
});
export type MeetingView = z.output<typeof MeetingView>;

/** Selects meetings. */
export interface MeetingFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  readonly stages?: readonly MeetingView['stage'][] | undefined;
  readonly sessions?: readonly string[] | undefined;
}

/** Returns meetings by the day they were held or, otherwise, are scheduled. */
export async function listMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingFilter,
  page: PageRequest,
): Promise<ResultPage<MeetingView>> {
  const statement = new Statement(scope);
  statement.where(meetingFactsCondition(statement));
  statement.whereAny(
    statement.canonicalId('meeting', 'm.meeting'),
    filter.meetings?.map((id) => scope.aliases.canonicalId('meeting', id)),
  );
  const isOneOf = (expression: string, values: readonly string[] | undefined): string =>
    values === undefined ? 'true' : `${expression} = ANY(${statement.parameter(values)}::text[])`;
  const bodies = `bool_or(${isOneOf('body', statement.expandIds('body', filter.bodies))})`;
  const session = `(array_agg(session) FILTER (WHERE session IS NOT NULL))[1]`;
  const sessions = isOneOf(`coalesce(${session}, 'ordinary')`, filter.sessions);
  const stages = isOneOf('stage', filter.stages);

  // A fact that the meeting was held comes before announcements. The first fact that it was held
  // counts, and the last announcement, which may be a postponement. For the date, dated facts come
  // first.
  const order = `CASE WHEN stage = 'held' THEN event_pseq ELSE -event_pseq END`;
  const first = `stage = 'held' DESC, occurred_on IS NULL, ${order}`;
  const rowsSql = `
    SELECT meeting, earliest, latest, event_pseq, n FROM (
      SELECT meeting, (array_agg(stage ORDER BY stage = 'held' DESC, ${order}))[1] AS stage,
             (array_agg(occurred_earliest ORDER BY ${first}))[1] AS earliest,
             (array_agg(occurred_latest ORDER BY ${first}))[1] AS latest,
             min(event_pseq) AS event_pseq, 1 AS n
        FROM (SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.stage, m.body,
                     m.session, m.occurred_on, m.occurred_earliest, m.occurred_latest, m.event_pseq
                FROM timeline.meetings AS m WHERE ${statement.conditions()}) AS facts
       GROUP BY meeting HAVING ${bodies} AND ${sessions}) AS meetings WHERE ${stages}`;
  const { rows, next } = await fetchPageByDate<{ meeting: string }>(database, statement, {
    rowsSql,
    page,
    orderedBy: 'other-date',
  });
  const meetings = rows.map(({ meeting }) => meeting);

  return { rows: await readMeetings(database, scope, meetings), next };
}

// On the day of the scope, a later meeting was not held, but it may have been announced.
function meetingFactsCondition(statement: Statement): string {
  return `${statement.validAtPosition('m')}
    AND (m.stage <> 'held' OR ${statement.occurredAsOf('m.occurred_earliest')})`;
}

async function readMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly string[],
): Promise<readonly MeetingView[]> {
  const statement = new Statement(scope);
  statement.where(meetingFactsCondition(statement)).whereId('meeting', 'm.meeting', meetings);
  const entries = await statement.run<MeetingEntry>(
    database,
    `SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.stage,
            ${statement.canonicalId('body', 'm.body')} AS body, m.session,
            m.ordinal_value AS ordinal, m.occurred_on AS "occurredOn", m.places, m.venue, m.host,
            m.format, m.data, m.event_id AS event, f.documents
       FROM timeline.meetings AS m
       JOIN timeline.facts AS f ON f.event_id = m.event_id AND ${statement.validAtPosition('f')}
      WHERE ${statement.conditions()} ORDER BY m.event_pseq`,
  );
  const chairs = await listMeetingChairs(
    database,
    scope,
    meetings.flatMap((id) => scope.aliases.things('meeting', id)),
  );
  const byMeeting = Map.groupBy(entries, ({ meeting }) => meeting);

  return meetings.flatMap((meeting) => {
    const facts = byMeeting.get(meeting);
    const meetingChairs = chairs.filter((chair) => chair.meeting === meeting);
    return facts === undefined ? [] : [toMeetingView(facts, meetingChairs)];
  });
}

function toMeetingView(
  entries: readonly MeetingEntry[],
  chairs: readonly MeetingChairView[],
): MeetingView {
  const { heldOn, scheduledOn, ...folded } = foldMeeting(entries);
  return { ...folded, heldOn: toDateView(heldOn), scheduledOn: toDateView(scheduledOn), chairs };
}

/** Returns the missing ordinals between 1 and the last held meeting of each series of a body. */
export async function listOrdinalGaps(
  database: QueryDatabase,
  scope: QueryScope,
  filter: { readonly bodies?: readonly string[] | undefined },
): Promise<readonly OrdinalGap[]> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('m'))
    .where(`m.stage = 'held' AND m.ordinal IS NOT NULL`);
  statement.where(statement.occurredAsOf('m.occurred_earliest'));
  statement.whereId('body', 'm.body', filter.bodies);
  const ordinals = await statement.run<RecordedOrdinal>(
    database,
    `SELECT DISTINCT ${statement.canonicalId('body', 'm.body')} AS body,
            coalesce(m.session, 'ordinary') AS session, m.ordinal
       FROM timeline.meetings AS m WHERE ${statement.conditions()}`,
  );
  return findOrdinalGaps(ordinals);
}
