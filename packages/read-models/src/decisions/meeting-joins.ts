import type { Statement } from '../statement.ts';

const MEETINGS = 'decisions.meetings AS m';

/**
 * SQL join of a fact's meeting as `held`. Of several facts about the meeting, the first with a date
 * counts.
 */
export function joinHeldMeeting(statement: Statement, meeting: string): string {
  return `LEFT JOIN LATERAL (
    SELECT m.body, m.occurred_on, m.occurred_earliest, m.occurred_latest FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held'
       AND ${statement.canonicalId('meeting', 'm.meeting')}
         = ${statement.canonicalId('meeting', meeting)}
     ORDER BY m.occurred_on IS NULL, m.event_pseq LIMIT 1) AS held ON true`;
}

/** SQL for a part of the date of a fact: its dateColumn, otherwise that of its meeting. */
export function factOrMeetingDate(dateColumn: string, part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN ${dateColumn}_on IS NULL THEN held.occurred_${part}
               ELSE ${dateColumn}_${part} END`;
}

/** SQL for the source of that date: `fact` or `meeting`. */
export function dateSource(dateColumn: string): string {
  return `CASE WHEN ${dateColumn}_on IS NOT NULL THEN 'fact'
               WHEN held.occurred_on IS NOT NULL THEN 'meeting' END`;
}

/** The columns that identify the meeting after another one. */
export interface NextMeetingColumns {
  /** The rows for which the next meeting is looked up. */
  readonly condition: string;
  readonly body: string;
  readonly ordinal: string;
  readonly previousMeeting: string;
}

/**
 * SQL join of the next meeting that a body held, as `following`. Matches the ordinal if both are
 * known. Otherwise it is the first meeting held after the previous one.
 */
export function joinFollowingMeeting(statement: Statement, next: NextMeetingColumns): string {
  return `LEFT JOIN LATERAL (
    SELECT max(m.occurred_latest) AS latest FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held' AND ${next.condition}
       AND m.meeting = ${next.previousMeeting}) AS before ON true
   LEFT JOIN LATERAL (
    SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.occurred_on
      FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held' AND ${next.condition}
       AND m.body = ${next.body} AND coalesce(m.session, 'ordinary') = 'ordinary'
       AND ${statement.occurredAsOf('m.occurred_earliest')}
       AND CASE WHEN m.ordinal IS NULL OR ${next.ordinal} IS NULL
                THEN m.occurred_earliest > before.latest
                ELSE m.ordinal = ${next.ordinal} END
     ORDER BY m.occurred_earliest, m.event_pseq LIMIT 1) AS following ON true`;
}
