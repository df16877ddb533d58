/** Statements about cursors, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';

/**
 * Reads the rows of a query in batches of at most `rowsMax`, so that a large result is never in
 * memory as a whole. Call it within a transaction, one cursor at a time.
 */
export async function* readCursor<T>(
  manager: EntityManager,
  query: string,
  rowsMax: number,
): AsyncGenerator<readonly T[]> {
  await manager.query(`DECLARE batches NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const rows = await manager.query<T[]>(`FETCH ${rowsMax} FROM batches`);
    if (rows.length === 0) break;
    yield rows;
  }
  await manager.query('CLOSE batches');
}
