import type { SqlExpression } from '@rapporteur/projection-runtime';
import { cutPage, type PageRequest, type ResultPage } from './pages.ts';
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
  /** The days that bounds select; without them, those that order the rows. */
  readonly range?: DayColumns;
}

/** The first and the last day of a row. */
interface DayColumns {
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
}

const SORT_CASTS = ['date', 'date', 'text', 'integer', 'integer'] as const;
const SORT_COLUMN = 'sort';

/**
 * Returns one page of a query, by earliest day, latest day and document order; undated rows come
 * last. With bounds or a day of the scope, rows without any day are left out and counted. The order
 * of recording decides nothing: ids of commands depend on their content.
 */
export async function fetchPageByDate<S extends Selection>(
  query: RecordQuery,
  { select, page, earliest, latest, order, happened, range }: DatedPage<S>,
): Promise<ResultPage<SelectedRow<S>>> {
  const { limit, after, days } = page;
  const bounded = range ?? { earliest, latest };
  const required = [
    ...(days?.from || days?.to ? [bounded.earliest] : []),
    ...(happened !== null && query.scope.asOf !== null ? [happened] : []),
  ];
  const undated =
    required.length > 0 && after === null ? await countUndated(query, required) : undefined;

  const keys = [
    sql<string>`coalesce(${earliest}, 'infinity')`,
    sql<string>`coalesce(${latest}, 'infinity')`,
    sql<string>`${order.commandId} COLLATE "C"`,
    order.eventPseq,
    order.n,
  ] as const;
  query.where(query.overlaps(bounded.earliest, bounded.latest, days));
  if (happened !== null) query.where(query.hadHappened(happened));
  if (after !== null) {
    const start = after.map((part, index) => query.parameter(part, SORT_CASTS[index] ?? 'text'));
    query.where(`(${keys.join(', ')}) > (${start.join(', ')})`);
  }
  for (const key of keys) query.builder.addOrderBy(key);
  query.builder.limit(limit + 1);

  const sortValues = keys.map((key, index) => [
    `${SORT_COLUMN}${index}`,
    index < 2 ? sql`(${key})::text` : key,
  ]);
  const rows = await query.rows({ ...select, ...Object.fromEntries(sortValues) } as S);
  const result = cutPage(rows, limit, readSortKey);
  return {
    rows: result.rows.map(removeSortColumns),
    next: result.next,
    ...(undated === undefined ? {} : { undated }),
  };
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
