import type { QueryCall } from '../ask-question.ts';
import type { CliSession } from '../session.ts';
import type { FormattedResult, ResultFormatter } from './answer-lines.ts';
import { formatChair } from './chair-answer.ts';
import { formatDetail } from './detail-answer.ts';
import { formatMatrix } from './matrix-answer.ts';
import { formatMeetings } from './meetings-answer.ts';
import { formatTable } from './table-answer.ts';

// What is more than a list of rows.
const LAYOUTS: Readonly<Record<string, ResultFormatter>> = {
  body: formatDetail,
  chair: formatChair,
  decision: formatDetail,
  document: formatDetail,
  event: formatDetail,
  incident: formatDetail,
  meeting: formatDetail,
  meetings: formatMeetings,
  participation: formatMatrix,
};

/** Lays an answer out for people; where columns are named, as the plain table of these. */
export function formatResult(
  session: CliSession,
  asked: QueryCall,
  columns: string | undefined,
): Promise<FormattedResult> {
  const own = columns === undefined ? LAYOUTS[asked.query.name] : undefined;
  return own === undefined ? formatTable(session, asked, columns) : own(session, asked);
}
