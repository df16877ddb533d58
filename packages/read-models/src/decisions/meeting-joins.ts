import type { Statement } from '../statement.ts';

const MEETINGS = 'decisions.meetings AS m';

/** The meeting that a fact belongs to, as `held`: of several facts of it, the first that is dated. */
export function joinHeldMeeting(statement: Statement, meeting: string): string {
  return `LEFT JOIN LATERAL (
    SELECT m.body, m.occurred_on, m.occurred_earliest, m.occurred_latest FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held'
       AND ${statement.canonicalId('meeting', 'm.meeting')} = ${statement.canonicalId('meeting', meeting)}
     ORDER BY m.occurred_on IS NULL, m.event_pseq LIMIT 1) AS held ON true`;
}

/** A fact's own date where it has one, else its meeting's. */
export function ownOrMeetingDate(own: string, part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN ${own}_on IS NULL THEN held.occurred_${part} ELSE ${own}_${part} END`;
}

/** Whose date that is. */
export function dateSource(own: string): string {
  return `CASE WHEN ${own}_on IS NOT NULL THEN 'fact' WHEN held.occurred_on IS NOT NULL THEN 'meeting' END`;
}

/** Which row is the meeting after another: by the columns that hold the body, the ordinal and the meeting before it. */
export interface NextMeetingColumns {
  /** Of which rows it is asked at all. */
  readonly condition: string;
  readonly body: string;
  readonly ordinal: string;
  readonly previousMeeting: string;
}

/**
 * The meeting of a body that was held as its next, as `following`: by its ordinal where both are known, else the first
 * that was held later than the one before it.
 */
export function joinFollowingMeeting(statement: Statement, next: NextMeetingColumns): string {
  return `LEFT JOIN LATERAL (
    SELECT max(m.occurred_latest) AS latest FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held' AND ${next.condition} AND m.meeting = ${next.previousMeeting}) AS before ON true
   LEFT JOIN LATERAL (
    SELECT ${statement.canonicalId('meeting', 'm.meeting')} AS meeting, m.occurred_on FROM ${MEETINGS}
     WHERE ${statement.validAtPosition('m')} AND m.stage = 'held' AND ${next.condition} AND m.body = ${next.body}
       AND coalesce(m.session, 'ordinary') = 'ordinary' AND ${statement.occurredAsOf('m.occurred_earliest')}
       AND CASE WHEN m.ordinal IS NULL OR ${next.ordinal} IS NULL THEN m.occurred_earliest > before.latest
                ELSE m.ordinal = ${next.ordinal} END
     ORDER BY m.occurred_earliest, m.event_pseq LIMIT 1) AS following ON true`;
}
