import { buildPage, type PageOptions } from '@rapporteur/pages';
import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { renderPage } from './page-lines.ts';
import type { FormattedResult } from './result-formatter.ts';

/** Runs a query about one thing and formats everything that the answer holds as a page of text. */
export async function formatPage(
  session: CliSession,
  call: QueryCall,
  options: PageOptions,
): Promise<FormattedResult> {
  const parameters = { ...call.parameters, names: true };
  const answer = await fetchWhole(session, { ...call, parameters });
  const { columns } = session.terminal;
  return {
    lines: renderPage(buildPage(call.query.name, answer, options), columns),
    hasHeading: false,
    count: null,
    undated: answer.undated ?? 0,
    position: answer.position,
    next: answer.next,
  };
}
