import type { LogBatch } from '@rapporteur/event-log';
import { applyBatch, planEvents, type ProjectionBatch, type ReadModel } from './apply-batch.ts';
import { type PartitionProgress, applyEachCommand } from './apply-each-command.ts';
import type { BatchPlan } from './batch-plan.ts';
import { coalesce } from './coalesce.ts';
import { isSkipEvent } from './command-events.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { requireServingGeneration } from './generations.ts';
import { assertSameLog } from './log-identity.ts';
import type { ParkedCommand } from './parked-command.ts';
import { listParkedBySchema } from './parked-commands.ts';
import { ensurePositions, loadPosition, type ProjectionPosition } from './positions.ts';
import { prefetchOne } from './prefetch.ts';
import { isEventError } from './projection-error.ts';
import type { ReadableLog } from './readable-log.ts';
import { WriteLoad } from './write-load.ts';

/** A read model and its log. */
export interface ProjectionSource extends ReadModel {
  readonly log: ReadableLog;
}

/**
 * Applies a partition of the log to the serving generation, up to the end. Returns the position.
 */
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

export interface ProjectPartitionOptions {
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Called after each transaction, with its duration in seconds. */
  readonly onMoved?: (
    position: ProjectionPosition,
    batch: ProjectionBatch,
    seconds: number,
  ) => void;
  /** Called for each newly parked command. */
  readonly onParked?: (parked: ParkedCommand) => void;
  /** Called for log records that the fold did not accept. */
  readonly onIgnored?: (ignored: LogBatch['ignored']) => void;
}

/**
 * Applies a partition from the stored position on: to the end, or until the signal aborts.
 * @throws ProjectionError, LogError, or the error of Postgres; see `classifyError`.
 */
export async function projectPartition(
  source: ProjectionSource,
  generation: GenerationPartition,
  options: ProjectPartitionOptions,
): Promise<void> {
  const { manager } = source.dataSource;
  let position = await loadPosition(manager, generation.schema, generation.partition);
  let parked = await listParkedBySchema(manager, generation);
  await assertSameLog(source.log, position, options.signal);

  const reading = new AbortController();
  const signal = AbortSignal.any([options.signal, reading.signal]);
  const records = source.log.read(generation.partition, position.head, { ...options, signal });
  const load = new WriteLoad();
  const batches = coalesce(records, { onIgnored: options.onIgnored, load });
  // While a command is parked, events are applied command by command and need no plan.
  const planned = planBatches(source, generation, {
    batches,
    load,
    isPlanNeeded: () => parked.length === 0,
  });

  // Planning the next batch overlaps with writing the current one.
  for await (const { batch, plan } of prefetchOne(planned, () => reading.abort())) {
    if (options.signal.aborted) return;
    const startedAt = performance.now();
    const applied = await applyPlannedBatch(source, { position, parked }, { batch, plan });
    position = applied.position;
    for (const command of applied.parked) {
      if (!isParked(command, parked)) options.onParked?.(command);
    }
    parked = applied.parked;
    load.end();
    options.onMoved?.(position, batch, (performance.now() - startedAt) / 1000);
  }
}

/** A batch and its plan; without a plan, the batch is planned when it is applied. */
interface PlannedBatch {
  readonly batch: ProjectionBatch;
  readonly plan: BatchPlan | undefined;
}

interface BatchesToPlan {
  readonly batches: AsyncIterable<ProjectionBatch>;
  readonly load: WriteLoad;
  readonly isPlanNeeded: () => boolean;
}

async function* planBatches(
  source: ProjectionSource,
  generation: GenerationPartition,
  { batches, load, isPlanNeeded }: BatchesToPlan,
): AsyncGenerator<PlannedBatch> {
  let pending: BatchPlan['index'] = [];

  for await (const batch of batches) {
    // An error that persists occurs again when the batch is applied, and is handled there.
    const plan = isPlanNeeded()
      ? await planEvents(source, generation, batch, pending).catch(() => undefined)
      : undefined;
    pending = plan?.index ?? [];
    load.begin();
    yield { batch, plan };
  }
}

/** Applies a batch in one step if possible, otherwise command by command. */
async function applyPlannedBatch(
  source: ProjectionSource,
  { position, parked }: PartitionProgress,
  { batch, plan }: PlannedBatch,
): Promise<PartitionProgress> {
  const hasSkip = batch.events.some(({ event }) => isSkipEvent(event));
  if (parked.length > 0 || hasSkip) return applyEachCommand(source, position, batch);

  try {
    return { position: await applyBatch(source, position, batch, plan), parked };
  } catch (error) {
    if (!isEventError(error)) throw error;
    return applyEachCommand(source, position, batch);
  }
}

function isParked({ firstPseq }: ParkedCommand, parked: readonly ParkedCommand[]): boolean {
  return parked.some((command) => command.firstPseq === firstPseq);
}
