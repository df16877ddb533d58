// Invariants
// 1. One process at a time makes, swaps or drops generations of a read model.
// 2. A generation that was begun is gone on with, from the positions it has: nothing else is kept of a rebuild.
// 3. Nothing serves that was not compared with what served, or whose differences nobody allowed.
import type { DataSource } from 'typeorm';
import { retryParked } from './apply-each-command.ts';
import { type GenerationComparison, compareGenerations, canServe } from './compare.ts';
import {
  analyzeTables,
  deferIndexes,
  DEFERRED_INDEXES,
  createDeferredIndexes,
} from './deferred-indexes.ts';
import type { AllowedDifference } from './difference.ts';
import { GenerationManager, type GenerationManagerOptions } from './generation-manager.ts';
import {
  registerGeneration,
  type Generation,
  listGenerations,
  requireServingGeneration,
} from './generations.ts';
import { loadGeneration, type LoadProgress } from './load-generation.ts';
import { LEASE_MS } from './leases.ts';
import { migrate, migrateGeneration } from './migrate.ts';
import { listParked } from './parked-commands.ts';
import { ensurePositions, RUNTIME_SCHEMA } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import { lockGenerations } from './rebuild-lock.ts';
import { dropSchema, type GenerationPair, swapGenerations, type SwapResult } from './swap.ts';

/** How a rebuild, or the way back from one, is set up. */
export interface RebuildOptions extends Omit<GenerationManagerOptions, 'schema'> {
  readonly signal: AbortSignal;
  /** Differences that do not keep the new generation from serving. */
  readonly allowed?: readonly AllowedDifference[];
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** What a rebuild is at. */
export type RebuildProgress =
  | {
      readonly phase: 'begun' | 'resumed' | 'indexing' | 'comparing' | 'swapping';
      readonly generation: string;
    }
  | ({ readonly phase: 'loading'; readonly generation: string } & LoadProgress)
  | { readonly phase: 'handing-over'; readonly generation: string; readonly swapped: SwapResult };

/** What came of it. */
export interface RebuildResult {
  readonly comparison: GenerationComparison;
  /** Null where it differs in what nobody allowed: then the old one serves on, and the new one waits beside it. */
  readonly swapped: SwapResult | null;
  /** Whether projectors are at work on what serves now. */
  readonly taken: boolean;
}

/**
 * Makes a read model again beside the generation that serves, compares the two, and swaps. What a rebuild that was
 * stopped or killed had made is gone on with.
 * @throws ProjectionError PROJECTION_BUSY, PROJECTION_SWAP_REFUSED; the signal's reason where it was aborted
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildResult> {
  const { dataSource, projection } = options;
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);
  const to = await beginOrResume(options);
  await migrateGeneration(dataSource, projection, to.schema);
  await ensurePositions(dataSource.manager, to.schema, options.log.partitions);
  await retryAll(options, to);
  await load(options, to);
  await using keeper = new GenerationManager({ ...options, schema: to.schema });
  await keeper.start();
  options.onProgress?.({ phase: 'comparing', generation: to.schema });
  const from = await requireServingGeneration(dataSource.manager, projection);
  const comparison = await compareGenerations(
    dataSource,
    projection,
    { from, to },
    allowedOf(options),
  );
  await keepComparison(options, to, comparison);
  options.signal.throwIfAborted();
  if (!canServe(comparison)) return { comparison, swapped: null, taken: false };
  return { comparison, ...(await swapAndHandOver(options, keeper, comparison)) };
}

/**
 * Lets the generation that served before serve again, brought up to what was recorded since.
 * @throws ProjectionError PROJECTION_GENERATION_MISSING, PROJECTION_BUSY, PROJECTION_SWAP_REFUSED
 */
export async function rollback(
  options: RebuildOptions,
): Promise<Omit<RebuildResult, 'comparison'>> {
  const { dataSource, projection } = options;
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);
  const from = await requireServingGeneration(dataSource.manager, projection);
  const to = await lastRetained(options);
  await migrateGeneration(dataSource, projection, to.schema);
  await retryAll(options, to);
  await bringUpToDate(options, to);
  await using keeper = new GenerationManager({ ...options, schema: to.schema });
  await keeper.start();
  options.signal.throwIfAborted();
  // Awaited here: the keeper must not be let go of before.
  return await swapAndHandOver(options, keeper, { from: from.schema, to: to.schema });
}

/** Drops what no longer serves of a read model, or is half built; answers the generations that are gone. */
export async function retireGenerations(
  options: Pick<RebuildOptions, 'dataSource' | 'projection'>,
  generation?: string,
): Promise<readonly string[]> {
  const { dataSource, projection } = options;
  await migrate(dataSource, [projection]);
  await using _lock = await lockGenerations(dataSource, projection);
  const all = await listGenerations(dataSource.manager, projection);
  const idle = all.filter(({ state, schema }) =>
    generation === undefined ? state === 'retained' : schema === generation && state !== 'retired',
  );
  const [first] = idle;
  if (first === undefined)
    throw missing(`${projection.name} has no generation ${generation ?? 'that is retained'}.`);
  if (first.state === 'serving')
    throw missing(`${first.schema} serves: swap another one in before it is retired.`);
  for (const { schema } of idle) await retireGeneration(options, schema);
  return idle.map(({ schema }) => schema);
}

async function retireGeneration(
  { dataSource }: Pick<RebuildOptions, 'dataSource'>,
  schema: string,
): Promise<void> {
  // All at once: after a kill -9 no entry speaks of tables that are gone.
  await dropSchema(dataSource, schema, async (manager) => {
    await manager.query(`DELETE FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1`, [schema]);
    await manager.query(`DELETE FROM ${RUNTIME_SCHEMA}.instances WHERE projection = $1`, [schema]);
    await manager.query(
      `UPDATE ${RUNTIME_SCHEMA}.generations SET state = 'retired' WHERE schema = $1`,
      [schema],
    );
  });
}

async function beginOrResume(options: RebuildOptions): Promise<Generation> {
  const { dataSource, projection, onProgress } = options;
  const all = await listGenerations(dataSource.manager, projection);
  const begun = all.find(({ state }) => state === 'building');
  // What another version of the logic has begun is of no use to this one.
  if (begun !== undefined && begun.version !== projection.version)
    await retireGeneration(options, begun.schema);
  else if (begun !== undefined) {
    onProgress?.({ phase: 'resumed', generation: begun.schema });
    return begun;
  }
  const schema = await registerGeneration(dataSource.manager, projection, 'building');
  onProgress?.({ phase: 'begun', generation: schema });
  return requireGeneration(await listGenerations(dataSource.manager, projection), schema);
}

async function load(options: RebuildOptions, to: Generation): Promise<void> {
  const { dataSource } = options;
  if (await isUntouched(dataSource, to.schema)) await deferIndexes(dataSource, to.schema);
  await bringUpToDate(options, to);
  options.onProgress?.({ phase: 'indexing', generation: to.schema });
  await createDeferredIndexes(dataSource, to.schema);
  await analyzeTables(dataSource, to.schema);
  // Indexes take a while: what came meanwhile is loaded too, before the two are compared.
  await bringUpToDate(options, to);
}

async function isUntouched(dataSource: DataSource, schema: string): Promise<boolean> {
  const [found]: { untouched: boolean }[] = await dataSource.query(
    `SELECT coalesce(max(next_seq), 0) = 0 AND to_regclass($2) IS NULL AS untouched
       FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1`,
    [schema, `"${schema}".${DEFERRED_INDEXES}`],
  );
  return found?.untouched === true;
}

/** What an earlier call could not show, a release that was mended since may: rows are a function of the log and of today's release. */
async function retryAll(options: RebuildOptions, { schema }: Generation): Promise<void> {
  const parked = await listParked(options.dataSource.manager, { schema });
  const partitions = new Set(parked.map(({ partition }) => partition));
  for (const partition of partitions) await retryParked(options, { schema, partition });
}

async function bringUpToDate(options: RebuildOptions, { schema }: Generation): Promise<void> {
  const onProgress = (progress: LoadProgress): void =>
    options.onProgress?.({ phase: 'loading', generation: schema, ...progress });
  await loadGeneration(options, schema, { signal: options.signal, onProgress });
  options.signal.throwIfAborted();
}

async function swapAndHandOver(
  { dataSource, projection, onProgress }: RebuildOptions,
  keeper: GenerationManager,
  fromTo: GenerationPair,
): Promise<{ readonly swapped: SwapResult; readonly taken: boolean }> {
  const { to: generation } = fromTo;
  onProgress?.({ phase: 'swapping', generation });
  const swapped = await swapGenerations(dataSource, projection, fromTo);
  onProgress?.({ phase: 'handing-over', generation, swapped });
  return { swapped, taken: await keeper.handOver(LEASE_MS) };
}

/** What the release itself says will differ, and what the operator adds to that. */
function allowedOf({ projection, allowed }: RebuildOptions): readonly AllowedDifference[] {
  return [...(projection.differences ?? []), ...(allowed ?? [])];
}

async function keepComparison(
  { dataSource }: RebuildOptions,
  { schema }: Generation,
  found: GenerationComparison,
): Promise<void> {
  await dataSource.query(
    `UPDATE ${RUNTIME_SCHEMA}.generations SET comparison = $2 WHERE schema = $1`,
    [schema, JSON.stringify(found)],
  );
}

async function lastRetained({ dataSource, projection }: RebuildOptions): Promise<Generation> {
  const retained = (await listGenerations(dataSource.manager, projection)).filter(
    ({ state }) => state === 'retained',
  );
  const [last] = retained.toSorted(
    (a, b) => (b.servingSince?.getTime() ?? 0) - (a.servingSince?.getTime() ?? 0),
  );
  if (last === undefined)
    throw missing(`${projection.name} has no generation to go back to: none is retained.`);
  if (last.version === projection.version) return last;
  throw missing(
    `${last.schema} was made by version ${last.version} of the logic, and this release has version ` +
      `${projection.version}: go back with the release that made it.`,
  );
}

function requireGeneration(all: readonly Generation[], schema: string): Generation {
  const found = all.find((one) => one.schema === schema);
  if (found === undefined) throw missing(`${schema} is not in the registry.`);
  return found;
}

function missing(message: string): ProjectionError {
  return new ProjectionError('PROJECTION_GENERATION_MISSING', message);
}
