// Invariants (rebuild.int.spec.ts, "A swap")
// 1. One transaction changes the serving generation: all views and the registry.
// 2. The new serving generation is in no partition behind the old one, so no result becomes older.
// 3. No query waits for a swap or fails: only view schemas are renamed, and tables that a running
//    query reads stay.
import { setTimeout as delay } from 'node:timers/promises';
import { retry } from '@rapporteur/resilience';
import type { DataSource, EntityManager } from 'typeorm';
import { findServingGeneration, generationRepository } from './generations.ts';
import { LOCK_HOLD_MS_MAX, positionRepository } from './positions.ts';
import { classifyError, ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';
import { schemaEntity } from './schema-repository.ts';
import { selectRows } from './select-rows.ts';
import { dropSchemaCascade, renameSchema } from './sql/schemas.sql.ts';
import { setForTransaction } from './sql/settings.sql.ts';
import { RUNTIME_SCHEMA, StoredPosition } from './stored-position.ts';
import { type SqlExpression, tableColumns } from './table-columns.ts';
import { createViews } from './views.ts';

/** How long a swap waits for a lock before it lets other sessions go first and retries. */
export const LOCK_TIMEOUT_MS = 1_000;
/** How long a swap holds the serving generation, so that the other one can catch up. */
const CATCH_UP_MS = 1_000;
const CATCH_UP_POLL_MS = 5;
const RETRY = { timeoutMs: 30_000, firstDelayMs: 100, delayMsMax: 1_000 } as const;

/** The schemas of two generations. */
export interface GenerationPair {
  /** The serving one. */
  readonly from: string;
  /** The one to swap in. */
  readonly to: string;
}

/** The result of a swap. */
export interface SwapResult extends GenerationPair {
  readonly attempts: number;
  /** How long the successful attempt held back the projectors of the old generation. */
  readonly heldMs: number;
}

/**
 * Swaps another generation in. A generation manager must keep it up to date meanwhile.
 * @throws ProjectionError PROJECTION_SWAP_REFUSED if it stays behind or locks time out;
 * PROJECTION_BUSY if another process has swapped meanwhile.
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
  const heldMs = await retrySwap(() => {
    attempts += 1;
    return attemptSwap(dataSource, name, { from, to });
  });

  // Earlier queries may still read the old views. If they take too long, the next swap drops them.
  await dropSchema(dataSource, `${name}_outgoing`).catch(() => undefined);
  return { from, to, heldMs, attempts };
}

// A process that hangs with its locks must not block all others.
async function setSwapLimits(manager: EntityManager): Promise<void> {
  await setForTransaction(manager, {
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: LOCK_HOLD_MS_MAX,
  });
}

async function attemptSwap(
  dataSource: DataSource,
  name: string,
  { from, to }: GenerationPair,
): Promise<number> {
  return dataSource.transaction('READ COMMITTED', async (manager) => {
    await setSwapLimits(manager);
    await lockServing(manager, name, from);
    const heldSince = performance.now();
    await waitUntilCaughtUp(manager, from, to);

    await renameSchema(manager, name, `${name}_outgoing`);
    await renameSchema(manager, `${name}_incoming`, name);
    const generations = generationRepository(manager);
    await generations.update({ schema: from }, { state: 'retained' });
    const servingSince = (): string => 'clock_timestamp()';
    await generations.update({ schema: to }, { state: 'serving', servingSince });
    return performance.now() - heldSince;
  });
}

/** Locks the positions of the serving generation, so that it does not move. */
async function lockServing(manager: EntityManager, name: string, from: string): Promise<void> {
  const lock = { mode: 'pessimistic_write' } as const;
  await generationRepository(manager).find({ where: { projection: name }, lock });

  // The rebuild lock ends with its connection, so another process may have acquired it and swapped.
  const serving = await findServingGeneration(manager, { name });
  if (serving?.schema !== from) {
    const current = serving?.schema ?? 'no generation';
    throw new ProjectionError(
      'PROJECTION_BUSY',
      `Another process has swapped ${name}: ${current} serves now instead of ${from}. Try again.`,
    );
  }

  const order = { partition: 'ASC' } as const;
  await positionRepository(manager).find({ where: { schema: from }, order, lock });
}

async function waitUntilCaughtUp(manager: EntityManager, from: string, to: string): Promise<void> {
  const deadline = performance.now() + CATCH_UP_MS;

  for (;;) {
    const behind = await findPartitionBehind(manager, from, to);
    if (behind === undefined) return;
    if (performance.now() > deadline) {
      const { partition } = behind;
      throw new ProjectionError(
        'PROJECTION_SWAP_REFUSED',
        `${to} is at ${partition}:${(behind.nextSeq ?? 0) - 1}, ` +
          `behind the serving ${from} at ${partition}:${behind.servingNextSeq - 1}.`,
      );
    }
    await delay(CATCH_UP_POLL_MS);
  }
}

/** A partition in which a generation is behind the serving one. */
interface PartitionBehind {
  readonly partition: number;
  readonly servingNextSeq: number;
  /** Null if the generation has no position. */
  readonly nextSeq: number | null;
}

async function findPartitionBehind(
  manager: EntityManager,
  from: string,
  to: string,
): Promise<PartitionBehind | undefined> {
  const serving = tableColumns(StoredPosition, 'o');
  const other = tableColumns(StoredPosition, 'n');
  const query = positionRepository(manager)
    .createQueryBuilder('o')
    .leftJoin(
      schemaEntity(manager, StoredPosition, RUNTIME_SCHEMA),
      'n',
      `${other.schema} = :to AND ${other.partition} = ${serving.partition}`,
    )
    .where(`${serving.schema} = :from AND ${serving.nextSeq} > coalesce(${other.nextSeq}, 0)`)
    .setParameters({ from, to })
    .limit(1);
  // The join may find no row.
  const otherNextSeq: SqlExpression<number | null> = other.nextSeq;
  const [behind] = await selectRows(query, {
    partition: serving.partition,
    servingNextSeq: serving.nextSeq,
    nextSeq: otherNextSeq,
  });
  return behind;
}

/** Drops a schema and runs `also` in the same transaction. Retries while other sessions use it. */
export async function dropSchema(
  dataSource: DataSource,
  schema: string,
  also: (manager: EntityManager) => Promise<void> = async () => undefined,
): Promise<void> {
  await retrySwap(() =>
    dataSource.transaction(async (manager) => {
      await setSwapLimits(manager);
      await dropSchemaCascade(manager, schema);
      await also(manager);
    }),
  );
}

/** Retries after a lock timeout or a generation that was still behind. */
async function retrySwap<T>(work: () => Promise<T>): Promise<T> {
  return retry(work, {
    ...RETRY,
    isTransient: (error) => {
      const { code, remedy } = classifyError(error);
      return remedy === 'retry' || code === 'PROJECTION_SWAP_REFUSED';
    },
  });
}
