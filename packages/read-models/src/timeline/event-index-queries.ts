import { EventIndexEntry, schemaRepository } from '@rapporteur/projection-runtime';
import { In } from 'typeorm';
import { listCollectionIds, type QueryScope } from '../query/scope.ts';
import type { QueryDatabase } from '../query/database.ts';

/** Selects events of the index by their ids or by their command. */
export type IndexFilter = { readonly eventIds: readonly string[] } | { readonly commandId: string };

/** Returns the index entries of events up to the position of the scope, in the order of recording. */
export async function listIndexEntries(
  { manager }: QueryDatabase,
  scope: Pick<QueryScope, 'collections'>,
  filter: IndexFilter,
): Promise<readonly EventIndexEntry[]> {
  const selected =
    'eventIds' in filter ? { eventId: In(filter.eventIds) } : { commandId: filter.commandId };
  const rows = await schemaRepository(manager, EventIndexEntry, 'timeline').find({
    where: { collection: In(listCollectionIds(scope)), ...selected },
    order: { partition: 'ASC', pseq: 'ASC' },
  });
  return rows.filter((row) =>
    scope.collections.some(
      ({ collection, partition, position }) =>
        row.collection === collection && row.partition === partition && row.pseq <= position,
    ),
  );
}
