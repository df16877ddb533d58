import type { QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import type { FormattedResult, ResultFormatter } from './result-formatter.ts';
import { formatChair } from './chair.ts';
import { formatDetail } from './detail.ts';
import { formatMatrix } from './participation-matrix.ts';
import { formatMeetings } from './meetings.ts';
import { formatTable } from './query-table.ts';

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
