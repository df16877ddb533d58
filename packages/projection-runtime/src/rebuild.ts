// Invariants
// 1. One process at a time builds, swaps or drops generations ("is refused while another").
// 2. A rebuild resumes from the stored positions; it keeps no other state ("resumes").
// 3. A generation serves only after a comparison whose differences are all allowed
//    ("does not swap in a generation that differs").
import type { DataSource } from 'typeorm';
import { retryParked } from './apply-each-command.ts';
import { canServe, compareGenerations, type GenerationComparison } from './compare.ts';
import {
  analyzeTables,
  createDeferredIndexes,
  deferIndexes,
  DEFERRED_INDEXES,
} from './deferred-indexes.ts';
import type { AllowedDifference } from './difference.ts';
import { GenerationManager, type GenerationManagerOptions } from './generation-manager.ts';
import type { Generation } from './generation.ts';
import {
  generationRepository,
  listGenerations,
  registerGeneration,
  requireServingGeneration,
} from './generations.ts';
import { LEASE_MS } from './leases.ts';
import { loadGeneration, type LoadProgress } from './load-generation.ts';
import { migrate, migrateGeneration } from './migrate.ts';
import { listParkedBySchema } from './parked-commands.ts';
import { ensurePositions, positionRepository } from './positions.ts';
import { lockGenerations } from './rebuild-lock.ts';
import { dropGeneration, generationMissing } from './retire-generations.ts';
import { type GenerationPair, swapGenerations, type SwapResult } from './swap.ts';
import { tableExists } from './sql/catalog.sql.ts';

/** The options of a rebuild or a rollback. */
export interface RebuildOptions extends Omit<GenerationManagerOptions, 'schema'> {
  readonly signal: AbortSignal;
  /** Differences that do not prevent the swap. */
  readonly allowed?: readonly AllowedDifference[];
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** The current step of a rebuild. */
export type RebuildProgress =
  | {
      readonly phase: 'begun' | 'resumed' | 'indexing' | 'comparing' | 'swapping';
      readonly generation: string;
    }
  | ({ readonly phase: 'loading'; readonly generation: string } & LoadProgress)
  | { readonly phase: 'handing-over'; readonly generation: string; readonly swapped: SwapResult };

/** The result of a rebuild. */
export interface RebuildResult {
  readonly comparison: GenerationComparison;
  /** Null if a difference is not allowed: the old generation still serves, the new one waits. */
  readonly swapped: SwapResult | null;
  /** Whether projectors keep the serving generation up to date. */
  readonly taken: boolean;
}

/**
 * Builds a new generation beside the serving one, compares the two, and swaps them. It resumes a
 * rebuild that was stopped or killed.
 * @throws ProjectionError PROJECTION_BUSY, PROJECTION_SWAP_REFUSED; the reason of an aborted
 * signal.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildResult> {
  const { dataSource, projection, log, signal } = options;
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);

  const to = await beginOrResume(options);
  await migrateGeneration(dataSource, projection, to.schema);
  await ensurePositions(dataSource.manager, to.schema, log.partitions);
  await retryAllParked(options, to);
  await load(options, to);

  await using manager = new GenerationManager({ ...options, schema: to.schema });
  await manager.start();
  const comparison = await compareWithServing(options, to);
  signal.throwIfAborted();
  if (!canServe(comparison)) return { comparison, swapped: null, taken: false };
  return { comparison, ...(await swapAndHandOver(options, manager, comparison)) };
}

/**
 * Swaps the previously serving generation in again, after it has caught up.
 * @throws ProjectionError PROJECTION_GENERATION_MISSING, PROJECTION_BUSY, PROJECTION_SWAP_REFUSED
 */
export async function rollback(
  options: RebuildOptions,
): Promise<Omit<RebuildResult, 'comparison'>> {
  const { dataSource, projection, signal } = options;
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);

  const from = await requireServingGeneration(dataSource.manager, projection);
  const to = await findLastRetained(options);
  await migrateGeneration(dataSource, projection, to.schema);
  await retryAllParked(options, to);
  await catchUpGeneration(options, to);

  await using manager = new GenerationManager({ ...options, schema: to.schema });
  await manager.start();
  signal.throwIfAborted();
  // `await` keeps the manager alive until the hand-over has ended.
  return await swapAndHandOver(options, manager, { from: from.schema, to: to.schema });
}

async function beginOrResume(options: RebuildOptions): Promise<Generation> {
  const { dataSource, projection, onProgress } = options;
  const generations = await listGenerations(dataSource.manager, projection);
  const building = generations.find(({ state }) => state === 'building');
  if (building?.version === projection.version) {
    onProgress?.({ phase: 'resumed', generation: building.schema });
    return building;
  }

  // A generation of another version of the logic is useless to this release.
  if (building !== undefined) await dropGeneration(dataSource, building.schema);
  const schema = await registerGeneration(dataSource.manager, projection, 'building');
  onProgress?.({ phase: 'begun', generation: schema });
  return requireGeneration(await listGenerations(dataSource.manager, projection), schema);
}

async function load(options: RebuildOptions, to: Generation): Promise<void> {
  const { dataSource, onProgress } = options;
  if (await isUntouched(dataSource, to.schema)) await deferIndexes(dataSource, to.schema);
  await catchUpGeneration(options, to);

  onProgress?.({ phase: 'indexing', generation: to.schema });
  await createDeferredIndexes(dataSource, to.schema);
  await analyzeTables(dataSource, to.schema);
  // Indexing takes long: load the events of that time before the comparison.
  await catchUpGeneration(options, to);
}

async function isUntouched({ manager }: DataSource, schema: string): Promise<boolean> {
  const nextSeq = await positionRepository(manager).maximum('nextSeq', { schema });
  return (nextSeq ?? 0) === 0 && !(await tableExists(manager, schema, DEFERRED_INDEXES));
}

/**
 * Retries parked commands: rows are a function of the log and of this release, not of an earlier.
 */
async function retryAllParked(options: RebuildOptions, { schema }: Generation): Promise<void> {
  const parked = await listParkedBySchema(options.dataSource.manager, { schema });
  const partitions = new Set(parked.map(({ partition }) => partition));
  for (const partition of partitions) await retryParked(options, { schema, partition });
}

async function catchUpGeneration(options: RebuildOptions, { schema }: Generation): Promise<void> {
  const { signal, onProgress } = options;
  await loadGeneration(options, schema, {
    signal,
    onProgress: (progress) => onProgress?.({ phase: 'loading', generation: schema, ...progress }),
  });
  signal.throwIfAborted();
}

async function compareWithServing(
  { dataSource, projection, allowed, onProgress }: RebuildOptions,
  to: Generation,
): Promise<GenerationComparison> {
  onProgress?.({ phase: 'comparing', generation: to.schema });
  const from = await requireServingGeneration(dataSource.manager, projection);
  const allAllowed = [...(projection.differences ?? []), ...(allowed ?? [])];
  const generations = { from, to, allowed: allAllowed };
  const comparison = await compareGenerations(dataSource, projection, generations);

  await generationRepository(dataSource.manager).update({ schema: to.schema }, { comparison });
  return comparison;
}

async function swapAndHandOver(
  { dataSource, projection, onProgress }: RebuildOptions,
  manager: GenerationManager,
  { from, to }: GenerationPair,
): Promise<{ readonly swapped: SwapResult; readonly taken: boolean }> {
  onProgress?.({ phase: 'swapping', generation: to });
  const swapped = await swapGenerations(dataSource, projection, { from, to });
  onProgress?.({ phase: 'handing-over', generation: to, swapped });
  return { swapped, taken: await manager.handOver(LEASE_MS) };
}

async function findLastRetained({ dataSource, projection }: RebuildOptions): Promise<Generation> {
  const generations = await listGenerations(dataSource.manager, projection);
  const [last] = generations
    .filter(({ state }) => state === 'retained')
    .toSorted((a, b) => (b.servingSince?.getTime() ?? 0) - (a.servingSince?.getTime() ?? 0));

  if (last === undefined) {
    throw generationMissing(
      `The read model ${projection.name} has no generation to roll back to: none is retained.`,
    );
  }
  if (last.version === projection.version) return last;
  throw generationMissing(
    `Version ${last.version} of the logic produced ${last.schema}, but this release has version ` +
      `${projection.version}: roll back with the release that produced it.`,
  );
}

function requireGeneration(generations: readonly Generation[], schema: string): Generation {
  const found = generations.find((generation) => generation.schema === schema);
  if (found === undefined) throw generationMissing(`The registry has no generation ${schema}.`);
  return found;
}
