import type { EntityManager } from 'typeorm';
import { RUNTIME_SCHEMA } from './positions.ts';
import type { ClassifiedError } from './projection-error.ts';

/** How long a lease holds without being renewed: after a crash, nobody works on the partition for so long. */
export const LEASE_MS = 6_000;
/** How often leases are renewed and shared out anew; several times within a lease. */
export const LEASE_RENEW_MS = 1_500;

/** Whose leases: one instance of one projection. */
export interface LeaseOwner {
  readonly projection: string;
  readonly owner: string;
}

/** How many instances are alive, and how many of them come before this one by name. */
export interface InstanceRank {
  readonly live: number;
  readonly before: number;
}

/** Says that an instance is alive; answers how it stands among those that are. */
export async function registerInstance(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
): Promise<InstanceRank> {
  await manager.query(
    `INSERT INTO ${RUNTIME_SCHEMA}.instances (projection, instance, seen_at) VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (projection, instance) DO UPDATE SET seen_at = excluded.seen_at`,
    [projection, owner],
  );
  await manager.query(
    `DELETE FROM ${RUNTIME_SCHEMA}.instances
      WHERE projection = $1 AND seen_at < clock_timestamp() - make_interval(secs => $2)`,
    [projection, LEASE_MS / 1000],
  );
  const [standing]: InstanceRank[] = await manager.query(
    `SELECT count(*)::integer AS live, (count(*) FILTER (WHERE instance < $2))::integer AS before
       FROM ${RUNTIME_SCHEMA}.instances WHERE projection = $1`,
    [projection, owner],
  );
  return standing ?? { live: 1, before: 0 };
}

/**
 * How many partitions an instance works on: the shares of all make up the whole, and none is larger than another by
 * more than one.
 */
export function computeShare(partitions: number, { live, before }: InstanceRank): number {
  return Math.floor(partitions / live) + (before < partitions % live ? 1 : 0);
}

/** Takes up to `count` partitions that nobody holds, or that this owner held before a crash. */
export async function acquireLeases(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
  wanted: { readonly count: number; readonly not: readonly number[] },
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
    [projection, owner, LEASE_MS / 1000, wanted.not, wanted.count],
  );
  return rows.map(({ partition }) => partition);
}

/** A lease that still is the owner's, and where its partition stands. */
export interface RenewedLease {
  readonly partition: number;
  readonly nextSeq: number;
}

/** Renews leases; answers those that are still this owner's. */
export async function renewLeases(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
  partitions: readonly number[],
): Promise<readonly RenewedLease[]> {
  const [rows]: [RenewedLease[], number] = await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET lease_until = clock_timestamp() + make_interval(secs => $3), heartbeat_at = clock_timestamp()
      WHERE projection = $1 AND owner = $2 AND partition = ANY ($4::integer[])
      RETURNING partition, next_seq AS "nextSeq"`,
    [projection, owner, LEASE_MS / 1000, partitions],
  );
  return rows;
}

/** Gives partitions back, saying why nobody works on them now. */
export async function releaseLeases(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
  partitions: readonly number[],
  reason: Pick<ClassifiedError, 'code' | 'message'> | null,
): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET owner = NULL, lease_until = NULL, state = 'stopped', reason_code = $4, reason = $5
      WHERE projection = $1 AND owner = $2 AND partition = ANY ($3::integer[])`,
    [projection, owner, partitions, reason?.code ?? null, reason?.message ?? null],
  );
}

/** Says what a partition that is being worked on has to wait for; the next step forward takes it back. */
export async function recordPartitionError(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
  partition: number,
  { code, message }: Pick<ClassifiedError, 'code' | 'message'>,
): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions SET reason_code = $4, reason = $5
      WHERE projection = $1 AND owner = $2 AND partition = $3`,
    [projection, owner, partition, code, message],
  );
}

/** Says that an instance is gone, so that the others take its share at once. */
export async function unregisterInstance(
  manager: EntityManager,
  { projection, owner }: LeaseOwner,
): Promise<void> {
  await manager.query(
    `DELETE FROM ${RUNTIME_SCHEMA}.instances WHERE projection = $1 AND instance = $2`,
    [projection, owner],
  );
}

/** Whether somebody holds every partition. */
export async function areAllLeased(manager: EntityManager, projection: string): Promise<boolean> {
  const rows: { free: number }[] = await manager.query(
    `SELECT count(*)::integer AS free FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection = $1 AND (owner IS NULL OR lease_until < clock_timestamp())`,
    [projection],
  );
  return rows[0]?.free === 0;
}
