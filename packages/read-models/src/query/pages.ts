/** The start of the next page: the sort values of the last row of this one. */
export type SortKey = readonly (string | number)[];

/** Inclusive bounds for the dates of rows; null: no bound. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** The size and start of a page. */
export interface PageRequest {
  readonly limit: number;
  readonly after: SortKey | null;
  readonly days?: DayRange | undefined;
  /** True: the newest rows come first; undated rows come last in both orders. */
  readonly newestFirst?: boolean | undefined;
}

/** The rows of a page, and the start of the next one. */
export interface ResultPage<T> {
  readonly rows: readonly T[];
  readonly next: SortKey | null;
  /** Of a dated question: the rows that are left out because they have no day at all. */
  readonly undated?: number;
}

/** The number of rows that `readAllPages` requests at once. */
const PAGE_ROWS_MAX = 1_000;

/** Reads pages until the last one and returns all their rows. */
export async function readAllPages<T>(
  readPage: (page: PageRequest) => Promise<ResultPage<T>>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  let after: SortKey | null = null;

  do {
    const page: ResultPage<T> = await readPage({ limit: PAGE_ROWS_MAX, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);

  return rows;
}

/** Returns the first page of rows that were read with one row more than the limit. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  getSortKey: (row: T) => SortKey,
): ResultPage<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last === undefined ? null : getSortKey(last) };
}
