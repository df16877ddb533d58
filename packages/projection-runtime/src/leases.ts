import { type EntityManager, In, IsNull, Raw, type Repository } from 'typeorm';
import { positionRepository } from './positions.ts';
import type { ClassifiedError } from './projection-error.ts';
import { ProjectorInstance } from './projector-instance.ts';
import { schemaRepository } from './schema-repository.ts';
import { RUNTIME_SCHEMA, StoredPosition } from './stored-position.ts';
import { columnNames, tableColumns } from './table-columns.ts';

/** How long a lease is valid without renewal. After a crash, its partition is not projected for this long. */
export const LEASE_MS = 6_000;
/** The interval of renewals and redistribution; several fit into one lease. */
export const LEASE_RENEW_MS = 1_500;

const NOW = 'clock_timestamp()';
const LEASE_INTERVAL = `make_interval(secs => ${LEASE_MS / 1000})`;

const now = (): string => NOW;
const leaseEnd = (): string => `${NOW} + ${LEASE_INTERVAL}`;

/** One instance of a projector of one generation. */
export type LeaseOwner = Readonly<Pick<ProjectorInstance, 'schema' | 'owner'>>;

/** The number of live instances, and the number of those that precede this one by name. */
export interface InstanceRank {
  readonly live: number;
  readonly preceding: number;
}

/** Returns the repository of instances. */
export function instanceRepository(manager: EntityManager): Repository<ProjectorInstance> {
  return schemaRepository(manager, ProjectorInstance, RUNTIME_SCHEMA);
}

/** Writes the heartbeat of an instance and returns its rank among the live instances. */
export async function registerInstance(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
): Promise<InstanceRank> {
  const instances = schemaRepository(manager, ProjectorInstance, RUNTIME_SCHEMA);
  await instances.upsert({ schema, owner, seenAt: now }, ['schema', 'owner']);
  await instances.delete({
    schema,
    seenAt: Raw((seenAt) => `${seenAt} < ${NOW} - ${LEASE_INTERVAL}`),
  });

  const instance = tableColumns(ProjectorInstance, 'i');
  const rank = await instances
    .createQueryBuilder('i')
    .setFindOptions({ where: { schema } })
    .select('count(*)::integer', 'live')
    .addSelect(`(count(*) FILTER (WHERE ${instance.owner} < :owner))::integer`, 'preceding')
    .setParameters({ owner })
    .getRawOne<InstanceRank>();
  return rank ?? { live: 1, preceding: 0 };
}

/** Deletes an instance, so that the others take over its share at once. */
export async function unregisterInstance(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
): Promise<void> {
  await instanceRepository(manager).delete({ schema, owner });
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
  const position = tableColumns(StoredPosition, 'p');
  const free = positionRepository(manager)
    .createQueryBuilder('p')
    .select(position.partition)
    .where(`${position.schema} = :schema AND ${position.partition} <> ALL (:excluded)`)
    .andWhere(
      `(${position.owner} IS NULL OR ${position.owner} = :owner OR ${position.leaseUntil} < ${NOW})`,
    )
    .orderBy(position.partition)
    .limit(count)
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getQuery();

  const acquired = await positionRepository(manager).update(
    {
      schema,
      // An array, because it is computed once; a subquery may be computed again for every row.
      partition: Raw((partition) => `${partition} = ANY (ARRAY(${free}))`, {
        schema,
        owner,
        excluded,
      }),
    },
    {
      owner,
      leaseUntil: leaseEnd,
      heartbeatAt: now,
      movedAt: now,
      state: 'catching-up',
      reasonCode: null,
      reason: null,
    },
    { returning: ['partition'] },
  );
  return (acquired.raw as Pick<StoredPosition, 'partition'>[]).map((row) => row.partition);
}

/** A lease that its owner still holds, and the position of its partition. */
export type RenewedLease = Readonly<Pick<StoredPosition, 'partition' | 'nextSeq'>>;

/** Renews leases. Returns those that the owner still holds. */
export async function renewLeases(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  partitions: readonly number[],
): Promise<readonly RenewedLease[]> {
  const { partition, nextSeq } = columnNames(StoredPosition);
  const renewed = await positionRepository(manager).update(
    { schema, owner, partition: In([...partitions]) },
    { leaseUntil: leaseEnd, heartbeatAt: now },
    { returning: `${partition}, ${nextSeq} AS "nextSeq"` },
  );
  return renewed.raw as RenewedLease[];
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
  await positionRepository(manager).update(
    { schema, owner, partition: In([...partitions]) },
    {
      owner: null,
      leaseUntil: null,
      state: 'stopped',
      reasonCode: reason?.code ?? null,
      reason: reason?.message ?? null,
    },
  );
}

/** Records the error that delays a partition. The next position move clears it. */
export async function recordPartitionError(
  manager: EntityManager,
  { schema, owner }: LeaseOwner,
  partition: number,
  { code, message }: Pick<ClassifiedError, 'code' | 'message'>,
): Promise<void> {
  await positionRepository(manager).update(
    { schema, owner, partition },
    { reasonCode: code, reason: message },
  );
}

/** Returns whether every partition of a generation has a valid lease. */
export async function areAllLeased(manager: EntityManager, schema: string): Promise<boolean> {
  const isAnyFree = await positionRepository(manager).existsBy([
    { schema, owner: IsNull() },
    { schema, leaseUntil: Raw((leaseUntil) => `${leaseUntil} < ${NOW}`) },
  ]);
  return !isAnyFree;
}
