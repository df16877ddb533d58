import type { EntityManager, QueryRunner } from 'typeorm';

/** The SQL expression for the key of an advisory lock; `$1` is the name of the lock. */
const LOCK_KEY = 'hashtextextended($1, 0)';

/** Tries to acquire an advisory lock for the connection of a runner. Returns whether it did. */
export async function tryLock(runner: QueryRunner, name: string): Promise<boolean> {
  const [row] = await runner.manager.query<{ locked: boolean }[]>(
    `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS locked`,
    [name],
  );
  return row?.locked === true;
}

/** Releases an advisory lock of the connection of a runner. */
export async function unlock(runner: QueryRunner, name: string): Promise<void> {
  await runner.query(`SELECT pg_advisory_unlock(${LOCK_KEY})`, [name]);
}

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
export async function formatLockRemedy(runner: QueryRunner, name: string): Promise<string> {
  const pid = await findLockHolder(runner, name);
  const force =
    pid === undefined
      ? ''
      : ` If it hangs, release the lock with SELECT pg_terminate_backend(${pid}).`;
  return `Let it finish or stop it, then try again.${force}`;
}
