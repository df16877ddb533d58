import type { QueryRunner } from 'typeorm';
import { findAdvisoryLockHolder } from './sql/advisory-lock.sql.ts';

/** Returns the fix for a held lock. Its process may hang, or its machine may have vanished. */
export async function formatLockRemedy(runner: QueryRunner, name: string): Promise<string> {
  const pid = await findAdvisoryLockHolder(runner.manager, name);
  const force =
    pid === undefined
      ? ''
      : ` If it hangs, release the lock with SELECT pg_terminate_backend(${pid}).`;
  return `Let it finish or stop it, then try again.${force}`;
}
