import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { RUNTIME_SCHEMA } from './positions.ts';
import { type Projection, schemaOf } from './projection.ts';

/** The first wait between two looks at the position; it grows, so that a late projector is not asked all the time. */
const POLL_MS = 5;
const POLL_MAX_MS = 100;

/** Whether a projection has passed a position, and where it stands: -1 before the first event. */
export interface Waited {
  readonly reached: boolean;
  readonly position: number;
}

/** Where a projection stands in a partition, inclusive; -1 before the first event. */
export async function currentPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name' | 'version'>,
  partition: number,
): Promise<number> {
  const rows: { next_seq: number }[] = await dataSource.query(
    `SELECT next_seq FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1 AND partition = $2`,
    [schemaOf(projection), partition],
  );
  return (rows[0]?.next_seq ?? 0) - 1;
}

/** What to wait for, and how long. */
export interface WaitFor {
  readonly partition: number;
  /** Inclusive. */
  readonly pseq: number;
  readonly timeoutMs: number;
}

/** Waits, bounded, until a projection has applied a position: what a reader was just told, it then finds. */
export async function waitForPosition(
  dataSource: DataSource,
  projection: Pick<Projection, 'name' | 'version'>,
  { partition, pseq, timeoutMs }: WaitFor,
): Promise<Waited> {
  const deadline = performance.now() + timeoutMs;
  for (let pollMs = POLL_MS; ; pollMs = Math.min(POLL_MAX_MS, pollMs * 2)) {
    const position = await currentPosition(dataSource, projection, partition);
    if (position >= pseq) return { reached: true, position };
    const left = deadline - performance.now();
    if (left <= 0) return { reached: false, position };
    await delay(Math.min(pollMs, left));
  }
}
