import {
  CANDIDATE_LIMITS,
  type CandidateRows,
  type DayCandidates,
  type DayWindow,
  readCandidates,
  readUndatedCandidates,
  readWindowCandidates,
  selectCandidates,
} from '../days/day-candidates.ts';
import { listDayWindows } from '../days/day-windows.ts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { cutPage, type PageRequest, type ResultPage, type SortKey } from './pages.ts';
import type { RecordQuery } from './record-query.ts';
import type { SelectedRow, Selection } from './selection.ts';
import { countRows, sql } from './sql.ts';

/** The columns that order rows of one day: by command, then as the command has them. */
export interface RowOrder {
  readonly commandId: SqlExpression<string>;
  readonly eventPseq: SqlExpression<number>;
  readonly n: SqlExpression<number>;
}

/** The selected columns, the requested page, and the columns that order it. */
export interface DatedPage<S extends Selection> {
  readonly select: S;
  readonly page: PageRequest;
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
  readonly order: RowOrder;
  /** The day by which a row had happened; null: rows after the day of the scope count too. */
  readonly happened: SqlExpression<string | null> | null;
  /** The days that bounds select: those that order a row; if it has none, others. */
  readonly range?: DayColumns;
  /** The columns by which the rows of a few days are found, without computing the days of all. */
  readonly near?: NearRows<S>;
}

/** Finds candidates among the rows of the query, or of another one from which its rows are made. */
interface NearRows<S extends Selection> extends Omit<CandidateRows, 'query'> {
  readonly query?: RecordQuery;
  /** The same rows for a page of few; with more rows, it may lack some. */
  readonly few?: CandidateRows;
  /** Whether each candidate is a row of the page; otherwise rows are made from them. */
  readonly isRow?: boolean;
  /** Returns the query of the rows that are made from candidates, or from all. */
  readonly build?: (candidates?: DayCandidates) => Promise<BuiltPage<S>>;
}

/** A query, with the columns of its page. */
interface BuiltPage<S extends Selection> {
  readonly query: RecordQuery;
  readonly dated: Omit<DatedPage<S>, 'page' | 'near'>;
}

/** The first and the last day of a row. */
interface DayColumns {
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
}

const SORT_CASTS = ['date', 'date', 'text', 'integer', 'integer'] as const;
const SORT_COLUMN = 'sort';

/**
 * Returns one page of a query, by earliest day, latest day and document order, or in the reverse
 * order; undated rows come last. With bounds or a day of the scope, rows without any day are left
 * out and counted. The order of recording decides nothing: ids of commands depend on their content.
 */
export async function fetchPageByDate<S extends Selection>(
  query: RecordQuery,
  dated: DatedPage<S>,
): Promise<ResultPage<SelectedRow<S>>> {
  const { near, page } = dated;
  const count = page.limit + 1;
  if (near === undefined) return fetchWhole(query, dated);
  const rows: NearQuery<S> = { ...near, query: near.query ?? query, whole: query };
  const few = await readCandidates(near.few ?? rows, CANDIDATE_LIMITS.few);
  if (few !== undefined) {
    const found = await openCandidates(rows, dated, few);
    return fetchWhole(found.query, { ...found.dated, page });
  }
  if (near.order?.sources.length === 0) return fetchWhole(query, dated);

  const undated = page.after === null ? await countUndatedNear(rows, dated) : undefined;
  return toPage(await fetchWindows(rows, dated, count), page, undated);
}

/** The query of the candidates, and that of all rows of the page. */
type NearQuery<S extends Selection> = NearRows<S> & CandidateRows & { readonly whole: RecordQuery };

async function openCandidates<S extends Selection>(
  rows: NearQuery<S>,
  dated: DatedPage<S>,
  candidates?: DayCandidates,
): Promise<BuiltPage<S>> {
  if (rows.build !== undefined) return rows.build(candidates);
  if (candidates !== undefined) return { query: selectCandidates(rows, candidates), dated };
  const query = rows.whole.clone();
  query.limitDays(undefined);
  return { query, dated };
}

async function fetchWhole<S extends Selection>(
  query: RecordQuery,
  dated: DatedPage<S>,
): Promise<ResultPage<SelectedRow<S>>> {
  const { page } = dated;
  const required = listRequiredDays(query, dated);
  const undated =
    required.length > 0 && page.after === null ? await countUndated(query, required) : undefined;
  return toPage(await fetchSortedRows(query, dated, page.limit + 1), page, undated);
}

function toPage<T extends Readonly<Record<string, unknown>>>(
  sorted: readonly T[],
  { limit }: PageRequest,
  undated: number | undefined,
): ResultPage<T> {
  const { rows, next } = cutPage(sorted, limit, readSortKey);
  return { rows: rows.map(removeSortColumns), next, ...(undated === undefined ? {} : { undated }) };
}

/** Reads window after window until there are so many rows. */
async function fetchWindows<S extends Selection>(
  rows: NearQuery<S>,
  dated: DatedPage<S>,
  count: number,
): Promise<readonly SelectedRow<S>[]> {
  const { after, days, newestFirst = false } = dated.page;
  const windows = listDayWindows(rows, {
    after: after === null ? null : String(after[0]),
    endsFrom: days?.from ?? null,
    last: findLastDay(rows.query, dated),
    things: Math.ceil(count / 4) + CANDIDATE_LIMITS.things,
    newestFirst,
  });
  const found: SelectedRow<S>[] = [];
  for await (const window of windows) {
    const candidates = await readWindowCandidates(rows, window);
    const within = { from: window.from ?? '-infinity', before: window.before ?? 'infinity' };
    const { query, dated: columns } = await openCandidates(rows, dated, candidates);
    const part = { ...columns, page: dated.page, within };
    found.push(...(await fetchSortedRows(query, part, count - found.length)));
    if (found.length >= count) return found;
  }
  found.push(...(await fetchUndatedRows(rows, dated, count - found.length)));
  return found;
}

/** Returns the day after which no row of the result begins; null: any may. */
function findLastDay<S extends Selection>(
  { scope }: RecordQuery,
  { happened, page, range }: DatedPage<S>,
): string | null {
  // With another range, a row may be ordered by a day after the one on which it had happened.
  const days = [happened === null || range !== undefined ? null : scope.asOf, page.days?.to];
  return days.flatMap((day) => day ?? []).toSorted()[0] ?? null;
}

async function fetchUndatedRows<S extends Selection>(
  rows: NearQuery<S>,
  dated: DatedPage<S>,
  count: number,
): Promise<readonly SelectedRow<S>[]> {
  // Bounds leave them out.
  if (dated.range === undefined && listRequiredDays(rows.query, dated).length > 0) return [];
  const candidates = await readUndatedCandidates(rows, CANDIDATE_LIMITS.undated);
  const within = { from: 'infinity', before: null };
  const { query, dated: columns } = await openCandidates(rows, dated, candidates);
  return fetchSortedRows(query, { ...columns, page: dated.page, within }, count);
}

/** Returns the number of rows without a day that a page leaves out; undefined if it needs none. */
export function countUndatedRows<S extends Selection>(
  whole: RecordQuery,
  dated: DatedPage<S> & { readonly near: NearRows<S> },
): Promise<number | undefined> {
  return countUndatedNear({ query: whole, ...dated.near, whole }, dated);
}

/** Returns the number of rows without a day that the result needs; undefined if it needs none. */
async function countUndatedNear<S extends Selection>(
  { order, ...rows }: NearQuery<S>,
  dated: DatedPage<S>,
): Promise<number | undefined> {
  const required = listRequiredDays(rows.whole, dated);
  if (required.length === 0) return undefined;
  const { isRow = false, day } = rows;
  // Bounds select a row by the days that order it, too.
  const isOrdered = isRow && dated.range !== undefined && !requiresHappened(rows.whole, dated);
  const ownDays = [...day.ownDays, ...(isOrdered ? (order?.ownDays ?? []) : [])];
  const undated = { ...rows, day: { ...day, ownDays } };
  const candidates = await readUndatedCandidates(undated, CANDIDATE_LIMITS.undated);
  if (!isRow || candidates === undefined) return countCandidates(rows, dated, candidates);

  const { rowsWithoutThing, eventsWithThing: events, things } = candidates;
  if (events.size === 0) return rowsWithoutThing;
  return rowsWithoutThing + (await countCandidates(rows, dated, { events, things }));
}

async function countCandidates<S extends Selection>(
  rows: NearQuery<S>,
  dated: DatedPage<S>,
  candidates: DayCandidates | undefined,
): Promise<number> {
  const { query, dated: columns } = await openCandidates(rows, dated, candidates);
  return countUndated(query, listRequiredDays(query, { ...columns, page: dated.page }));
}

function requiresHappened<S extends Selection>(
  { scope }: RecordQuery,
  { happened }: Pick<DatedPage<S>, 'happened'>,
): boolean {
  return happened !== null && scope.asOf !== null;
}

function listRequiredDays<S extends Selection>(
  { scope }: RecordQuery,
  { page: { days }, range, earliest, happened }: DatedPage<S>,
): readonly SqlExpression<string | null>[] {
  return [
    ...(days?.from || days?.to ? [range?.earliest ?? earliest] : []),
    ...(happened !== null && scope.asOf !== null ? [happened] : []),
  ];
}

/** Returns the first rows of a page, with the values that order them. */
async function fetchSortedRows<S extends Selection>(
  query: RecordQuery,
  dated: DatedPage<S> & { readonly within?: Omit<DayWindow, 'endsFrom'> },
  count: number,
): Promise<readonly SelectedRow<S>[]> {
  const { select, page, earliest, latest, order, happened, range, within } = dated;
  const { after, days, newestFirst = false } = page;
  const bounded = range ?? { earliest, latest };
  const keys = [
    sql<string>`coalesce(${earliest}, 'infinity')`,
    sql<string>`coalesce(${latest}, 'infinity')`,
    sql<string>`${order.commandId} COLLATE "C"`,
    order.eventPseq,
    order.n,
  ] as const;
  query.whereLate(query.overlaps(bounded.earliest, bounded.latest, days));
  if (happened !== null) query.whereLate(query.hadHappened(happened));
  if (after !== null) query.whereLate(followsRow(query, { keys, earliest, after, newestFirst }));
  if (within !== undefined) {
    query.whereLate(`${keys[0]} >= ${query.parameter(within.from, 'date')}`);
    if (within.before !== null)
      query.whereLate(`${keys[0]} < ${query.parameter(within.before, 'date')}`);
  }
  if (newestFirst) query.builder.addOrderBy(`${earliest} IS NULL`);
  for (const key of keys) query.builder.addOrderBy(key, newestFirst ? 'DESC' : 'ASC');
  query.builder.limit(count);

  const sortValues = keys.map((key, index) => [
    `${SORT_COLUMN}${index}`,
    index < 2 ? sql`(${key})::text` : key,
  ]);
  return query.rows({ ...select, ...Object.fromEntries(sortValues) } as S);
}

/** Returns the condition that a row comes after another one, whose sort values are known. */
function followsRow(
  query: RecordQuery,
  {
    keys,
    earliest,
    after,
    newestFirst,
  }: {
    readonly keys: readonly SqlExpression<unknown>[];
    readonly earliest: SqlExpression<string | null>;
    readonly after: SortKey;
    readonly newestFirst: boolean;
  },
): string {
  const start = after.map((part, index) => query.parameter(part, SORT_CASTS[index] ?? 'text'));
  const compare = (operator: string) => `(${keys.join(', ')}) ${operator} (${start.join(', ')})`;
  if (!newestFirst) return compare('>');
  const isAfterUndated = after[0] === 'infinity';
  return isAfterUndated
    ? `${earliest} IS NULL AND ${compare('<')}`
    : `(${earliest} IS NULL OR ${compare('<')})`;
}

/** Returns one page of a query whose rows have no day, by a text that is unique among them. */
export async function fetchPageInOrder<S extends Selection>(
  query: RecordQuery,
  {
    select,
    page: { limit, after },
    key,
  }: {
    readonly select: S;
    readonly page: PageRequest;
    readonly key: SqlExpression<string>;
  },
): Promise<ResultPage<SelectedRow<S>>> {
  const none = sql<null>`NULL::date`;
  const zero = sql<number>`0::integer`;
  const order = { commandId: key, eventPseq: zero, n: zero };
  const page = { limit, after };
  return fetchPageByDate(query, {
    select,
    page,
    earliest: none,
    latest: none,
    order,
    happened: null,
  });
}

async function countUndated(
  query: RecordQuery,
  days: readonly SqlExpression<string | null>[],
): Promise<number> {
  const isUndated = days.map((day) => `${day} IS NULL`).join(' OR ');
  const [count] = await query.clone().where(`(${isUndated})`).rows({ rows: countRows });
  return count?.rows ?? 0;
}

function readSortKey(row: Readonly<Record<string, unknown>>): readonly (string | number)[] {
  return SORT_CASTS.map((_, index) => row[`${SORT_COLUMN}${index}`] as string | number);
}

// Sort values are not part of the result.
function removeSortColumns<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/^sort\d$/.test(name))) as T;
}
