import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { formatLockRemedy } from './advisory-lock.ts';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';
import {
  findAdvisoryLockHolder,
  releaseAdvisoryLock,
  tryAdvisoryLock,
} from './sql/advisory-lock.sql.ts';

/**
 * Acquires the lock to build, swap and drop generations of a read model. The lock ends with its
 * connection, so a kill -9 releases it at once.
 * @throws ProjectionError PROJECTION_BUSY if another process holds it.
 */
export async function lockGenerations(
  dataSource: DataSource,
  { name }: Pick<Projection, 'name'>,
): Promise<AsyncDisposable> {
  const runner = dataSource.createQueryRunner();
  const lock = formatLockName(name);
  try {
    if (!(await tryAdvisoryLock(runner.manager, lock))) {
      throw new ProjectionError(
        'PROJECTION_BUSY',
        `Another process is building, swapping or dropping a generation of ${name}. ` +
          (await formatLockRemedy(runner, lock)),
      );
    }
  } catch (error) {
    await runner.release();
    throw error;
  }

  return { [Symbol.asyncDispose]: () => release(runner, lock) };
}

/** Returns the server process that builds, swaps or drops generations; undefined if none does. */
export async function findRebuildProcess(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<number | undefined> {
  return findAdvisoryLockHolder(manager, formatLockName(name));
}

function formatLockName(projection: string): string {
  return `rapporteur.generations.${projection}`;
}

async function release(runner: QueryRunner, lock: string): Promise<void> {
  // A broken connection has released the lock already. The work under the lock remains valid.
  if (runner.isReleased) return;
  try {
    await releaseAdvisoryLock(runner.manager, lock);
  } finally {
    await runner.release();
  }
}
