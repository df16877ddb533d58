import { createHash } from 'node:crypto';
import type { Catalogue, Recorded } from '@rapporteur/contracts';
import type { Bytes, Head, RecordedEvent } from '@rapporteur/event-log';
import type { DataSource, EntityManager } from 'typeorm';
import { type BatchPlan, type Closing, planBatch, targetsOf } from './batch-plan.ts';
import { type DeclaredTable, declaredTables } from './declared-tables.ts';
import { EVENT_INDEX, EVENT_INDEX_COLUMNS, findIndexed } from './event-index.ts';
import { movePosition, type Position } from './positions.ts';
import { type Projection, schemaOf } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/** A read model and the database that holds it. */
export interface ReadModel {
  readonly projection: Projection;
  readonly dataSource: DataSource;
  /** How older versions of events are read. */
  readonly catalogue: Catalogue;
}

/** Events that follow a position. */
export interface Progress {
  readonly events: readonly RecordedEvent[];
  readonly head: Head;
  /** True when nothing more was in the log as they were read. */
  readonly atEnd: boolean;
}

/**
 * Applies events and moves the position, in one transaction: both happen, or neither.
 * @throws ProjectionError PROJECTION_SUPERSEDED where the position no longer stands: nothing was written.
 */
export async function applyBatch(model: ReadModel, from: Position, progress: Progress): Promise<Position> {
  const events = progress.events.map(({ event }) => model.catalogue.decode(event));
  const to: Position = { ...from, head: progress.head, identity: from.identity ?? identityIn(progress.events) };
  await model.dataSource.transaction('READ COMMITTED', async (manager) => {
    // First, for the lock that it takes on the position.
    if (!(await movePosition(manager, from, to, progress.atEnd))) throw superseded(from);
    if (events.length > 0) await writeRows(manager, model.projection, from.partition, events);
  });
  return to;
}

/** The identity of a partition: the SHA-256 of its event 0. */
export function identityOf(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function identityIn(events: readonly RecordedEvent[]): string | null {
  const [first] = events;
  return first?.event.pseq === 0 ? identityOf(first.bytes) : null;
}

function superseded({ projection, partition, head }: Position): ProjectionError {
  return new ProjectionError(
    'PROJECTION_SUPERSEDED',
    `${projection} no longer stands at ${partition}:${head.pseq}: another instance is ahead, or it is being rebuilt.`,
  );
}

async function writeRows(
  manager: EntityManager,
  projection: Projection,
  partition: number,
  events: readonly Recorded[],
): Promise<void> {
  const schema = schemaOf(projection);
  const tables = declaredTables(projection);
  const known = await findIndexed(manager, schema, partition, targetsOf(events));
  const plan = planBatch(projection, tables, { partition, events, known });
  await insert(manager, `"${schema}".${EVENT_INDEX}`, EVENT_INDEX_COLUMNS, plan.index);
  for (const table of tables.values()) await writeTable(manager, partition, table, plan);
}

async function writeTable(
  manager: EntityManager,
  partition: number,
  table: DeclaredTable,
  plan: BatchPlan,
): Promise<void> {
  if (plan.closings.length > 0) await close(manager, partition, table, plan.closings);
  const rows = plan.rows.get(table.name) ?? [];
  const columns = table.columns.map(({ name }) => name);
  if (rows.length > 0) await insert(manager, table.qualified, columns, rows);
}

async function close(
  manager: EntityManager,
  partition: number,
  table: DeclaredTable,
  closings: readonly Closing[],
): Promise<void> {
  await manager.query(
    `UPDATE ${table.qualified} AS t
        SET recorded_to = c.pseq, recorded_to_at = c.at, closed_by = c.by
       FROM unnest($2::text[], $3::text[], $4::integer[], $5::timestamptz[], $6::text[])
            AS c (collection, event_id, pseq, at, by)
      WHERE t.partition = $1 AND t.collection = c.collection AND t.event_id = c.event_id AND t.recorded_to IS NULL`,
    [
      partition,
      closings.map(({ collection }) => collection),
      closings.map(({ eventId }) => eventId),
      closings.map(({ pseq }) => pseq),
      closings.map(({ at }) => at),
      closings.map(({ by }) => by),
    ],
  );
}

async function insert(
  manager: EntityManager,
  qualified: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ');
  await manager.query(
    `INSERT INTO ${qualified} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${qualified}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
