import type { Batch, EventLog } from '@rapporteur/event-log';
import { applyBatch, identityOf, type Progress, type ReadModel } from './apply-batch.ts';
import { ensurePositions, loadPosition, type Position } from './positions.ts';
import { schemaOf } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/** About how many events one transaction takes while catching up: more cost memory and win no speed. */
export const COALESCE_EVENTS_MAX = 2_000;

/** A read model, the log it is made from, and what to call with what happens. */
export interface Source extends ReadModel {
  readonly log: EventLog;
}

/** Reads a partition to its end and applies it; answers where that is. For rebuilds and for tests. */
export async function catchUp(source: Source, partition: number): Promise<Position> {
  const { signal } = new AbortController();
  const schema = schemaOf(source.projection);
  await ensurePositions(source.dataSource.manager, schema, source.log.partitions);
  await projectPartition(source, partition, { follow: false, signal });
  return loadPosition(source.dataSource.manager, schema, partition);
}

/** How long to go on, and whom to tell. */
export interface ProjectOptions {
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Called after each transaction. */
  readonly onMoved?: (position: Position, progress: Progress) => void;
  /** Called for records of the log that its fold did not accept. */
  readonly onVoided?: (voided: Batch['voided']) => void;
}

/**
 * Applies a partition from where the projection stands, to the end or for as long as the signal lets it.
 * @throws ProjectionError, LogError, or what Postgres throws; `classify` says what each means.
 */
export async function projectPartition(source: Source, partition: number, options: ProjectOptions): Promise<void> {
  let position = await loadPosition(source.dataSource.manager, schemaOf(source.projection), partition);
  await refuseOtherLog(source.log, position, options.signal);
  const batches = source.log.read(partition, position.head, options);
  for await (const progress of coalesce(batches, options.onVoided)) {
    // Whoever asks to stop must not wait for a transaction that has not begun.
    if (options.signal.aborted) return;
    position = await applyBatch(source, position, progress);
    options.onMoved?.(position, progress);
  }
}

/** Joins the batches of a log into fewer, larger ones while there are more to read; a batch is never split. */
export async function* coalesce(
  batches: AsyncIterable<Batch>,
  onVoided: (voided: Batch['voided']) => void = () => undefined,
): AsyncGenerator<Progress> {
  let gathered: Progress | undefined;
  for await (const { events, voided, atEnd, head } of batches) {
    if (voided.length > 0) onVoided(voided);
    if (gathered !== undefined && gathered.events.length + events.length > COALESCE_EVENTS_MAX) {
      yield gathered;
      gathered = undefined;
    }
    gathered = { events: gathered === undefined ? events : [...gathered.events, ...events], head, atEnd };
    if (!atEnd) continue;
    yield gathered;
    gathered = undefined;
  }
  if (gathered !== undefined) yield gathered;
}

/** Refuses a log that is not the one the rows were made from. */
async function refuseOtherLog(log: EventLog, position: Position, signal: AbortSignal): Promise<void> {
  if (position.identity === null) return;
  const found = await identityOfPartition(log, position.partition, signal);
  if (found === position.identity || signal.aborted) return;
  const where = `${position.projection} stands at ${position.partition}:${position.head.pseq}`;
  if (found === undefined) {
    throw new ProjectionError(
      'PROJECTION_LOG_SHORTER',
      `${where}, but partition ${position.partition} of this log is empty: restore the log, or rebuild the read model.`,
    );
  }
  throw new ProjectionError(
    'PROJECTION_LOG_DIFFERENT',
    `${where} of the log ${position.identity}, but this log is ${found}: connect the right log, or rebuild the read model.`,
  );
}

async function identityOfPartition(log: EventLog, partition: number, signal: AbortSignal): Promise<string | undefined> {
  for await (const { events } of log.read(partition, 0, { follow: false, signal })) {
    const [first] = events;
    return first === undefined ? undefined : identityOf(first.bytes);
  }
  return undefined;
}
