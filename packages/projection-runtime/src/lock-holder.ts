import type { EntityManager } from 'typeorm';

/** An advisory lock of the database by its name, as an argument of Postgres' functions; `$1` is the name. */
export const LOCK_KEY = 'hashtextextended($1, 0)';

/** The process of the server that holds an advisory lock of the database for somebody; undefined: nobody has it. */
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

/** What to do about whoever has a lock: its process may hang, or its machine be gone without a word to the server. */
export function formatLockRemedy(pid: number | undefined): string {
  const force =
    pid === undefined
      ? ''
      : `; where it hangs, SELECT pg_terminate_backend(${pid}) takes the lock from it`;
  return `let it finish, or stop it, and try again${force}.`;
}
