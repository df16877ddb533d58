import type { DataSource, QueryRunner } from 'typeorm';
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
  const key = `rapporteur.generations.${name}`;
  try {
    const [answer] = await runner.manager.query<{ locked: boolean }[]>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [key],
    );
    if (answer?.locked !== true) throw busy(name);
  } catch (error) {
    await runner.release();
    throw error;
  }
  return { [Symbol.asyncDispose]: () => unlock(runner, key) };
}

async function unlock(runner: QueryRunner, key: string): Promise<void> {
  try {
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]);
  } finally {
    await runner.release();
  }
}

function busy(name: string): ProjectionError {
  return new ProjectionError(
    'PROJECTION_BUSY',
    `Another process is making, swapping or dropping a generation of ${name}: let it finish, or stop it, and try again.`,
  );
}
