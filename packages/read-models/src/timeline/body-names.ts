import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import type { QueryDatabase } from '../query/database.ts';
import { BodyRow } from './body-entities.ts';
import { inByteOrder } from '../query/sql.ts';

/** Returns the registered name of each body, by the key of its canonical id; without bodies, all. */
export async function readBodyNames(
  database: QueryDatabase,
  scope: QueryScope,
  bodies?: readonly ThingRef[],
): Promise<ReadonlyMap<string, string>> {
  const query = new RecordQuery(database, scope);
  const b = query.from(BodyRow, 'b');
  query.whereThing({ collection: b.collection, id: b.body }, bodies);
  query.builder.orderBy(inByteOrder(b.eventId), 'DESC');
  const rows = await query.rows({ collection: b.collection, id: b.body, name: b.name });

  // The name of the canonical id counts before the names of merged ones.
  const canonical = rows.map((row) => ({
    ...row,
    key: formatThingKey({ ...row, id: scope.aliases.canonicalId('body', row.id, row.collection) }),
  }));
  const ordered = canonical.toSorted(
    (a, b) => Number(a.key === formatThingKey(a)) - Number(b.key === formatThingKey(b)),
  );
  return new Map(ordered.map(({ key, name }) => [key, name]));
}
