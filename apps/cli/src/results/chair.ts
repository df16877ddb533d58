import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTextTable, type TextColumn } from '../table.ts';
import { formatDateText, formatValue } from '../words/value-words.ts';
import type { FormattedResult } from './result-formatter.ts';

interface CliTenure {
  readonly holder: { readonly id: string };
  readonly holders: readonly { readonly id: string }[];
  readonly person: unknown;
  readonly since: unknown;
  readonly until: unknown;
  readonly knownOn: readonly unknown[];
}

interface CliKnownChair {
  readonly holders: unknown;
  readonly on: unknown;
}

interface ChairResult {
  readonly body: string;
  readonly bodyName?: string;
  readonly known: 'told' | 'presumed' | 'not-known' | 'sources-differ' | 'not-recorded';
  readonly day: string;
  readonly holder: CliTenure | null;
  readonly possibly: readonly CliTenure[];
  readonly changedIn: { readonly stated: boolean };
  readonly lastKnown: CliKnownChair | null;
  readonly nextKnown: CliKnownChair | null;
  readonly planned: readonly CliTenure[];
  readonly line: readonly CliTenure[];
}

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
  return {
    lines: [...lines, ...formatAnswer(chair)],
    hasHeading: true,
    count: null,
    dropped,
    position,
    next,
  };
}

/** Formats joint holders: "Italy and Finland". */
function formatHolders(holders: unknown): string {
  return Array.isArray(holders) ? holders.map((each) => formatValue(each)).join(' and ') : '';
}

/** Returns the sentences about the chair on the day, and about plans. */
function formatAnswer(chair: ChairResult): readonly string[] {
  const plans = chair.planned.map(
    (plan) => `Planned: ${formatHolders(plan.holders)}${formatTerm(plan)}.`,
  );
  return [`On ${formatDateText(chair.day)}: ${formatKnown(chair)}`, ...plans];
}

// Without a recorded chair, the chair of another body is not a substitute.
function formatKnown({ body, bodyName = body, ...chair }: ChairResult): string {
  const { known, holder, possibly, changedIn } = chair;
  const between = formatNeighbours(chair);
  const candidates = possibly.map(({ holders }) => formatHolders(holders));
  if (known === 'not-recorded') return `the chair of ${bodyName} is not recorded.`;
  if (known === 'sources-differ') return `sources differ: ${candidates.join(' or ')}.`;
  if (changedIn.stated) {
    return `changed in ${formatValue(changedIn)}, day not stated: ${candidates.join(' or ')}.`;
  }
  if (holder === null) return `not known${between}.`;
  const name = formatHolders(holder.holders);
  const term = formatTerm(holder);
  return known === 'told' ? `${name}${term}.` : `presumably ${name}${term}${between}.`;
}

function formatTerm({ since, until }: Pick<CliTenure, 'since' | 'until'>): string {
  const words = [
    ...(isStated(since) ? [`since ${formatValue(since)}`] : []),
    ...(isStated(until) ? [`until ${formatValue(until)}`] : []),
  ];
  return words.length === 0 ? '' : `, ${words.join(', ')}`;
}

const isStated = (date: unknown): boolean =>
  (date as { readonly stated?: boolean } | null)?.stated === true;

function formatNeighbours({
  holder,
  lastKnown,
  nextKnown,
}: Pick<ChairResult, 'holder' | 'lastKnown' | 'nextKnown'>): string {
  const format = (known: CliKnownChair): string => {
    const on = isStated(known.on) ? formatValue(known.on) : 'on a day not stated';
    return holder === null ? `${formatHolders(known.holders)}, ${on}` : on;
  };
  const isOther = holder !== null && nextKnown !== null && !isSameHolder(holder, nextKnown);
  const words = [
    ...(lastKnown === null
      ? []
      : [`; last ${holder === null ? 'known' : 'told'} ${format(lastKnown)}`]),
    ...(nextKnown === null
      ? []
      : [
          isOther
            ? `; next known ${formatHolders(nextKnown.holders)}, ${formatValue(nextKnown.on)}`
            : `; next ${holder === null ? 'known' : 'told'} ${format(nextKnown)}`,
        ]),
  ];
  return words.join('');
}

function isSameHolder({ holders }: CliTenure, next: CliKnownChair): boolean {
  const ids = (next.holders as CliTenure['holders']).map(({ id }) => id);
  return holders.some(({ id }) => ids.includes(id));
}
