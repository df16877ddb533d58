/** Statements about advisory locks, which TypeORM's query builders do not have. */
import type { EntityManager } from 'typeorm';

/** The SQL expression for the key of an advisory lock; `$1` is the name of the lock. */
const LOCK_KEY = 'hashtextextended($1, 0)';

/** Tries to acquire an advisory lock for a connection. Returns whether it did. */
export async function tryAdvisoryLock(manager: EntityManager, name: string): Promise<boolean> {
  const [row] = await manager.query<{ locked: boolean }[]>(
    `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS locked`,
    [name],
  );
  return row?.locked === true;
}

/** Releases an advisory lock of a connection. */
export async function releaseAdvisoryLock(manager: EntityManager, name: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_unlock(${LOCK_KEY})`, [name]);
}

/** Returns the server process that holds an advisory lock; undefined if the lock is free. */
export async function findAdvisoryLockHolder(
  manager: EntityManager,
  name: string,
): Promise<number | undefined> {
  const [holder] = await manager.query<{ pid: number }[]>(
    `SELECT pid FROM pg_locks
      WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) | objid::bigint = ${LOCK_KEY}`,
    [name],
  );
  return holder?.pid;
}
