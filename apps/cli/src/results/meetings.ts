import { fetchPages, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatOrdinal } from '@rapporteur/pages';
import { formatTable } from './query-table.ts';
import type { FormattedResult } from './result-formatter.ts';

interface CliOrdinalGap {
  readonly bodyName: string;
  readonly session: string;
  readonly series?: string | null;
  readonly from: number;
  readonly to: number;
}

/** Formats the meetings, then the ordinals that have no recorded meeting. */
export async function formatMeetings(
  session: CliSession,
  call: QueryCall,
): Promise<FormattedResult> {
  const table = await formatTable(session, call);
  if (table.position === '') return table;

  // Every page holds all gaps, so one row is enough. Both answers are as of the same position.
  const parameters = { ...call.parameters, asOfRecorded: table.position };
  for await (const { data } of fetchPages(session, { ...call, parameters, limit: 1 })) {
    const { notRecorded } = data as { readonly notRecorded: readonly CliOrdinalGap[] };
    return { ...table, lines: [...table.lines, ...notRecorded.map(formatGap)] };
  }
  return table;
}

function formatGap({ bodyName, session, series = null, from, to }: CliOrdinalGap): string {
  const ordinals =
    from === to ? formatOrdinal(from) : `${formatOrdinal(from)} to ${formatOrdinal(to)}`;
  const kind = session === 'ordinary' ? 'meeting' : `${session} meeting`;
  return `${bodyName}: ${ordinals} ${kind}${series === null ? '' : ` (${series})`} not recorded`;
}
