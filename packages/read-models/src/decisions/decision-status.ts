import type { OrdinalValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import {
  type DecisionSelection,
  readSubjects,
  type ReportedStatus,
  type SubjectRow,
} from './decision-rows-query.ts';
import type { DecisionView } from './decision-views.ts';
import { findFollowingMeetings } from './following-meetings.ts';

const ENDED = ['done', 'cancelled', 'lapsed'];

/**
 * SQL for the status and its rule, `{status}:{rule}`, on a day. Overdue counts from the latest
 * possible day.
 */
export function formatStatus(
  day: string,
  s: SubjectRow,
  reported: ReportedStatus,
  isHeld: string,
): SqlExpression<string | null> {
  const ends = `coalesce(${reported.periodLatest}, ${s.periodLatest})`;
  const status = reported.status;
  return `CASE
    WHEN ${status} IN (${ENDED.map((ended) => `'${ended}'`).join(', ')}) THEN ${status} || ':reported'
    WHEN ${isHeld} THEN '${HELD}'
    WHEN ${s.dueLatest} < ${day} THEN 'overdue:due-day-passed'
    WHEN ${status} IN ('in-force', 'extended') AND ${ends} < ${day} THEN 'lapsed:period-ended'
    WHEN ${status} IN ('in-force', 'extended') THEN 'in-force:reported'
    WHEN ${status} = 'in-progress' THEN 'in-progress:reported'
    WHEN ${s.periodLatest} < ${day} THEN 'lapsed:period-ended'
    WHEN ${s.periodEarliest} <= ${day} THEN 'in-force:within-period'
    WHEN ${s.commitment} OR ${s.dueOn} IS NOT NULL OR ${s.periodOn} IS NOT NULL
      THEN 'open:not-yet-done' END`;
}

/** Returns the subjects of the agreed next meetings that were held. */
export async function listHeldSubjects(
  database: QueryDatabase,
  scope: QueryScope,
  selection: DecisionSelection,
): Promise<readonly string[]> {
  const query = new RecordQuery(database, scope);
  query.limitDays(selection.candidates?.things);
  const s = readSubjects(query, { ...selection, type: NEXT_MEETING });
  const { subject, collection, body, meeting: previousMeeting } = s;
  const agreed = await query.rows({
    subject,
    collection,
    body,
    previousMeeting,
    ordinal: readOrdinal(s),
  });
  const held = await findFollowingMeetings(database, scope, agreed);
  return agreed.flatMap((next, index) => (held[index] === undefined ? [] : [next.subject]));
}

const NEXT_MEETING = 'NextMeetingAgreed';

// The first fact may lack the number that another one states.
const readOrdinal = ({ allDetails }: SubjectRow): SqlExpression<number | null> =>
  sql`(SELECT (d -> 'ordinal' ->> 'value')::integer
    FROM unnest(${allDetails}) WITH ORDINALITY AS x (d, n)
    WHERE d -> 'ordinal' ->> 'value' IS NOT NULL ORDER BY n LIMIT 1)`;

/** A decision with its status and the rule of it as one text, as {@link formatStatus} returns it. */
interface DecisionWithStatus extends Pick<
  DecisionView,
  'type' | 'collection' | 'body' | 'meeting' | 'details'
> {
  readonly status: string | null;
}

/** Returns decisions with their status and its rule. An agreed next meeting may have been held. */
export async function addHeldStatus<T extends DecisionWithStatus>(
  database: QueryDatabase,
  scope: QueryScope,
  rows: readonly T[],
) {
  const agreed = rows.filter(({ type, status }) => type === NEXT_MEETING && !isEnded(status));
  const following = await findFollowingMeetings(
    database,
    scope,
    agreed.map(({ collection, body, meeting: previousMeeting, details }) => {
      const ordinal = (details['ordinal'] as OrdinalValue | null | undefined)?.value ?? null;
      return { collection, body, previousMeeting, ordinal };
    }),
  );
  const held = new Set<T>(agreed.filter((_, index) => following[index] !== undefined));
  return rows.map((row) => {
    const [status = null, rule = null] = (held.has(row) ? HELD : row.status)?.split(':') ?? [];
    return {
      ...row,
      status: status as DecisionView['status'],
      statusRule: rule as DecisionView['statusRule'],
    };
  });
}

const HELD = 'done:next-meeting-held';

/** Returns whether a source reports that nothing more is to be done. */
function isEnded(status: string | null): boolean {
  return status !== null && ENDED.some((ended) => status === `${ended}:reported`);
}
