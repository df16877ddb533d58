import type { EntityManager } from 'typeorm';

/** The SQL expression for the key of an advisory lock; `$1` is the name of the lock. */
export const LOCK_KEY = 'hashtextextended($1, 0)';

/** Returns the server process that holds an advisory lock; undefined if the lock is free. */
export async function findLockHolder(
  manager: Pick<EntityManager, 'query'>,
  name: string,
): Promise<number | undefined> {
  const [holder]: { pid: number }[] = await manager.query(
    `SELECT pid FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) | objid::bigint = ${LOCK_KEY}`,
    [name],
  );
  return holder?.pid;
}

/** Returns the fix for a held lock. Its process may hang, or its machine may have vanished. */
export function formatLockRemedy(pid: number | undefined): string {
  const force =
    pid === undefined
      ? ''
      : ` If it hangs, release the lock with SELECT pg_terminate_backend(${pid}).`;
  return `Let it finish or stop it, then try again.${force}`;
}
