import type { Statement } from '../statement.ts';

/** A time of the record as JSON writes it: UTC, to the millisecond. */
export function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

// The meeting that these facts name is the one to come: it is not the occasion on which they came to be.
const OF_A_MEETING_TO_COME = `('MeetingAnnounced', 'MeetingRescheduled')`;

/**
 * The meeting of a fact `f`, as `held`: of several facts of it, the first that is dated. One list of all meetings is
 * joined, rather than one looked up for each fact, since an answer is ordered by these dates before it is cut.
 */
export function joinHeldMeeting(statement: Statement): string {
  const shown = statement.canonicalId('meeting', 'm.meeting');
  return `LEFT JOIN (
    SELECT DISTINCT ON (${shown}) ${shown} AS meeting, m.body, m.occurred_on, m.occurred_earliest, m.occurred_latest
      FROM timeline.meetings AS m WHERE ${statement.validAtPosition('m')} AND m.stage = 'held'
     ORDER BY ${shown}, m.occurred_on IS NULL, m.event_pseq) AS held
    ON held.meeting = ${statement.canonicalId('meeting', 'f.meeting')} AND f.event_type NOT IN ${OF_A_MEETING_TO_COME}`;
}

/** The annex in which the words of a fact `f` stand, as `annex`: they stand in the text of the document that carries it. */
export function joinAnnex(statement: Statement): string {
  return `LEFT JOIN LATERAL (
    SELECT s.document FROM timeline.passages AS p
      JOIN timeline.sources AS s ON s.entry = 'annexed' AND s.parent = p.document AND ${statement.validAtPosition('s')}
       AND p.span_start >= s.span_start AND p.span_end <= s.span_end
     WHERE ${statement.validAtPosition('p')} AND p.event_id = f.event_id AND p.role = 'assertion'
     ORDER BY s.span_start DESC LIMIT 1) AS annex ON true`;
}

/** A part of the date at which a fact `f` came to be: its own, else its meeting's. */
export function occurredDate(part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN f.occurred_on IS NULL THEN held.occurred_${part} ELSE f.occurred_${part} END`;
}

/** A part of the date at which a timeline shows a fact `f`. */
export function placedDate(part: 'on' | 'earliest' | 'latest'): string {
  return `CASE WHEN f.placed_by = 'meeting' THEN held.occurred_${part} ELSE f.placed_${part} END`;
}
