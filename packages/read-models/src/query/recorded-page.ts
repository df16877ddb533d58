import type { SqlExpression } from '@rapporteur/projection-runtime';
import { cutPage, type PageRequest, type ResultPage } from './pages.ts';
import type { RecordQuery } from './record-query.ts';
import type { SelectedRow, Selection } from './selection.ts';
import { isoTime } from './sql.ts';

/** The columns of a row that say when it was recorded. */
export interface RecordedColumns {
  readonly eventAt: SqlExpression<Date>;
  readonly partition: SqlExpression<number>;
  readonly eventPseq: SqlExpression<number>;
}

const CASTS = ['timestamptz', 'integer', 'integer'] as const;

/**
 * Returns one page of a query in the order of recording, or in the reverse order: by time, and by
 * position in each partition.
 */
export async function fetchPageAsRecorded<S extends Selection>(
  query: RecordQuery,
  row: RecordedColumns,
  select: S,
  { limit, after, newestFirst = false }: PageRequest,
): Promise<ResultPage<SelectedRow<S>>> {
  const keys = [row.eventAt, row.partition, row.eventPseq] as const;
  if (after !== null) {
    const start = after.map((part, index) => query.parameter(part, CASTS[index] ?? 'text'));
    query.where(`(${keys.join(', ')}) ${newestFirst ? '<' : '>'} (${start.join(', ')})`);
  }
  for (const key of keys) query.builder.addOrderBy(key, newestFirst ? 'DESC' : 'ASC');
  query.builder.limit(limit + 1);
  const sort = { sort0: isoTime(row.eventAt), sort1: row.partition, sort2: row.eventPseq };
  const found = await query.rows({ ...select, ...sort });
  const { rows, next } = cutPage(found, limit, readSortKey);
  return { rows: rows.map(removeSortColumns), next };
}

function readSortKey(row: Readonly<Record<string, unknown>>): readonly (string | number)[] {
  return CASTS.map((_, index) => row[`sort${index}`] as string | number);
}

// Sort values are not part of the result.
function removeSortColumns<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/^sort\d$/.test(name))) as T;
}
