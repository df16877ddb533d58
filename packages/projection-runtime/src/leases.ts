import type { EntityManager } from 'typeorm';
import { RUNTIME_SCHEMA } from './positions.ts';
import type { ClassifiedError } from './projection-error.ts';

/** How long a lease is valid without renewal. After a crash, its partition is not projected for this long. */
export const LEASE_MS = 6_000;
/** The interval of renewals and redistribution; several fit into one lease. */
export const LEASE_RENEW_MS = 1_500;

/** One instance of a projector of one generation. */
export interface LeaseOwner {
  /** The schema of the generation. */
  readonly schema: string;
  readonly owner: string;
}

/** The number of live instances, and the number of those that precede this one by name. */
export interface InstanceRank {
  readonly live: number;
  readonly preceding: number;
}

/** Writes the heartbeat of an instance and returns its rank among the live instances. */
export async function registerInstance(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
): Promise<InstanceRank> {
  await manager.query(
    `INSERT INTO ${RUNTIME_SCHEMA}.instances (projection, instance, seen_at)
     VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (projection, instance) DO UPDATE SET seen_at = excluded.seen_at`,
    [schema, owner],
  );
  await manager.query(
    `DELETE FROM ${RUNTIME_SCHEMA}.instances
      WHERE projection = $1 AND seen_at < clock_timestamp() - make_interval(secs => $2)`,
    [schema, LEASE_MS / 1000],
  );
  const [rank]: InstanceRank[] = await manager.query(
    `SELECT count(*)::integer AS live, (count(*) FILTER (WHERE instance < $2))::integer AS preceding
       FROM ${RUNTIME_SCHEMA}.instances WHERE projection = $1`,
    [schema, owner],
  );
  return rank ?? { live: 1, preceding: 0 };
}

/** Deletes an instance, so that the others take over its share at once. */
export async function unregisterInstance(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
): Promise<void> {
  await manager.query(
    `DELETE FROM ${RUNTIME_SCHEMA}.instances WHERE projection = $1 AND instance = $2`,
    [schema, owner],
  );
}

/**
 * Returns the number of partitions for an instance. The shares of all instances add up to the total
 * and differ by at most one.
 */
export function computeShare(partitions: number, { live, preceding }: InstanceRank): number {
  return Math.floor(partitions / live) + (preceding < partitions % live ? 1 : 0);
}

/** The number of partitions to acquire, and partitions to exclude. */
export interface LeaseRequest {
  readonly count: number;
  readonly excluded: readonly number[];
}

/** Acquires free partitions, and those that this owner held before a crash. Returns them. */
export async function acquireLeases(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  { count, excluded }: LeaseRequest,
): Promise<readonly number[]> {
  const [rows]: [{ partition: number }[], number] = await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions AS p
        SET owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3),
            heartbeat_at = clock_timestamp(), moved_at = clock_timestamp(),
            state = 'catching-up', reason_code = NULL, reason = NULL
       FROM (SELECT partition FROM ${RUNTIME_SCHEMA}.positions
              WHERE projection = $1 AND partition <> ALL ($4::integer[])
                AND (owner IS NULL OR owner = $2 OR lease_until < clock_timestamp())
              ORDER BY partition LIMIT $5 FOR UPDATE SKIP LOCKED) AS free
      WHERE p.projection = $1 AND p.partition = free.partition
      RETURNING p.partition`,
    [schema, owner, LEASE_MS / 1000, excluded, count],
  );
  return rows.map(({ partition }) => partition);
}

/** A lease that its owner still holds, and the position of its partition. */
export interface RenewedLease {
  readonly partition: number;
  readonly nextSeq: number;
}

/** Renews leases. Returns those that the owner still holds. */
export async function renewLeases(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  partitions: readonly number[],
): Promise<readonly RenewedLease[]> {
  const [rows]: [RenewedLease[], number] = await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET lease_until = clock_timestamp() + make_interval(secs => $3),
            heartbeat_at = clock_timestamp()
      WHERE projection = $1 AND owner = $2 AND partition = ANY ($4::integer[])
      RETURNING partition, next_seq AS "nextSeq"`,
    [schema, owner, LEASE_MS / 1000, partitions],
  );
  return rows;
}

/** Partitions of one owner, and the reason why their work ended; null: a regular release. */
export interface LeaseRelease {
  readonly partitions: readonly number[];
  readonly reason?: Pick<ClassifiedError, 'code' | 'message'>;
}

/** Releases leases. */
export async function releaseLeases(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  { partitions, reason }: LeaseRelease,
): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET owner = NULL, lease_until = NULL, state = 'stopped', reason_code = $4, reason = $5
      WHERE projection = $1 AND owner = $2 AND partition = ANY ($3::integer[])`,
    [schema, owner, partitions, reason?.code ?? null, reason?.message ?? null],
  );
}

/** Records the error that delays a partition. The next position move clears it. */
export async function recordPartitionError(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  partition: number,
  { code, message }: Pick<ClassifiedError, 'code' | 'message'>,
): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions SET reason_code = $4, reason = $5
      WHERE projection = $1 AND owner = $2 AND partition = $3`,
    [schema, owner, partition, code, message],
  );
}

/** Returns whether every partition of a generation has a valid lease. */
export async function areAllLeased(manager: EntityManager, schema: string): Promise<boolean> {
  const [row]: { free: number }[] = await manager.query(
    `SELECT count(*)::integer AS free FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection = $1 AND (owner IS NULL OR lease_until < clock_timestamp())`,
    [schema],
  );
  return row?.free === 0;
}
