import { parseEventId } from '@rapporteur/contracts';
import {
  EventIndexEntry,
  type IndexedEvent,
  listEntryEvents,
  schemaRepository,
} from '@rapporteur/projection-runtime';
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
): Promise<readonly IndexedEvent[]> {
  const eventIds = 'eventIds' in filter ? new Set(filter.eventIds) : undefined;
  const commandIds =
    'commandId' in filter
      ? [filter.commandId]
      : filter.eventIds.map((eventId) => parseEventId(eventId).commandId);
  const entries = await schemaRepository(manager, EventIndexEntry, 'timeline').find({
    where: { collection: In(listCollectionIds(scope)), commandId: In([...new Set(commandIds)]) },
    order: { partition: 'ASC', firstPseq: 'ASC' },
  });
  return entries
    .flatMap(listEntryEvents)
    .filter(({ eventId }) => eventIds === undefined || eventIds.has(eventId))
    .filter((event) =>
      scope.collections.some(
        ({ collection, partition, position }) =>
          event.collection === collection &&
          event.partition === partition &&
          event.pseq <= position,
      ),
    );
}
