import { type QueryCall, fetchPages } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import type { FormattedResult } from './result-formatter.ts';
import { formatTable } from './query-table.ts';

interface CliOrdinalGap {
  readonly body: string;
  readonly session: string;
  readonly from: number;
  readonly to: number;
}

/** Lays meetings out, and says under which numbers none is recorded. */
export async function formatMeetings(
  session: CliSession,
  asked: QueryCall,
): Promise<FormattedResult> {
  const answer = await formatTable(session, asked);
  // The same moment of the record, and of its meetings no more than need be: the gaps come with any page.
  const parameters = { ...asked.parameters, asOfRecorded: answer.position };
  for await (const { data } of fetchPages(session, { ...asked, parameters, limit: 1 })) {
    const { notRecorded } = data as { readonly notRecorded: readonly CliOrdinalGap[] };
    return { ...answer, lines: [...answer.lines, ...notRecorded.map(sayGap)] };
  }
  return answer;
}

function sayGap({ body, from, to }: CliOrdinalGap): string {
  return `${body}: ${from === to ? `${formatOrdinal(from)} meeting` : `${formatOrdinal(from)} to ${formatOrdinal(to)} meeting`} not recorded`;
}

/** 43 → 43rd */
export function formatOrdinal(value: number): string {
  const endings = { one: 'st', two: 'nd', few: 'rd' } as const;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(value);
  return `${value}${rule in endings ? endings[rule as keyof typeof endings] : 'th'}`;
}
