import type { RecordQuery } from '../query/record-query.ts';
import { sql } from '../query/sql.ts';
import { type CandidateRows, type DayWindow, isWithin } from './day-candidates.ts';

/** The windows of days in which the rows of a page are looked for. */
export interface DayWindows {
  /** The day of the row before the page; null: the first page. `infinity`: that row has no day. */
  readonly after: string | null;
  /** The day on or after which rows end; null: any. */
  readonly endsFrom: string | null;
  /** The day after which no row begins; null: any may. */
  readonly last: string | null;
  /** The number of things with a day that the first window has, about. */
  readonly things: number;
  readonly newestFirst: boolean;
}

/** Yields windows that follow each other, each with more things than the one before. */
export async function* listDayWindows(
  rows: CandidateRows,
  windows: DayWindows,
): AsyncGenerator<DayWindow> {
  if (windows.after === 'infinity') return;
  yield* windows.newestFirst ? listLatestFirst(rows, windows) : listEarliestFirst(rows, windows);
}

async function* listEarliestFirst(
  rows: CandidateRows,
  { after, endsFrom, last, things }: DayWindows,
): AsyncGenerator<DayWindow> {
  let from = after;
  for (let size = things; ; size *= GROWTH) {
    const before = await findWindowEnd(rows, { from, endsFrom }, size);
    yield { from, before, endsFrom };
    if (before === null || (last !== null && before > last)) return;
    from = before;
  }
}

async function* listLatestFirst(
  rows: CandidateRows,
  { after, endsFrom, last, things }: DayWindows,
): AsyncGenerator<DayWindow> {
  const end = after ?? last;
  let before = end === null ? null : nextDay(end);
  for (let size = things; ; size *= GROWTH) {
    const from = await findDay(rows, { from: null, before, endsFrom }, { size, order: 'DESC' });
    yield { from, before, endsFrom };
    if (from === null) return;
    before = from;
  }
}

/** A window has so many times the things of the one before. */
const GROWTH = 4;

/** Returns the end of the window that starts on a day; null: it has all later days. */
async function findWindowEnd(
  rows: CandidateRows,
  { from, endsFrom }: Omit<DayWindow, 'before'>,
  size: number,
): Promise<string | null> {
  const find = (start: string | null, skipped: number) =>
    findDay(rows, { from: start, before: null, endsFrom }, { size: skipped, order: 'ASC' });
  const end = await find(from, size);
  return end !== null && end === from ? find(nextDay(end), 0) : end;
}

/** Returns the day of the thing after so many others; null: there are not so many. */
async function findDay(
  { query, day }: CandidateRows,
  window: DayWindow,
  { size, order }: { readonly size: number; readonly order: 'ASC' | 'DESC' },
): Promise<string | null> {
  const selectDays = (collection: string) => {
    const part = query.subquery();
    const d = part.from(day.entity, 'd');
    part.where(`${d.collection} = ${query.parameter(collection, 'text')}`);
    const days = { earliest: d.occurredEarliest, latest: d.occurredLatest };
    part.where(isWithin(query, days, window));
    part.builder.orderBy(d.occurredEarliest, order).limit(size + 1);
    return [part, { day: d.occurredEarliest }] satisfies [RecordQuery, object];
  };
  const all = query.subquery();
  const parts = query.scope.collections.map(({ collection }) => selectDays(collection));
  const w = all.fromUnion(parts, 'w');
  all.builder.orderBy(w.day, order).offset(size).limit(1);
  const [found] = await all.rows({ day: sql<string>`${w.day}::text` });
  return found?.day ?? null;
}

function nextDay(day: string): string {
  if (day === '-infinity') return '0001-01-01';
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;
