import type { Statement } from '../statement.ts';

/** SQL for a time as JSON writes it: UTC, in milliseconds. */
export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

// These facts name a future meeting; its date is not the date of the fact.
const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/**
 * SQL join of the meeting of a fact `f` as `held`. Of several facts about the meeting, the first
 * with a date counts. It joins one list of all meetings, because rows are ordered by these dates
 * before the page is cut.
 */
export function joinHeldMeeting(statement: Statement): string {
  const meeting = statement.canonicalId('meeting', 'm.meeting');
  return `LEFT JOIN (
    SELECT DISTINCT ON (${meeting}) ${meeting} AS meeting, m.body, m.occurred_on,
           m.occurred_earliest, m.occurred_latest
      FROM timeline.meetings AS m WHERE ${statement.validAtPosition('m')} AND m.stage = 'held'
     ORDER BY ${meeting}, m.occurred_on IS NULL, m.event_pseq) AS held
    ON held.meeting = ${statement.canonicalId('meeting', 'f.meeting')}
      AND f.event_type NOT IN ${FUTURE_MEETING_TYPES}`;
}

/**
 * SQL join of the annex that contains the words of a fact `f`, as `annex`. The words are in the
 * text of the document that has the annex.
 */
export function joinAnnex(statement: Statement): string {
  return `LEFT JOIN LATERAL (
    SELECT s.document FROM timeline.passages AS p
      JOIN timeline.sources AS s ON s.entry = 'annexed' AND s.parent = p.document
       AND ${statement.validAtPosition('s')}
       AND p.span_start >= s.span_start AND p.span_end <= s.span_end
     WHERE ${statement.validAtPosition('p')} AND p.event_id = f.event_id AND p.role = 'assertion'
     ORDER BY s.span_start DESC LIMIT 1) AS annex ON true`;
}

/** SQL for a part of the date of a fact `f`: its own, otherwise that of its meeting. */
export function occurredDate(part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN f.occurred_on IS NULL THEN held.occurred_${part} ELSE f.occurred_${part} END`;
}

/** SQL for a part of the date at which a timeline shows a fact `f`. */
export function placedDate(part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN f.placed_by = 'meeting' THEN held.occurred_${part} ELSE f.placed_${part} END`;
}
