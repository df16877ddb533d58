import type { PageRequest, ResultPage } from '@rapporteur/read-models';
import { LIMIT_MAX } from './parameters.ts';

/** Returns the rows of all pages. */
export async function readAllRows<T>(
  readPage: (page: PageRequest) => Promise<ResultPage<T>>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  let page: PageRequest | null = { limit: LIMIT_MAX, after: null };
  while (page !== null) {
    const result: ResultPage<T> = await readPage(page);
    rows.push(...result.rows);
    page = result.next === null ? null : { limit: LIMIT_MAX, after: result.next };
  }
  return rows;
}
