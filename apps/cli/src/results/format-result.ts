import { isPageQuery, type PageOptions } from '@rapporteur/pages';
import type { QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatChair } from './chair.ts';
import { formatMeetings } from './meetings.ts';
import { formatMatrix } from './participation-matrix.ts';
import { formatTable } from './query-table.ts';
import { formatPage } from './thing-page.ts';
import type { FormattedResult, ResultFormatter } from './result-formatter.ts';

/** The choices of the caller. */
export interface ResultOptions extends PageOptions {
  /** The columns of a table, separated by commas, or `all`; undefined: those that fit. */
  readonly columns: string | undefined;
}

/** The queries whose result is neither a plain list of rows nor a page. */
const FORMATTERS: Readonly<Record<string, ResultFormatter>> = {
  chair: formatChair,
  meetings: formatMeetings,
  participation: formatMatrix,
};

/** Runs a query and formats its result; with named columns, always as a plain table of these. */
export function formatResult(
  session: CliSession,
  call: QueryCall,
  options: ResultOptions,
): Promise<FormattedResult> {
  const { name } = call.query;
  if (options.columns !== undefined) return formatTable(session, call, options.columns);
  if (isPageQuery(name)) return formatPage(session, call, options);
  return FORMATTERS[name]?.(session, call) ?? formatTable(session, call);
}
