import { type QueryCall, fetchWhole } from '../query-call.ts';
import type { CliSession } from '../session.ts';
import { type TextColumn, formatTableLines } from '../table.ts';
import type { FormattedResult } from './result-formatter.ts';
import { formatDate } from './query-table.ts';

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
  { title: 'CHAIR', text: ({ holder }) => sayActor(holder) },
  { title: 'PERSON', text: ({ person }) => (person === null ? 'not stated' : sayActor(person)) },
  { title: 'SINCE', text: ({ since }) => say(since) },
  { title: 'UNTIL', text: ({ until }) => say(until) },
  { title: 'KNOWN ON', text: ({ knownOn }) => knownOn.map(say).join('; ') },
];

/** Lays the chair of a body out: its line, and who holds it on the day asked about. */
export async function formatChair(session: CliSession, asked: QueryCall): Promise<FormattedResult> {
  const { data, position, next } = await fetchWhole(session, asked);
  const chair = data as ChairResult;
  const lines = [
    ...formatTableLines(COLUMNS, chair.line, session.terminal.columns),
    sayHolder(chair),
  ];
  return { lines, hasHeading: true, count: null, position, next };
}

const say = ({ stated, edtf = '', basis }: CliDate): string =>
  formatDate(edtf, String(stated), basis);
const sayActor = ({ id, nameAsWritten }: ChairActor): string =>
  nameAsWritten === id ? id : `${nameAsWritten} (${id})`;

// Nobody is guessed: what is not recorded is not the chair of some other body.
function sayHolder({ body, recorded, day, holder, possibly }: ChairResult): string {
  const when = day === null ? 'Last told' : `On ${day}`;
  if (!recorded) return `${when}: who chairs ${body} is not recorded.`;
  if (holder !== null) return `${when}: ${sayActor(holder.holder)}, since ${say(holder.since)}.`;
  if (possibly.length === 0) return `${when}: not recorded.`;
  return `${when}: not clear; possibly ${possibly.map((tenure) => sayActor(tenure.holder)).join(' or ')}.`;
}
