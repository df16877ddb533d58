import { formatSettlement } from '@rapporteur/statements';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { ConflictRow } from './record-entities.ts';

/**
 * Returns the values that persons settled, as `formatSettlement` writes them: of each resolved
 * conflict, the fact whose value holds, if the person chose one.
 */
export async function readSettlements(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<ReadonlySet<string>> {
  const query = new RecordQuery(database, scope);
  const r = query.from(ConflictRow, 'r');
  query.where(`${r.stage} = 'resolved' AND ${r.holds} IS NOT NULL`);
  const rows = await query.rows({ field: r.field, holds: sql<string>`${r.holds}` });
  return new Set(rows.map(({ holds, field }) => formatSettlement(holds, field)));
}
