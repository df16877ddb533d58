import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTextTable, type TextColumn } from '../table.ts';
import {
  type ChairResult,
  ChairWords,
  type CliTenure,
  formatHolders,
  formatValue,
} from '@rapporteur/pages';
import type { FormattedResult } from './result-formatter.ts';

const COLUMNS: readonly TextColumn<CliTenure>[] = [
  { title: 'CHAIR', text: ({ holders }) => formatHolders(holders), isAnswer: true },
  { title: 'PERSON', text: ({ person }) => formatValue(person), dropOrder: 2 },
  { title: 'SINCE', text: ({ since }) => formatValue(since) },
  { title: 'UNTIL', text: ({ until }) => formatValue(until) },
  { title: 'KNOWN ON', text: ({ knownOn }) => formatValue(knownOn), dropOrder: 3 },
  { title: 'ID', text: ({ holders }) => holders.map(({ id }) => id).join(' and '), dropOrder: 1 },
];

/** Formats the chairs of a body over time, then its chair on the day of the query. */
export async function formatChair(session: CliSession, call: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, call);
  const chair = data as ChairResult;
  const { lines, dropped } = formatTextTable(COLUMNS, chair.line, session.terminal.columns);
  const words = new ChairWords({ days: 'numeric' });
  return {
    lines: [...lines, ...words.formatAnswer(chair)],
    hasHeading: true,
    count: null,
    dropped,
    position,
    next,
  };
}
