import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTextTable, type TextColumn } from '../table.ts';
import { formatValue } from '../words/value-words.ts';
import type { FormattedResult } from './result-formatter.ts';

interface CliTenure {
  readonly holder: { readonly id: string };
  readonly person: unknown;
  readonly since: unknown;
  readonly until: unknown;
  readonly knownOn: readonly unknown[];
}

interface ChairResult {
  readonly body: string;
  readonly bodyName?: string;
  readonly recorded: boolean;
  readonly day: string | null;
  readonly holder: CliTenure | null;
  readonly possibly: readonly CliTenure[];
  readonly line: readonly CliTenure[];
}

const COLUMNS: readonly TextColumn<CliTenure>[] = [
  { title: 'CHAIR', text: ({ holder }) => formatValue(holder), isAnswer: true },
  { title: 'PERSON', text: ({ person }) => formatValue(person), dropOrder: 2 },
  { title: 'SINCE', text: ({ since }) => formatValue(since) },
  { title: 'UNTIL', text: ({ until }) => formatValue(until) },
  { title: 'KNOWN ON', text: ({ knownOn }) => formatValue(knownOn), dropOrder: 3 },
  { title: 'ID', text: ({ holder }) => holder.id, dropOrder: 1 },
];

/** Formats the chairs of a body over time, then its chair on the day of the query. */
export async function formatChair(session: CliSession, call: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, call);
  const chair = data as ChairResult;
  const { lines, dropped } = formatTextTable(COLUMNS, chair.line, session.terminal.columns);
  return {
    lines: [...lines, formatHolder(chair)],
    hasHeading: true,
    count: null,
    dropped,
    position,
    next,
  };
}

// Without a recorded chair, the chair of another body is not a substitute.
function formatHolder({ body, bodyName = body, ...chair }: ChairResult): string {
  const { recorded, day, holder, possibly } = chair;
  const when = day === null ? 'Last recorded' : `On ${day}`;
  if (!recorded) return `${when}: the chair of ${bodyName} is not recorded.`;
  if (holder !== null)
    return `${when}: ${formatValue(holder.holder)}, since ${formatValue(holder.since)}.`;
  if (possibly.length === 0) return `${when}: not recorded.`;

  const candidates = new Set(possibly.map((tenure) => formatValue(tenure.holder)));
  return `${when}: not clear; possibly ${[...candidates].join(' or ')}.`;
}
