import type { ActorRef, Identifier, OrdinalValue, Place } from '@rapporteur/contracts';
import {
  type QueryScope,
  type QueryDatabase,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { type DateView, toDateView } from '../views.ts';
import { listMeetingChairs, type MeetingChairView } from './chair-queries.ts';
import { foldMeeting, type MeetingEntry } from './meeting-fold.ts';
import { type OrdinalGap, findOrdinalGaps, type RecordedOrdinal } from './ordinal-gaps.ts';

/** A meeting, as all facts of it tell. */
export interface MeetingView {
  readonly meeting: string;
  readonly body: string | null;
  /** The last that is told of it; once held, it was held. */
  readonly stage: 'held' | 'announced' | 'postponed' | 'cancelled';
  readonly session: string | null;
  readonly ordinal: OrdinalValue | null;
  /** When it was held; not stated, too, where it is not recorded as held. */
  readonly heldOn: DateView;
  readonly scheduledOn: DateView;
  readonly places: readonly Place[];
  readonly venue: string | null;
  readonly host: ActorRef | null;
  /** Null: not stated, also where it seems clear. */
  readonly format: string | null;
  readonly prepares: string | null;
  readonly marginsOf: string | null;
  readonly identifiers: readonly Identifier[];
  /** Who chaired it, fact by fact; empty: not stated. */
  readonly chairs: readonly MeetingChairView[];
  readonly documents: readonly string[];
  /** The facts that tell that it was held, announced or rescheduled. */
  readonly events: readonly string[];
}

/** Which meetings are asked for. */
export interface MeetingFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  readonly stages?: readonly MeetingView['stage'][] | undefined;
  readonly sessions?: readonly string[] | undefined;
}

/** Meetings by the day they were held or, where that is not recorded, are to be held. */
export async function listMeetings(
  database: QueryDatabase,
  at: QueryScope,
  filter: MeetingFilter,
  page: PageRequest,
): Promise<ResultPage<MeetingView>> {
  const statement = new Statement(at);
  statement.where(toldBy(statement));
  statement.whereAny(
    statement.canonicalId('meeting', 'm.meeting'),
    filter.meetings?.map((id) => at.aliases.canonicalId('meeting', id)),
  );
  const own = filter.bodies?.flatMap((body) => at.aliases.equivalentIds('body', body));
  const ofBodies =
    own === undefined ? 'true' : `bool_or(body = ANY(${statement.parameter(own)}::text[]))`;
  const stages =
    filter.stages === undefined
      ? 'true'
      : `stage = ANY(${statement.parameter(filter.stages)}::text[])`;
  const sessions =
    filter.sessions === undefined
      ? 'true'
      : `coalesce((array_agg(session) FILTER (WHERE session IS NOT NULL))[1], 'ordinary') = ANY(${statement.parameter(filter.sessions)}::text[])`;
  // Of what is told of one meeting, that it was held counts before that it was announced: of the former the first that
  // is told, of the latter the last, which may have postponed it; and for the date, what is dated.
  const order = `CASE WHEN stage = 'held' THEN event_pseq ELSE -event_pseq END`;
  const first = `stage = 'held' DESC, occurred_on IS NULL, ${order}`;
  const inner = `
    SELECT meeting, earliest, latest, event_pseq, n FROM (
      SELECT meeting, (array_agg(stage ORDER BY stage = 'held' DESC, ${order}))[1] AS stage,
             (array_agg(occurred_earliest ORDER BY ${first}))[1] AS earliest,
             (array_agg(occurred_latest ORDER BY ${first}))[1] AS latest,
             min(event_pseq) AS event_pseq, 1 AS n
        FROM (SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.stage, m.body, m.session, m.occurred_on,
                     m.occurred_earliest, m.occurred_latest, m.event_pseq
                FROM timeline.meetings AS m WHERE ${statement.conditions()}) AS told
       GROUP BY meeting HAVING ${ofBodies} AND ${sessions}) AS one WHERE ${stages}`;
  const found = await fetchPageByDate<{ meeting: string }>(
    database,
    statement,
    inner,
    page,
    'other',
  );
  const rows = await readMeetings(
    database,
    at,
    found.rows.map(({ meeting }) => meeting),
  );
  return { rows, next: found.next };
}

// By the day asked about a meeting of a later day was not held, but it may have been announced.
function toldBy(statement: Statement): string {
  return `${statement.validAtPosition('m')} AND (m.stage <> 'held' OR ${statement.occurredAsOf('m.occurred_earliest')})`;
}

async function readMeetings(
  database: QueryDatabase,
  at: QueryScope,
  meetings: readonly string[],
): Promise<readonly MeetingView[]> {
  const statement = new Statement(at);
  const ids = meetings.flatMap((meeting) => at.aliases.equivalentIds('meeting', meeting));
  statement.where(toldBy(statement)).whereAny('m.meeting', ids);
  const entries = await statement.run<MeetingEntry>(
    database,
    `SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.stage, ${statement.canonicalId('body', 'm.body')} AS body,
            m.session, m.ordinal_value AS ordinal, m.occurred_on AS "occurredOn", m.places, m.venue, m.host, m.format,
            m.data, m.event_id AS event, f.documents
       FROM timeline.meetings AS m
       JOIN timeline.facts AS f ON f.event_id = m.event_id AND ${statement.validAtPosition('f')}
      WHERE ${statement.conditions()} ORDER BY m.event_pseq`,
  );
  const chairs = await listMeetingChairs(database, at, meetings);
  const byMeeting = Map.groupBy(entries, ({ meeting }) => meeting);
  return meetings.flatMap((meeting) => {
    const own = byMeeting.get(meeting);
    return own === undefined
      ? []
      : [
          meetingView(
            own,
            chairs.filter((chair) => chair.meeting === meeting),
          ),
        ];
  });
}

function meetingView(
  entries: readonly MeetingEntry[],
  chairs: readonly MeetingChairView[],
): MeetingView {
  const { heldOn, scheduledOn, ...folded } = foldMeeting(entries);
  return { ...folded, heldOn: toDateView(heldOn), scheduledOn: toDateView(scheduledOn), chairs };
}

/** The ordinals that are missing between the first meeting of a body's series and the last that is recorded as held. */
export async function listOrdinalGaps(
  database: QueryDatabase,
  at: QueryScope,
  filter: { readonly bodies?: readonly string[] | undefined },
): Promise<readonly OrdinalGap[]> {
  const statement = new Statement(at);
  statement
    .where(statement.validAtPosition('m'))
    .where(`m.stage = 'held' AND m.ordinal IS NOT NULL`);
  statement.where(statement.occurredAsOf('m.occurred_earliest'));
  statement.whereAny(
    'm.body',
    filter.bodies?.flatMap((body) => at.aliases.equivalentIds('body', body)),
  );
  const known = await statement.run<RecordedOrdinal>(
    database,
    `SELECT DISTINCT ${statement.canonicalId('body', 'm.body')} AS body, coalesce(m.session, 'ordinary') AS session, m.ordinal
       FROM timeline.meetings AS m WHERE ${statement.conditions()}`,
  );
  return findOrdinalGaps(known);
}
