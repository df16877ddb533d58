import { setTimeout as sleep } from 'node:timers/promises';
import { type Projection, readServingPosition } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

/** One query: its time, and the number of meetings at a position. */
export interface ReadSample {
  readonly projection: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly position: number;
  readonly meetingCount: number;
}

const INTERVAL_MS = 5;

/**
 * Counts the meetings of a read model at its current position, through its views, until stopped.
 */
export async function sampleReads(
  dataSource: DataSource,
  { name }: Projection,
  stop: AbortSignal,
): Promise<ReadSample[]> {
  const samples: ReadSample[] = [];
  while (!stop.aborted) {
    const position = await readServingPosition(dataSource, { name }, 0);
    const startedAtMs = performance.now();
    const [row]: { count: number }[] = await dataSource.query(
      `SELECT count(*)::integer AS count FROM "${name}".days
        WHERE kind = 'meeting' AND partition = 0 AND recorded_from <= $1 AND (recorded_to IS NULL OR recorded_to > $1)`,
      [position],
    );
    samples.push({
      projection: name,
      startedAtMs,
      durationMs: performance.now() - startedAtMs,
      position,
      meetingCount: row?.count ?? -1,
    });
    await sleep(INTERVAL_MS);
  }
  return samples;
}

/** The number of meetings up to each position, according to the log. */
export type MeetingCounts = readonly number[];

/**
 * Returns the samples that differ from the log, or that have an older position than an earlier
 * sample.
 */
export function findWrongSamples(
  samples: readonly ReadSample[],
  meetingCounts: MeetingCounts,
): readonly ReadSample[] {
  let latestPosition = -1;
  return samples.filter(({ position, meetingCount }) => {
    const isOlder = position < latestPosition;
    latestPosition = Math.max(latestPosition, position);
    return isOlder || meetingCount !== (position < 0 ? 0 : meetingCounts[position]);
  });
}
