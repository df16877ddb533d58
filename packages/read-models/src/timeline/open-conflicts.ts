import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { ConflictRow } from './record-entities.ts';

/** An open conflict: the event that flagged it, and the facts that contradict each other. */
export interface OpenConflict {
  readonly collection: string;
  readonly conflict: string;
  readonly field: string;
  readonly events: readonly string[];
}

/** Returns what conflicts are listed by: the thing that the facts are about, the field, the facts. */
export function formatConflictOrder(c: TableColumns<ConflictRow>): SqlExpression<string> {
  const thing = sql`${c.collection} || '/' || ${c.thingId}`;
  return sql`concat_ws(' ', ${c.thingKind}, ${thing}, ${c.field}, array_to_string(${c.events}, ' '))`;
}

/**
 * Returns the conflicts between given facts that have not ended and that nobody resolved, in the
 * order of the list of conflicts.
 */
export async function listOpenConflicts(
  database: QueryDatabase,
  scope: QueryScope,
  events: readonly string[],
): Promise<readonly OpenConflict[]> {
  if (events.length === 0) return [];
  const query = new RecordQuery(database, scope);
  const c = query.from(ConflictRow, 'c');
  query.where(`${c.stage} = 'flagged'`).whereContainsAny(c.events, events);

  const closed = query.subquery();
  const r = closed.from(ConflictRow, 'r');
  closed
    .where(`${r.stage} IN ('resolved', 'ended')`)
    .where(`${r.collection} = ${c.collection} AND ${r.conflict} = ${c.conflict}`);
  query.where(`NOT EXISTS ${closed.toSubquery({ conflict: r.conflict })}`);
  query.builder.orderBy(`${formatConflictOrder(c)} COLLATE "C"`);
  const { collection, conflict, field } = c;
  return query.rows({ collection, conflict, field, events: c.events });
}
