import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { LOCK_KEY, findLockHolder, formatLockRemedy } from './lock-holder.ts';
import type { Projection } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/**
 * Holds the right to make, swap and drop generations of a read model, for as long as the connection lives: after a
 * kill -9 it is free at once.
 * @throws ProjectionError PROJECTION_BUSY where another process has it
 */
export async function lockGenerations(
  dataSource: DataSource,
  { name }: Pick<Projection, 'name'>,
): Promise<AsyncDisposable> {
  const runner = dataSource.createQueryRunner();
  const key = formatLockName(name);
  try {
    const [answer] = await runner.manager.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS locked`,
      [key],
    );
    if (answer?.locked !== true) throw busy(name, await findLockHolder(runner, key));
  } catch (error) {
    await runner.release();
    throw error;
  }
  return { [Symbol.asyncDispose]: () => unlock(runner, key) };
}

/** The server process for whoever makes, swaps or drops generations of a read model just now; undefined: nobody does. */
export async function findRebuildProcess(
  manager: Pick<EntityManager, 'query'>,
  { name }: Pick<Projection, 'name'>,
): Promise<number | undefined> {
  return findLockHolder(manager, formatLockName(name));
}

function formatLockName(projection: string): string {
  return `rapporteur.generations.${projection}`;
}

async function unlock(runner: QueryRunner, key: string): Promise<void> {
  // The lock went with its connection: what was done under it is not undone by that.
  if (runner.isReleased) return;
  try {
    await runner.query(`SELECT pg_advisory_unlock(${LOCK_KEY})`, [key]);
  } finally {
    await runner.release();
  }
}

function busy(name: string, holder: number | undefined): ProjectionError {
  const what = `Another process is making, swapping or dropping a generation of ${name}`;
  return new ProjectionError('PROJECTION_BUSY', `${what}: ${formatLockRemedy(holder)}`);
}
