import { countGenerationEvents } from './generations.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { type ProjectionSource, projectPartition } from './partition-projector.ts';

/** The number of partitions that are loaded concurrently. */
const CONCURRENT_PARTITIONS = 4;

/** The progress of a load. */
export interface LoadProgress {
  /** The number of applied events in all partitions. */
  readonly done: number;
  /** The largest number of events that any generation of the read model has applied. */
  readonly total: number;
}

export interface LoadGenerationOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** Applies the whole log to a generation. */
export async function loadGeneration(
  source: ProjectionSource,
  schema: string,
  { signal, onProgress }: LoadGenerationOptions,
): Promise<void> {
  const known = await countKnownEvents(source, schema);
  let { done } = known;
  onProgress(known);
  const onApplied = (events: number): void => {
    done += events;
    onProgress({ done, total: Math.max(known.total, done) });
  };

  const partitions = Array.from({ length: source.log.partitions }, (_, n) => n).values();
  const load = async (): Promise<void> => {
    for (const partition of partitions) {
      await loadPartition(source, { schema, partition }, { signal, onApplied });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_PARTITIONS }, load));
}

interface LoadPartitionOptions {
  readonly signal: AbortSignal;
  readonly onApplied: (events: number) => void;
}

/** Applies a partition up to its end. It stops there, because a busy log may grow for ever. */
async function loadPartition(
  source: ProjectionSource,
  generation: GenerationPartition,
  { signal: stop, onApplied }: LoadPartitionOptions,
): Promise<void> {
  const end = new AbortController();
  const signal = AbortSignal.any([stop, end.signal]);
  if (signal.aborted) return;

  await projectPartition(source, generation, {
    follow: false,
    signal,
    onMoved: (_, { events, atEnd }) => {
      onApplied(events.length);
      if (atEnd) end.abort();
    },
  });
}

async function countKnownEvents(
  { dataSource, projection }: ProjectionSource,
  schema: string,
): Promise<LoadProgress> {
  const counts = await countGenerationEvents(dataSource.manager, projection);
  const bySchema = new Map<string, number>();
  for (const count of counts) {
    bySchema.set(count.schema, (bySchema.get(count.schema) ?? 0) + count.events);
  }
  return { done: bySchema.get(schema) ?? 0, total: Math.max(0, ...bySchema.values()) };
}
