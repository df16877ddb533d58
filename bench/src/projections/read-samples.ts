import { setTimeout as delay } from 'node:timers/promises';
import { readServingPosition, type Projection } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

/** One answer: when it was asked, how long it took, and what it said was so at which position. */
export interface ReadSample {
  readonly projection: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly position: number;
  readonly meetingCount: number;
}

const ASKED_EVERY_MS = 5;

/** Asks how many meetings were held as of where a read model stands, over and over, through its views. */
export async function sampleReads(
  dataSource: DataSource,
  { name }: Projection,
  stop: AbortSignal,
): Promise<ReadSample[]> {
  const asked: ReadSample[] = [];
  while (!stop.aborted) {
    const position = await readServingPosition(dataSource, { name }, 0);
    const at = performance.now();
    const rows: { held: number }[] = await dataSource.query(
      `SELECT count(*)::integer AS held FROM "${name}".meetings
        WHERE partition = 0 AND recorded_from <= $1 AND (recorded_to IS NULL OR recorded_to > $1)`,
      [position],
    );
    asked.push({
      projection: name,
      startedAtMs: at,
      durationMs: performance.now() - at,
      position,
      meetingCount: rows[0]?.held ?? -1,
    });
    await delay(ASKED_EVERY_MS);
  }
  return asked;
}

/** Of each position, how many meetings had been held by then, by the log itself. */
export type MeetingCounts = readonly number[];

/** The answers that the log does not bear out, or that are older than one before. */
export function findWrongSamples(
  asked: readonly ReadSample[],
  heldUpTo: MeetingCounts,
): readonly ReadSample[] {
  let last = -1;
  return asked.filter(({ position, meetingCount: held }) => {
    const isOlder = position < last;
    last = Math.max(last, position);
    return isOlder || held !== (position < 0 ? 0 : heldUpTo[position]);
  });
}
