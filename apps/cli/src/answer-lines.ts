import type { Asked, Table } from './ask-question.ts';
import { COLUMNS_FOR_PEOPLE } from './query-columns.ts';
import type { Session } from './session.ts';
import { type Column, tableLines } from './table.ts';

/** An answer for people: the titles, then a line a row. */
export interface AnswerLines {
  readonly lines: readonly string[];
  readonly rows: number;
  readonly position: string;
  readonly next: string | null;
}

type Row = readonly string[];

/** Lays an answer out in lines. */
export async function answerLines(session: Session, asked: Asked, fetch: () => Promise<Table>): Promise<AnswerLines> {
  const { columns, rows, position, next } = await fetch();
  const shown = (COLUMNS_FOR_PEOPLE[asked.question.name] ?? columns).flatMap((name) => columnFor(name, columns));
  return { lines: tableLines(shown, rows, session.terminal.columns), rows: rows.length, position, next };
}

function columnFor(name: string, columns: readonly string[]): readonly Column<Row>[] {
  const at = columns.indexOf(name);
  if (at === -1) return [];
  const figures = /^(pseq|ordinal|rank|facts|.*_(count|min|max))$/.test(name);
  return [
    { title: name.toUpperCase().replaceAll('_', ' '), text: (row) => sayCell(name, row[at] ?? ''), right: figures },
  ];
}

/** Times of the record in the person's own zone; everything else as it is. */
function sayCell(name: string, value: string): string {
  return name.endsWith('_at') && value !== '' ? localTime(value) : value;
}

/** `2026-11-22T14:27:08.238Z` → `2026-11-22 15:27:08+01:00` */
export function localTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
