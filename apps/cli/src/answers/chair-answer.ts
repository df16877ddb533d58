import { type Asked, fetchWhole } from '../ask-question.ts';
import type { Session } from '../session.ts';
import { type Column, tableLines } from '../table.ts';
import type { AnswerLines } from './answer-lines.ts';
import { sayDate } from './table-answer.ts';

type DateView = { readonly stated: boolean; readonly edtf?: string; readonly basis?: string };

interface Actor {
  readonly id: string;
  readonly nameAsWritten: string;
}

interface Tenure {
  readonly holder: Actor;
  readonly person: Actor | null;
  readonly since: DateView;
  readonly until: DateView;
  readonly knownOn: readonly DateView[];
}

interface Chair {
  readonly body: string;
  readonly recorded: boolean;
  readonly day: string | null;
  readonly holder: Tenure | null;
  readonly possibly: readonly Tenure[];
  readonly line: readonly Tenure[];
}

const COLUMNS: readonly Column<Tenure>[] = [
  { title: 'CHAIR', text: ({ holder }) => sayActor(holder) },
  { title: 'PERSON', text: ({ person }) => (person === null ? 'not stated' : sayActor(person)) },
  { title: 'SINCE', text: ({ since }) => say(since) },
  { title: 'UNTIL', text: ({ until }) => say(until) },
  { title: 'KNOWN ON', text: ({ knownOn }) => knownOn.map(say).join('; ') },
];

/** Lays the chair of a body out: its line, and who holds it on the day asked about. */
export async function chairAnswer(session: Session, asked: Asked): Promise<AnswerLines> {
  const { data, position, next } = await fetchWhole(session, asked);
  const chair = data as Chair;
  const lines = [...tableLines(COLUMNS, chair.line, session.terminal.columns), sayHolder(chair)];
  return { lines, titled: true, count: null, position, next };
}

const say = ({ stated, edtf = '', basis }: DateView): string =>
  sayDate(edtf, String(stated), basis);
const sayActor = ({ id, nameAsWritten }: Actor): string =>
  nameAsWritten === id ? id : `${nameAsWritten} (${id})`;

// Nobody is guessed: what is not recorded is not the chair of some other body.
function sayHolder({ body, recorded, day, holder, possibly }: Chair): string {
  const when = day === null ? 'Last told' : `On ${day}`;
  if (!recorded) return `${when}: who chairs ${body} is not recorded.`;
  if (holder !== null) return `${when}: ${sayActor(holder.holder)}, since ${say(holder.since)}.`;
  if (possibly.length === 0) return `${when}: not recorded.`;
  return `${when}: not clear; possibly ${possibly.map((tenure) => sayActor(tenure.holder)).join(' or ')}.`;
}
