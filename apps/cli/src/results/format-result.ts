import type { QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatChair } from './chair.ts';
import { formatDetail } from './detail.ts';
import { formatMeetings } from './meetings.ts';
import { formatMatrix } from './participation-matrix.ts';
import { formatTable } from './query-table.ts';
import type { FormattedResult, ResultFormatter } from './result-formatter.ts';

/** The queries whose result is not a plain list of rows. */
const FORMATTERS: Readonly<Record<string, ResultFormatter>> = {
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

/** Runs a query and formats its result; with named columns, always as a plain table of these. */
export function formatResult(
  session: CliSession,
  call: QueryCall,
  columns: string | undefined,
): Promise<FormattedResult> {
  const formatter = columns === undefined ? FORMATTERS[call.query.name] : undefined;
  return formatter === undefined ? formatTable(session, call, columns) : formatter(session, call);
}
