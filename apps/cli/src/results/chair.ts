import { fetchWhole, type QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { formatTableLines, type TextColumn } from '../table.ts';
import { formatDate } from './query-table.ts';
import type { FormattedResult } from './result-formatter.ts';

type CliDate = { readonly stated: boolean; readonly edtf?: string; readonly basis?: string };

interface ChairActor {
  readonly id: string;
  readonly nameAsWritten: string;
}

interface CliTenure {
  readonly holder: ChairActor;
  readonly person: ChairActor | null;
  readonly since: CliDate;
  readonly until: CliDate;
  readonly knownOn: readonly CliDate[];
}

interface ChairResult {
  readonly body: string;
  readonly recorded: boolean;
  readonly day: string | null;
  readonly holder: CliTenure | null;
  readonly possibly: readonly CliTenure[];
  readonly line: readonly CliTenure[];
}

const COLUMNS: readonly TextColumn<CliTenure>[] = [
  { title: 'CHAIR', text: ({ holder }) => formatActor(holder) },
  { title: 'PERSON', text: ({ person }) => (person === null ? 'not stated' : formatActor(person)) },
  { title: 'SINCE', text: ({ since }) => formatCliDate(since) },
  { title: 'UNTIL', text: ({ until }) => formatCliDate(until) },
  { title: 'KNOWN ON', text: ({ knownOn }) => knownOn.map(formatCliDate).join('; ') },
];

/** Formats the chairs of a body over time, then its chair on the day of the query. */
export async function formatChair(session: CliSession, call: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, call);
  const chair = data as ChairResult;
  const table = formatTableLines(COLUMNS, chair.line, session.terminal.columns);
  return { lines: [...table, formatHolder(chair)], hasHeading: true, count: null, position, next };
}

const formatCliDate = ({ stated, edtf = '', basis }: CliDate): string =>
  formatDate(edtf, String(stated), basis);

const formatActor = ({ id, nameAsWritten }: ChairActor): string =>
  nameAsWritten === id ? id : `${nameAsWritten} (${id})`;

// Without a recorded chair, the chair of another body is not a substitute.
function formatHolder({ body, recorded, day, holder, possibly }: ChairResult): string {
  const when = day === null ? 'Last recorded' : `On ${day}`;
  if (!recorded) return `${when}: the chair of ${body} is not recorded.`;
  if (holder !== null)
    return `${when}: ${formatActor(holder.holder)}, since ${formatCliDate(holder.since)}.`;
  if (possibly.length === 0) return `${when}: not recorded.`;

  const candidates = possibly.map((tenure) => formatActor(tenure.holder)).join(' or ');
  return `${when}: not clear; possibly ${candidates}.`;
}
