import {
  type GenerationPartition,
  projectPartition,
  type ProjectionSource,
} from './partition-projector.ts';
import { RUNTIME_SCHEMA } from './positions.ts';

/** How many partitions are loaded side by side. */
const PARTITIONS_AT_ONCE = 4;

/** How far a generation has come. */
export interface LoadProgress {
  /** Events applied, of all partitions. */
  readonly done: number;
  /** Events known to be in the log: as many as any generation of the read model has applied. */
  readonly total: number;
}

/** Applies to a generation whatever the log holds, partition by partition, some side by side. */
export async function loadGeneration(
  source: ProjectionSource,
  schema: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: LoadProgress) => void },
): Promise<void> {
  const known = await countKnownEvents(source, schema);
  let { done } = known;
  const onMoved = (events: number): void => {
    done += events;
    options.onProgress({ done, total: Math.max(known.total, done) });
  };
  options.onProgress(known);
  const partitions = Array.from(
    { length: source.log.partitions },
    (_, partition) => partition,
  ).values();
  const work = async (): Promise<void> => {
    for (const partition of partitions)
      await loadPartition(source, { schema, partition }, options.signal, onMoved);
  };
  await Promise.all(Array.from({ length: PARTITIONS_AT_ONCE }, work));
}

/** Applies what a partition holds; not for as long as it grows, which may be for ever. */
async function loadPartition(
  source: ProjectionSource,
  place: GenerationPartition,
  stop: AbortSignal,
  onMoved: (events: number) => void,
): Promise<void> {
  const atEnd = new AbortController();
  const signal = AbortSignal.any([stop, atEnd.signal]);
  if (signal.aborted) return;
  await projectPartition(source, place, {
    follow: false,
    signal,
    onMoved: (_, progress) => {
      onMoved(progress.events.length);
      if (progress.atEnd) atEnd.abort();
    },
  });
}

async function countKnownEvents(
  { dataSource, projection }: ProjectionSource,
  schema: string,
): Promise<LoadProgress> {
  const [known]: LoadProgress[] = await dataSource.query(
    `SELECT coalesce(sum(p.next_seq) FILTER (WHERE g.schema = $2), 0)::integer AS done,
            coalesce(max(p.all_events), 0)::integer AS total
       FROM ${RUNTIME_SCHEMA}.generations AS g
       JOIN (SELECT projection, next_seq, sum(next_seq) OVER (PARTITION BY projection) AS all_events
               FROM ${RUNTIME_SCHEMA}.positions) AS p ON p.projection = g.schema
      WHERE g.projection = $1`,
    [projection.name, schema],
  );
  return known ?? { done: 0, total: 0 };
}
