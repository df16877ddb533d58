import type { EventType } from '@rapporteur/contracts';
import type { RecordedEvent } from '@rapporteur/event-log';
import { Any, type EntityManager } from 'typeorm';
import { listTargetIds, readRange } from './command-events.ts';
import { EventIndexEntry } from './event-index-entry.ts';
import { findIndexedEvents, type IndexedEvent, listEntryEvents } from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { SkippedCommand } from './parked-command.ts';
import { listParkedBySchema, listSkipped } from './parked-commands.ts';
import type { ProjectionSource } from './partition-projector.ts';
import { schemaRepository } from './schema-repository.ts';
import type { VersionedRow } from './versioned-row.ts';

/** A command to skip, and its `ProjectionSkipped` event. */
export interface CommandSkip {
  readonly collection: string;
  readonly commandId: string;
  /** The id and the sequence of the `ProjectionSkipped`. */
  readonly eventId: string;
  readonly pseq: number;
}

const CHANGE_TYPES: ReadonlySet<EventType> = new Set(['RecordCorrected', 'RecordRetracted']);

/** Records that a generation skips a command. */
export async function recordSkip(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  skip: CommandSkip,
): Promise<void> {
  await schemaRepository(manager, SkippedCommand, schema)
    .createQueryBuilder()
    .insert()
    .values({
      partition,
      collection: skip.collection,
      commandId: skip.commandId,
      byEvent: skip.eventId,
    })
    .orIgnore()
    .execute();
}

/**
 * Removes the effect of a command on the rows. A later release may show a command that an earlier
 * one parked; its rebuild must still produce the rows of the earlier one, which skipped the
 * command.
 */
export async function removeCommandRows(
  manager: EntityManager,
  source: ProjectionSource,
  generation: GenerationPartition,
  skip: CommandSkip,
): Promise<void> {
  const commandEvents = await listCommandEvents(manager, generation, skip);
  const [first] = commandEvents;
  if (first === undefined) return;

  const { partition, schema } = generation;
  const { collection } = skip;
  const eventIds = commandEvents.map(({ eventId }) => eventId);
  const tables = source.projection.entities.map((entity) =>
    schemaRepository(manager, entity, schema),
  );
  // Rows that a command restores are recorded by earlier events.
  const positions = commandEvents.map(({ pseq }) => pseq);
  for (const table of tables) {
    await table.delete({ partition, collection, recordedFrom: Any(positions) });
  }

  // The range may be long and the position is locked, so read it only if the command closed rows.
  if (!commandEvents.some(({ type }) => CHANGE_TYPES.has(type))) return;
  const range = { partition, first: first.pseq, last: skip.pseq - 1 };
  const events = await readRange(source.log, range);
  const changes = events.filter(({ event }) => event.source === `/collections/${collection}`);
  const isHidden = await loadHiddenFilter(manager, generation, skip);

  const nextChanges = findNextChanges(changes, skip, isHidden);
  const targets = [...nextChanges.keys()].map((eventId) => ({ collection, eventId }));
  for (const fact of await findIndexedEvents(manager, generation, targets)) {
    const closed = { partition, eventPseq: fact.pseq, closedBy: Any(eventIds) };
    const end = toClosing(nextChanges.get(fact.eventId));
    for (const table of tables) await table.update(closed, end);
  }
}

async function listCommandEvents(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  { collection, commandId }: CommandSkip,
): Promise<readonly IndexedEvent[]> {
  const entries = await schemaRepository(manager, EventIndexEntry, schema).find({
    where: { partition, collection, commandId },
    order: { firstPseq: 'ASC' },
  });
  return entries.flatMap(listEntryEvents);
}

/** Returns, for every fact that the command changed, the first shown change by another command. */
function findNextChanges(
  changes: readonly RecordedEvent[],
  { commandId }: CommandSkip,
  isHidden: (recorded: RecordedEvent) => boolean,
): ReadonlyMap<string, RecordedEvent | undefined> {
  const next = new Map<string, RecordedEvent | undefined>();

  for (const change of changes) {
    if (change.event.commandid !== commandId) continue;
    for (const factId of listTargetIds(change.event)) {
      const shown = changes.find(
        (other) => listTargetIds(other.event).includes(factId) && !isHidden(other),
      );
      next.set(factId, shown);
    }
  }

  return next;
}

/** The end of validity of rows; null: they are current again. */
type RowEnd = Pick<VersionedRow, 'recordedTo' | 'recordedToAt' | 'closedBy'>;

function toClosing(change: RecordedEvent | undefined): RowEnd {
  if (change === undefined) return { recordedTo: null, recordedToAt: null, closedBy: null };
  const { pseq, time, id } = change.event;
  return { recordedTo: pseq, recordedToAt: new Date(time), closedBy: id };
}

/** Returns a predicate for events of the collection that have no effect on the rows. */
async function loadHiddenFilter(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  { collection, commandId }: CommandSkip,
): Promise<(recorded: RecordedEvent) => boolean> {
  const parked = await listParkedBySchema(manager, { schema, partition, collection });
  const skipped = await listSkipped(manager, schema, { partition, collection });
  const hidden = new Set([commandId, ...[...parked, ...skipped].map((known) => known.commandId)]);
  return ({ event }) => hidden.has(event.commandid);
}
