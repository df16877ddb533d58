import type { RecordedEvent } from '@rapporteur/event-log';
import type { EntityManager } from 'typeorm';
import { findTargetId, readRange } from './command-events.ts';
import { readDeclaredTables } from './declared-tables.ts';
import { EVENT_INDEX } from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { listParkedBySchema, SKIPPED_TABLE } from './parked-commands.ts';
import type { ProjectionSource } from './partition-projector.ts';

/** A command to skip, and its `ProjectionSkipped` event. */
export interface CommandSkip {
  readonly collection: string;
  readonly commandId: string;
  /** The id and the sequence of the `ProjectionSkipped`. */
  readonly eventId: string;
  readonly pseq: number;
}

/** The event that closes rows. */
interface ClosingEvent {
  readonly pseq: number;
  readonly time: string;
  readonly eventId: string;
}

/** Records that a generation skips a command. */
export async function recordSkip(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  skip: CommandSkip,
): Promise<void> {
  await manager.query(
    `INSERT INTO "${schema}".${SKIPPED_TABLE} (partition, collection, command_id, by_event)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [partition, skip.collection, skip.commandId, skip.eventId],
  );
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

  const eventIds = commandEvents.map(({ id }) => id);
  const declared = readDeclaredTables(source.projection, generation.schema);
  const tables = [...declared.values()].map(({ qualified }) => qualified);
  for (const table of tables) {
    await manager.query(
      `DELETE FROM ${table} WHERE partition = $1 AND collection = $2 AND recorded_by = ANY($3)`,
      [generation.partition, skip.collection, eventIds],
    );
  }

  // The range may be long and the position is locked, so read it only if the command closed rows.
  if (!commandEvents.some(({ isChange }) => isChange)) return;
  const { partition } = generation;
  const range = { partition, first: first.pseq, last: skip.pseq - 1 };
  const events = await readRange(source.log, range);
  const changes = events.filter(({ event }) => event.source === `/collections/${skip.collection}`);
  const isHidden = await loadHiddenFilter(manager, generation, skip);

  for (const [factId, next] of findNextChanges(changes, skip, isHidden)) {
    const closed = { partition, collection: skip.collection, factId, eventIds };
    for (const table of tables) await replaceClosing(manager, table, closed, toClosing(next));
  }
}

interface CommandEventRow {
  readonly id: string;
  readonly pseq: number;
  readonly isChange: boolean;
}

async function listCommandEvents(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  { collection, commandId }: CommandSkip,
): Promise<readonly CommandEventRow[]> {
  return manager.query<CommandEventRow[]>(
    `SELECT event_id AS id, pseq, type IN ('RecordCorrected', 'RecordRetracted') AS "isChange"
       FROM "${schema}".${EVENT_INDEX}
      WHERE partition = $1 AND collection = $2 AND command_id = $3 ORDER BY pseq`,
    [partition, collection, commandId],
  );
}

/** Returns, for every fact that the command changed, the first shown change by another command. */
function findNextChanges(
  changes: readonly RecordedEvent[],
  { commandId }: CommandSkip,
  isHidden: (recorded: RecordedEvent) => boolean,
): ReadonlyMap<string, RecordedEvent | undefined> {
  const next = new Map<string, RecordedEvent | undefined>();

  for (const change of changes) {
    const factId = findTargetId(change.event);
    if (factId === undefined || change.event.commandid !== commandId) continue;
    const shown = changes.find((other) => findTargetId(other.event) === factId && !isHidden(other));
    next.set(factId, shown);
  }

  return next;
}

function toClosing(change: RecordedEvent | undefined): ClosingEvent | null {
  return change === undefined
    ? null
    : { pseq: change.event.pseq, time: change.event.time, eventId: change.event.id };
}

/** Returns a predicate for events of the collection that have no effect on the rows. */
async function loadHiddenFilter(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  { collection, commandId }: CommandSkip,
): Promise<(recorded: RecordedEvent) => boolean> {
  const parked = await listParkedBySchema(manager, { schema, partition, collection });
  const skipped: { id: string }[] = await manager.query(
    `SELECT command_id AS id FROM "${schema}".${SKIPPED_TABLE}
      WHERE partition = $1 AND collection = $2`,
    [partition, collection],
  );

  const hidden = new Set([
    commandId,
    ...parked.map((command) => command.commandId),
    ...skipped.map(({ id }) => id),
  ]);
  return ({ event }) => hidden.has(event.commandid);
}

/** Rows of a fact that events closed. */
interface ClosedRows {
  readonly partition: number;
  readonly collection: string;
  readonly factId: string;
  /** The events that closed them. */
  readonly eventIds: readonly string[];
}

/** Closes the rows by the next change of their fact; without one, they are current again. */
async function replaceClosing(
  manager: EntityManager,
  table: string,
  { partition, collection, factId, eventIds }: ClosedRows,
  next: ClosingEvent | null,
): Promise<void> {
  await manager.query(
    `UPDATE ${table} SET recorded_to = $5, recorded_to_at = $6, closed_by = $7
      WHERE partition = $1 AND collection = $2 AND event_id = $3 AND closed_by = ANY($4)`,
    [
      partition,
      collection,
      factId,
      eventIds,
      next?.pseq ?? null,
      next?.time ?? null,
      next?.eventId ?? null,
    ],
  );
}
