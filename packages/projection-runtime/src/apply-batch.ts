import {
  type Catalogue,
  type DecodedEvent,
  type Envelope,
  UnknownEventError,
} from '@rapporteur/contracts';
import { hashPartitionIdentity, type Head, type RecordedEvent } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { type BatchPlan, findTargets, planBatch } from './batch-plan.ts';
import { readDeclaredTables } from './declared-tables.ts';
import { findIndexedEvents, type IndexedEvent } from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { movePosition, type ProjectionPosition } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';
import { writePlan } from './write-plan.ts';

/** A read model, and the database that holds it. */
export interface ReadModel {
  readonly projection: Projection;
  readonly dataSource: DataSource;
  /** Decodes events and upcasts older versions. */
  readonly catalogue: Catalogue;
}

/** Consecutive events that follow a position. */
export interface ProjectionBatch {
  readonly events: readonly RecordedEvent[];
  readonly head: Head;
  /** True if the log had no further events when these were read. */
  readonly atEnd: boolean;
}

/**
 * Applies events and moves the position in one transaction. Returns the new position. `planned` is
 * the plan of the events, if the caller has computed it already.
 * @throws ProjectionError PROJECTION_SUPERSEDED if the position is outdated; nothing is written.
 */
export async function applyBatch(
  model: ReadModel,
  from: ProjectionPosition,
  batch: ProjectionBatch,
  planned?: BatchPlan,
): Promise<ProjectionPosition> {
  const generation = { schema: from.schema, partition: from.partition };
  const plan = planned ?? (await planEvents(model, generation, batch));
  const to = nextPosition(from, batch);

  await model.dataSource.transaction('READ COMMITTED', async (manager) => {
    // First, because it locks the position.
    if (!(await movePosition(manager, { from, to, atEnd: batch.atEnd }))) {
      throw createSupersededError(from);
    }
    await writePlan(manager, model.projection, generation, plan);
  });

  return to;
}

/**
 * Returns the plan of a batch. `pending` is the index of preceding events that may not be written
 * yet.
 * @throws ProjectionError, or the error of Postgres.
 */
export async function planEvents(
  { projection, dataSource, catalogue }: ReadModel,
  { schema, partition }: GenerationPartition,
  batch: ProjectionBatch,
  pending: readonly IndexedEvent[] = [],
): Promise<BatchPlan> {
  const events = batch.events.map(({ event }) => decodeEvent(catalogue, event));
  const targets = findTargets(events);
  const stored = await findIndexedEvents(dataSource.manager, { schema, partition }, targets);

  // A pending event that is written by now occurs twice, with equal content.
  const known = targets.length === 0 ? [] : [...pending, ...stored];
  return planBatch(projection, readDeclaredTables(projection, schema), {
    partition,
    events,
    known,
  });
}

/** Returns the position after a batch. */
export function nextPosition(
  from: ProjectionPosition,
  { head, events }: ProjectionBatch,
): ProjectionPosition {
  const [first] = events;
  const identity = first?.event.pseq === 0 ? hashPartitionIdentity(first.bytes) : null;

  return { ...from, head, identity: from.identity ?? identity };
}

/** Returns an event in the current version of its type. @throws ProjectionError */
export function decodeEvent(catalogue: Catalogue, event: Envelope): DecodedEvent {
  try {
    return catalogue.decode(event);
  } catch (cause) {
    const isUnknown = cause instanceof UnknownEventError;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProjectionError(
      isUnknown ? 'PROJECTION_EVENT_UNKNOWN' : 'PROJECTION_EVENT_FAILED',
      `Event ${event.id} at pseq ${event.pseq} cannot be decoded: ${reason}`,
      { cause },
    );
  }
}

/** Returns the error of an instance whose position is outdated. */
export function createSupersededError({ schema, partition, head }: ProjectionPosition): Error {
  return new ProjectionError(
    'PROJECTION_SUPERSEDED',
    `Position ${partition}:${head.pseq} of ${schema} is outdated: ` +
      'another instance moved it, or a rebuild reset it.',
  );
}
