import { type LogBatch, type EventLog, LogError } from '@rapporteur/event-log';
import { type AppliedCommands, applyEachCommand } from './apply-each-command.ts';
import {
  applyBatch,
  hashPartitionIdentity,
  planEvents,
  type ProjectionBatch,
  type ReadModel,
} from './apply-batch.ts';
import type { BatchPlan } from './batch-plan.ts';
import { requireServingGeneration } from './generations.ts';
import { isSkipEvent } from './command-events.ts';
import { prefetchOne } from './prefetch.ts';
import { listParked, type ParkedCommand } from './parked-commands.ts';
import { ensurePositions, loadPosition, type ProjectionPosition } from './positions.ts';
import { isPoisonEvent, ProjectionError } from './projection-error.ts';

/** About how many events one transaction takes while catching up: more cost memory and win no speed. */
export const COALESCE_EVENTS_MAX = 5_000;

/** A read model, the log it is made from, and what to call with what happens. */
export interface ProjectionSource extends ReadModel {
  readonly log: EventLog;
}

/** Where a generation of a read model is in a log: one partition of its own. */
export interface GenerationPartition {
  /** The schema of the generation. */
  readonly schema: string;
  readonly partition: number;
}

/** Reads a partition to its end and applies it to the generation that serves; answers where that is. */
export async function catchUp(
  source: ProjectionSource,
  partition: number,
): Promise<ProjectionPosition> {
  const { signal } = new AbortController();
  const { manager } = source.dataSource;
  const { schema } = await requireServingGeneration(manager, source.projection);
  await ensurePositions(manager, schema, source.log.partitions);
  await projectPartition(source, { schema, partition }, { follow: false, signal });
  return loadPosition(manager, schema, partition);
}

/** How long to go on, and whom to tell. */
export interface ProjectPartitionOptions {
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Called after each transaction, with the seconds that it took. */
  readonly onMoved?: (
    position: ProjectionPosition,
    progress: ProjectionBatch,
    seconds: number,
  ) => void;
  /** Called for each command that could not be shown. */
  readonly onParked?: (parked: ParkedCommand) => void;
  /** Called for records of the log that its fold did not accept. */
  readonly onVoided?: (ignored: LogBatch['ignored']) => void;
}

/**
 * Applies a partition from where the projection stands, to the end or for as long as the signal lets it.
 * @throws ProjectionError, LogError, or what Postgres throws; `classify` says what each means.
 */
export async function projectPartition(
  source: ProjectionSource,
  { schema, partition }: GenerationPartition,
  options: ProjectPartitionOptions,
): Promise<void> {
  let position = await loadPosition(source.dataSource.manager, schema, partition);
  let parked = await listParked(source.dataSource.manager, { schema, partition });
  await refuseOtherLog(source.log, position, options.signal);
  const reading = new AbortController();
  const signal = AbortSignal.any([options.signal, reading.signal]);
  const batches = coalesce(
    source.log.read(partition, position.head, { ...options, signal }),
    options.onVoided,
  );
  // While something is parked, all is applied command by command.
  const plans = plan(source, { schema, partition }, batches, () => parked.length === 0);
  // While Postgres takes in the rows of some events, those of the next are worked out.
  for await (const { progress, planned } of prefetchOne(plans, () => reading.abort())) {
    // Whoever asks to stop must not wait for a transaction that has not begun.
    if (options.signal.aborted) return;
    const began = performance.now();
    const applied = await apply(source, position, { progress, planned }, parked);
    position = applied.position;
    for (const command of applied.parked)
      if (isNewlyParked(command, parked)) options.onParked?.(command);
    parked = applied.parked;
    options.onMoved?.(position, progress, (performance.now() - began) / 1000);
  }
}

/** Events that follow a position, with what they come to; undefined: that is to be seen when they are applied. */
interface PlannedBatch {
  readonly progress: ProjectionBatch;
  readonly planned: BatchPlan | undefined;
}

async function* plan(
  source: ProjectionSource,
  place: GenerationPartition,
  batches: AsyncIterable<ProjectionBatch>,
  isWanted: () => boolean,
): AsyncGenerator<PlannedBatch> {
  let before: BatchPlan['index'] = [];
  for await (const progress of batches) {
    // Whatever goes wrong here goes wrong again, or no longer, in its turn, where it is dealt with.
    const planned = isWanted()
      ? await planEvents(source, place, progress, before).catch(() => undefined)
      : undefined;
    before = planned?.index ?? [];
    yield { progress, planned };
  }
}

/** All at once, where nothing speaks against it; else command by command. */
async function apply(
  source: ProjectionSource,
  from: ProjectionPosition,
  { progress, planned }: PlannedBatch,
  parked: readonly ParkedCommand[],
): Promise<AppliedCommands> {
  const anySkip = progress.events.some(({ event }) => isSkipEvent(event));
  if (parked.length > 0 || anySkip) return applyEachCommand(source, from, progress);
  try {
    return { position: await applyBatch(source, from, progress, planned), parked };
  } catch (error) {
    if (!isPoisonEvent(error)) throw error;
    return applyEachCommand(source, from, progress);
  }
}

function isNewlyParked({ firstPseq }: ParkedCommand, before: readonly ParkedCommand[]): boolean {
  return !before.some((parked) => parked.firstPseq === firstPseq);
}

/** Joins the batches of a log into fewer, larger ones while there are more to read; a batch is never split. */
export async function* coalesce(
  batches: AsyncIterable<LogBatch>,
  onVoided: (ignored: LogBatch['ignored']) => void = () => undefined,
): AsyncGenerator<ProjectionBatch> {
  let gathered: ProjectionBatch | undefined;
  for await (const { events, ignored, atEnd, head } of batches) {
    if (ignored.length > 0) onVoided(ignored);
    if (gathered !== undefined && gathered.events.length + events.length > COALESCE_EVENTS_MAX) {
      yield gathered;
      gathered = undefined;
    }
    gathered = {
      events: gathered === undefined ? events : [...gathered.events, ...events],
      head,
      atEnd,
    };
    if (!atEnd) continue;
    yield gathered;
    gathered = undefined;
  }
  if (gathered !== undefined) yield gathered;
}

/** Refuses a log that is not the one the rows were made from. @throws ProjectionError */
export async function refuseOtherLog(
  log: EventLog,
  position: ProjectionPosition,
  signal: AbortSignal,
): Promise<void> {
  if (position.identity === null) return;
  const found = await identityOfPartition(log, position.partition, signal);
  if (found === position.identity || signal.aborted) return;
  const where = `${position.projection} stands at ${position.partition}:${position.head.pseq}`;
  // A rebuild is no way out: it lets nothing serve that stands behind what serves, or differs from it.
  const anew = `drop the schema ${position.projection} and start its projector again, to make the read model from this log`;
  if (found === undefined) {
    throw new ProjectionError(
      'PROJECTION_LOG_SHORTER',
      `${where}, but partition ${position.partition} of this log is empty: restore the log, or ${anew}.`,
    );
  }
  throw new ProjectionError(
    'PROJECTION_LOG_DIFFERENT',
    `${where} of the log ${position.identity}, but this log is ${found}: connect the right log, or ${anew}.`,
  );
}

async function identityOfPartition(
  log: EventLog,
  partition: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  for await (const { events, atEnd } of log.read(partition, 0, { follow: false, signal })) {
    const [first] = events;
    if (first !== undefined) return hashPartitionIdentity(first.bytes);
    if (atEnd) return undefined;
  }
  if (signal.aborted) return undefined;
  // A log that is closed under way ends its readers without a word: it is not an empty one.
  throw new LogError('LOG_UNREACHABLE', 'The log was closed before its first event was read.');
}
