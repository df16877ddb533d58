import type { RecordedEvent } from '@rapporteur/event-log';
import type { EntityManager } from 'typeorm';
import { readRange, findTargetId } from './command-events.ts';
import { readDeclaredTables } from './declared-tables.ts';
import { EVENT_INDEX } from './event-index.ts';
import { SKIPPED_TABLE, listParked } from './parked-commands.ts';
import type { GenerationPartition, ProjectionSource } from './partition-projector.ts';

/** What says that a command is to be left out. */
export interface CommandSkip {
  readonly collection: string;
  readonly commandId: string;
  /** The `ProjectionSkipped`, and its sequence. */
  readonly eventId: string;
  readonly pseq: number;
}

interface ClosingEvent {
  readonly pseq: number;
  readonly at: string;
  readonly by: string;
}

/** Remembers that a command is left out. */
export async function recordSkip(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  skip: CommandSkip,
): Promise<void> {
  await manager.query(
    `INSERT INTO "${schema}".${SKIPPED_TABLE} (partition, collection, command_id, by_event) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [partition, skip.collection, skip.commandId, skip.eventId],
  );
}

/**
 * Takes back what a command did to the rows, as though it had never been shown: where a later release can show what
 * an earlier one could not, a rebuild must come to the rows of whoever never showed it.
 */
export async function removeCommandRows(
  manager: EntityManager,
  source: ProjectionSource,
  place: GenerationPartition,
  skip: CommandSkip,
): Promise<void> {
  const { schema, partition } = place;
  const own: { id: string; pseq: number; isChange: boolean }[] = await manager.query(
    `SELECT event_id AS id, pseq, type IN ('RecordCorrected', 'RecordRetracted') AS "isChange" FROM "${schema}".${EVENT_INDEX}
      WHERE partition = $1 AND collection = $2 AND command_id = $3 ORDER BY pseq`,
    [partition, skip.collection, skip.commandId],
  );
  const [first] = own;
  if (first === undefined) return;
  const ids = own.map(({ id }) => id);
  const tables = [...readDeclaredTables(source.projection, schema).values()].map(
    ({ qualified }) => qualified,
  );
  for (const table of tables) {
    await manager.query(
      `DELETE FROM ${table} WHERE partition = $1 AND collection = $2 AND recorded_by = ANY($3)`,
      [partition, skip.collection, ids],
    );
  }
  // All that was recorded since may be much, and the position is held meanwhile: read only where rows were closed.
  if (!own.some(({ isChange }) => isChange)) return;
  const span = await readRange(source.log, { partition, first: first.pseq, last: skip.pseq - 1 });
  const changes = span.filter(({ event }) => event.source === `/collections/${skip.collection}`);
  const targets = new Set(
    changes.filter(({ event }) => event.commandid === skip.commandId).map(targetOf),
  );
  const shown = await showing(manager, place, skip);
  for (const target of targets) {
    if (target === undefined) continue;
    const next = changes.find((one) => targetOf(one) === target && shown(one));
    for (const table of tables)
      await closeAnew(manager, table, { ...skip, partition, target, ids }, closingOf(next));
  }
}

function targetOf({ event }: RecordedEvent): string | undefined {
  return findTargetId(event);
}

function closingOf(change: RecordedEvent | undefined): ClosingEvent | null {
  return change === undefined
    ? null
    : { pseq: change.event.pseq, at: change.event.time, by: change.event.id };
}

/** Tells which events of the collection have done to the rows what they do. */
async function showing(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  { collection, commandId }: CommandSkip,
): Promise<(recorded: RecordedEvent) => boolean> {
  const parked = await listParked(manager, { schema, partition, collection });
  const leftOut: { id: string }[] = await manager.query(
    `SELECT command_id AS id FROM "${schema}".${SKIPPED_TABLE} WHERE partition = $1 AND collection = $2`,
    [partition, collection],
  );
  const hidden = new Set([
    commandId,
    ...parked.map((one) => one.commandId),
    ...leftOut.map(({ id }) => id),
  ]);
  return ({ event }) => !hidden.has(event.commandid);
}

/** Rows that the command closed were closed by whatever changed their fact next; they stand, if nothing did. */
async function closeAnew(
  manager: EntityManager,
  table: string,
  of: Pick<CommandSkip, 'collection'> & {
    readonly partition: number;
    readonly target: string;
    readonly ids: readonly string[];
  },
  next: ClosingEvent | null,
): Promise<void> {
  await manager.query(
    `UPDATE ${table} SET recorded_to = $5, recorded_to_at = $6, closed_by = $7
      WHERE partition = $1 AND collection = $2 AND event_id = $3 AND closed_by = ANY($4)`,
    [
      of.partition,
      of.collection,
      of.target,
      of.ids,
      next?.pseq ?? null,
      next?.at ?? null,
      next?.by ?? null,
    ],
  );
}
