// Invariants
// 1. Which generation serves changes in one transaction: every view with it, and the registry.
// 2. The one that begins to serve stands nowhere behind the one that ends to: no answer grows older by a swap.
// 3. No query waits for it, and none fails: schemas of views are renamed, and what a query has begun to read stays.
import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { findServingGeneration } from './generations.ts';
import { LOCK_HOLD_MS_MAX, RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { classifyError, ProjectionError } from './projection-error.ts';
import { createViews } from './views.ts';

/** How long a swap waits for a lock before it lets everybody go first and tries again. */
export const LOCK_TIMEOUT_MS = 1_000;
// A process that hangs with its locks must not hold up everybody else either.
const BOUNDED = `SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}; SET LOCAL idle_in_transaction_session_timeout = ${LOCK_HOLD_MS_MAX}`;
/** How long it holds the generation that serves where it stands, for the other to come up to it. */
const CATCH_UP_MS = 1_000;
const CATCH_UP_POLL_MS = 5;
const ATTEMPTS_MAX = 20;
const BACK_OFF_MS = 100;

/** The schemas of two generations. */
export interface GenerationPair {
  /** The one that serves. */
  readonly from: string;
  /** The one that is to serve. */
  readonly to: string;
}

/** What a swap came to. */
export interface SwapResult extends GenerationPair {
  /** How often it had to be tried. */
  readonly attempts: number;
  /** How long projectors of the generation that served were held back, by the attempt that succeeded. */
  readonly heldMs: number;
}

/**
 * Lets another generation serve. Somebody must be keeping it up to date meanwhile.
 * @throws ProjectionError PROJECTION_SWAP_REFUSED where it stays behind, or locks cannot be had; PROJECTION_BUSY where
 * another one serves by now than was thought
 */
export async function swapGenerations(
  dataSource: DataSource,
  projection: Projection,
  { from, to }: GenerationPair,
): Promise<SwapResult> {
  const { name } = projection;
  await dropSchema(dataSource, `${name}_incoming`);
  await createViews(dataSource.manager, projection, { views: `${name}_incoming`, tables: to });
  await dropSchema(dataSource, `${name}_outgoing`);
  let attempts = 0;
  const heldMs = await retried(async () => {
    attempts += 1;
    return swapOnce(dataSource, name, { from, to });
  });
  // Queries that began before may still read them; should they read for long, the next swap clears them away.
  await dropSchema(dataSource, `${name}_outgoing`).catch(() => undefined);
  return { from, to, heldMs, attempts };
}

async function swapOnce(
  dataSource: DataSource,
  name: string,
  { from, to }: GenerationPair,
): Promise<number> {
  return dataSource.transaction('READ COMMITTED', async (manager) => {
    await manager.query(BOUNDED);
    await lockServing(manager, name, from);
    const heldSince = performance.now();
    await catchUpTo(manager, from, to);
    await manager.query(`ALTER SCHEMA "${name}" RENAME TO "${name}_outgoing"`);
    await manager.query(`ALTER SCHEMA "${name}_incoming" RENAME TO "${name}"`);
    await manager.query(
      `UPDATE ${RUNTIME_SCHEMA}.generations SET state = 'retained' WHERE schema = $1`,
      [from],
    );
    await manager.query(
      `UPDATE ${RUNTIME_SCHEMA}.generations SET state = 'serving', serving_since = clock_timestamp() WHERE schema = $1`,
      [to],
    );
    return performance.now() - heldSince;
  });
}

/** Holds what serves where it stands. */
async function lockServing(manager: EntityManager, name: string, from: string): Promise<void> {
  await manager.query(
    `SELECT FROM ${RUNTIME_SCHEMA}.generations WHERE projection = $1 FOR UPDATE`,
    [name],
  );
  const serving = await findServingGeneration(manager, { name });
  // The right to swap goes with the connection that holds it, and whoever has it next may have swapped too.
  if (serving?.schema !== from) {
    const instead = `${serving?.schema ?? 'nothing'} serves by now, and no longer ${from}`;
    throw new ProjectionError(
      'PROJECTION_BUSY',
      `Another process has swapped ${name} meanwhile: ${instead}. Call again.`,
    );
  }
  await manager.query(
    `SELECT FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1 ORDER BY partition FOR UPDATE`,
    [from],
  );
}

async function catchUpTo(manager: EntityManager, from: string, to: string): Promise<void> {
  const deadline = performance.now() + CATCH_UP_MS;
  for (;;) {
    const [behind]: { partition: number; old: number; new: number | null }[] = await manager.query(
      `SELECT o.partition, o.next_seq AS old, n.next_seq AS new FROM ${RUNTIME_SCHEMA}.positions AS o
         LEFT JOIN ${RUNTIME_SCHEMA}.positions AS n ON n.projection = $2 AND n.partition = o.partition
        WHERE o.projection = $1 AND o.next_seq > coalesce(n.next_seq, 0) LIMIT 1`,
      [from, to],
    );
    if (behind === undefined) return;
    if (performance.now() > deadline) {
      const stands = `${behind.partition}:${(behind.new ?? 0) - 1}`;
      throw new ProjectionError(
        'PROJECTION_SWAP_REFUSED',
        `${to} stands at ${stands}, and ${from}, which serves, at ${behind.partition}:${behind.old - 1}.`,
      );
    }
    await delay(CATCH_UP_POLL_MS);
  }
}

/** Drops a schema with all it holds, and does with it what goes with that; gives way to whoever reads it, and tries again. */
export async function dropSchema(
  dataSource: DataSource,
  schema: string,
  also: (manager: EntityManager) => Promise<void> = async () => undefined,
): Promise<void> {
  await retried(() =>
    dataSource.transaction(async (manager) => {
      await manager.query(BOUNDED);
      await manager.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await also(manager);
    }),
  );
}

/** Tries again, bounded, what failed for a lock or for a position that was not reached in time. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code, remedy } = classifyError(error);
      const passing = remedy === 'try-again' || code === 'PROJECTION_SWAP_REFUSED';
      if (!passing || attempt >= ATTEMPTS_MAX) throw error;
      await delay(BACK_OFF_MS * Math.min(attempt, 10));
    }
  }
}
