import { createHash } from 'node:crypto';
import {
  type Catalogue,
  type Envelope,
  type DecodedEvent,
  UnknownEventError,
} from '@rapporteur/contracts';
import type { Bytes, Head, RecordedEvent } from '@rapporteur/event-log';
import type { DataSource, EntityManager } from 'typeorm';
import { type BatchPlan, type RowClosing, planBatch, findTargets } from './batch-plan.ts';
import { copyRows } from './copy-rows.ts';
import { type DeclaredColumn, type DeclaredTable, readDeclaredTables } from './declared-tables.ts';
import {
  EVENT_INDEX,
  EVENT_INDEX_COLUMNS,
  findIndexedEvents,
  type IndexedEvent,
} from './event-index.ts';
import { movePosition, type ProjectionPosition } from './positions.ts';
import type { Projection } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/** From so many rows of a table on they are copied; fewer go with those of other tables in one statement. */
const COPY_ROWS_MIN = 500;
const INDEX_COLUMNS: readonly DeclaredColumn[] = EVENT_INDEX_COLUMNS.map((name) => ({
  name,
  valueKind: 'plain',
}));

/** A read model and the database that holds it. */
export interface ReadModel {
  readonly projection: Projection;
  readonly dataSource: DataSource;
  /** How older versions of events are read. */
  readonly catalogue: Catalogue;
}

/** Events that follow a position. */
export interface ProjectionBatch {
  readonly events: readonly RecordedEvent[];
  readonly head: Head;
  /** True when nothing more was in the log as they were read. */
  readonly atEnd: boolean;
}

/**
 * Applies events and moves the position, in one transaction: both happen, or neither. `planned` is what they come to, if
 * somebody has worked it out before.
 * @throws ProjectionError PROJECTION_SUPERSEDED where the position no longer stands: nothing was written.
 */
export async function applyBatch(
  model: ReadModel,
  from: ProjectionPosition,
  progress: ProjectionBatch,
  planned?: BatchPlan,
): Promise<ProjectionPosition> {
  const { projection: schema, partition } = from;
  const plan = planned ?? (await planEvents(model, { schema, partition }, progress));
  const to = nextPosition(from, progress);
  await model.dataSource.transaction('READ COMMITTED', async (manager) => {
    // First, for the lock that it takes on the position.
    if (!(await movePosition(manager, from, to, progress.atEnd))) throw supersededError(from);
    await writePlan(manager, model.projection, from, plan);
  });
  return to;
}

/**
 * Works out what events come to. Where those that precede them may not be written yet, `before` is the index of those.
 * @throws ProjectionError, or what Postgres throws
 */
export async function planEvents(
  model: ReadModel,
  { schema, partition }: { readonly schema: string; readonly partition: number },
  progress: ProjectionBatch,
  before: readonly IndexedEvent[] = [],
): Promise<BatchPlan> {
  const { projection, dataSource } = model;
  const events = progress.events.map(({ event }) => decodeEvent(model.catalogue, event));
  const targets = findTargets(events);
  // What is written by now is found twice, and the same.
  const known = [
    ...(targets.length === 0 ? [] : before),
    ...(await findIndexedEvents(dataSource.manager, schema, partition, targets)),
  ];
  return planBatch(projection, readDeclaredTables(projection, schema), {
    partition,
    events,
    known,
  });
}

/** The identity of a partition: the SHA-256 of its event 0. */
export function hashPartitionIdentity(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function identityIn(events: readonly RecordedEvent[]): string | null {
  const [first] = events;
  return first?.event.pseq === 0 ? hashPartitionIdentity(first.bytes) : null;
}

/** Where a projection stands once these events are applied. */
export function nextPosition(
  from: ProjectionPosition,
  { head, events }: ProjectionBatch,
): ProjectionPosition {
  return { ...from, head, identity: from.identity ?? identityIn(events) };
}

/** Reads an event in the present version of its type. @throws ProjectionError */
export function decodeEvent(catalogue: Catalogue, event: Envelope): DecodedEvent {
  try {
    return catalogue.decode(event);
  } catch (cause) {
    const code =
      cause instanceof UnknownEventError ? 'PROJECTION_EVENT_UNKNOWN' : 'PROJECTION_EVENT_FAILED';
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProjectionError(
      code,
      `${event.id} at pseq ${event.pseq} cannot be read: ${message}`,
      { cause },
    );
  }
}

/** What is said to an instance whose position no longer stands. */
export function supersededError({
  projection,
  partition,
  head,
}: ProjectionPosition): ProjectionError {
  return new ProjectionError(
    'PROJECTION_SUPERSEDED',
    `${projection} no longer stands at ${partition}:${head.pseq}: another instance is ahead, or it is being rebuilt.`,
  );
}

/** Writes the rows of events, and enters them into the index unless they stand there already. */
export async function writeRows(
  manager: EntityManager,
  projection: Projection,
  at: Pick<ProjectionPosition, 'projection' | 'partition'>,
  events: readonly DecodedEvent[],
  areNew = true,
): Promise<void> {
  const { projection: schema, partition } = at;
  const known = await findIndexedEvents(manager, schema, partition, findTargets(events));
  const plan = planBatch(projection, readDeclaredTables(projection, schema), {
    partition,
    events,
    known,
  });
  await writePlan(manager, projection, at, areNew ? plan : { ...plan, index: [] });
}

async function writePlan(
  manager: EntityManager,
  projection: Projection,
  { projection: schema, partition }: Pick<ProjectionPosition, 'projection' | 'partition'>,
  plan: BatchPlan,
): Promise<void> {
  const tables = readDeclaredTables(projection, schema);
  const writes = plan.index.length > 0 ? [indexWrite(schema, plan.index)] : [];
  for (const { name, qualified, columns } of tables.values()) {
    const rows = plan.rows.get(name) ?? [];
    if (rows.length > 0) writes.push({ qualified, columns, rows });
  }
  const few = writes.filter(({ rows }) => rows.length < COPY_ROWS_MIN);
  await closeAndInsert(manager, partition, plan.closings, [...tables.values()], few);
  for (const { qualified, columns, rows } of writes) {
    if (rows.length >= COPY_ROWS_MIN) await copyRows(manager, qualified, columns, rows);
  }
}

/** Enters events of a partition into the index of a generation. */
export async function writeIndex(
  manager: EntityManager,
  { schema, partition }: { readonly schema: string; readonly partition: number },
  index: readonly IndexedEvent[],
): Promise<void> {
  await closeAndInsert(manager, partition, [], [], [indexWrite(schema, index)]);
}

function indexWrite(schema: string, rows: readonly IndexedEvent[]): TableWrite {
  return { qualified: `"${schema}".${EVENT_INDEX}`, columns: INDEX_COLUMNS, rows };
}

/** Rows that go into one table. */
interface TableWrite {
  readonly qualified: string;
  readonly columns: readonly DeclaredColumn[];
  readonly rows: readonly object[];
}

/** Closes and inserts in all tables by one statement: each of its parts sees what stood before any of them. */
async function closeAndInsert(
  manager: EntityManager,
  partition: number,
  closings: readonly RowClosing[],
  tables: readonly DeclaredTable[],
  writes: readonly TableWrite[],
): Promise<void> {
  const values: unknown[] = [];
  const parts: string[] = [];
  if (closings.length > 0) {
    values.push(partition, ...closingColumns(closings));
    parts.push(...tables.map(({ qualified }) => closing(qualified)));
  }
  for (const { qualified, columns, rows } of writes) {
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const json = `$${values.push(JSON.stringify(rows))}::jsonb`;
    parts.push(
      `INSERT INTO ${qualified} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${qualified}, ${json})`,
    );
  }
  if (parts.length === 0) return;
  await manager.query(
    `WITH ${parts.map((part, n) => `w${n} AS (${part})`).join(', ')} SELECT`,
    values,
  );
}

// Its parameters are the first seven of the statement. By the id a fact's rows are found that are kept up to date, by its
// place those of a generation that is being loaded: each has an index for one.
function closing(qualified: string): string {
  return `UPDATE ${qualified} AS t SET recorded_to = c.pseq, recorded_to_at = c.at, closed_by = c.by
       FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[], $6::timestamptz[], $7::text[])
            AS c (collection, event_id, event_pseq, pseq, at, by)
      WHERE t.partition = $1::integer AND t.collection = c.collection AND t.event_id = c.event_id
        AND t.event_pseq = c.event_pseq AND t.recorded_to IS NULL`;
}

function closingColumns(closings: readonly RowClosing[]): readonly unknown[] {
  return [
    closings.map(({ collection }) => collection),
    closings.map(({ eventId }) => eventId),
    closings.map(({ eventPseq }) => eventPseq),
    closings.map(({ pseq }) => pseq),
    closings.map(({ at }) => at),
    closings.map(({ by }) => by),
  ];
}
