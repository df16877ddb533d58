import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, Repository } from 'typeorm';
import { BuiltUpdate } from './built-query.ts';
import type { GenerationPartition } from './generation-partition.ts';
import { schemaEntity, schemaRepository } from './schema-repository.ts';
import { RUNTIME_SCHEMA, StoredPosition } from './stored-position.ts';
import { columnNames } from './table-columns.ts';

/**
 * The longest pause or statement of a transaction that locks a position. Postgres then ends the
 * transaction. Otherwise a process that hangs with an open connection would block the partition.
 * A COPY that waits for its client is ended by another instance, see `endSilentCopies`.
 */
export const LOCK_HOLD_MS_MAX = 20_000;
// The locking statement itself changes the settings, which saves round trips. A commit waits for no
// disk: rows and position are lost together if the server crashes, and the events are applied again.
const SET_FOR_TRANSACTION = Object.entries({
  idle_in_transaction_session_timeout: LOCK_HOLD_MS_MAX,
  statement_timeout: LOCK_HOLD_MS_MAX,
  synchronous_commit: 'off',
}).map(([setting, value]) => `set_config('${setting}', '${value}', true)`);

/** The position of a generation in a partition, as it is stored with the rows. */
export interface ProjectionPosition extends Pick<
  Readonly<StoredPosition>,
  'schema' | 'partition' | 'identity'
> {
  /** The last applied event. */
  readonly head: Head;
}

/** Returns the repository of positions. */
export function positionRepository(manager: EntityManager): Repository<StoredPosition> {
  return schemaRepository(manager, StoredPosition, RUNTIME_SCHEMA);
}

/** Creates the missing position rows of all partitions. */
export async function ensurePositions(
  manager: EntityManager,
  schema: string,
  partitions: number,
): Promise<void> {
  const rows = Array.from({ length: partitions }, (_, partition) => ({ schema, partition }));
  await positionRepository(manager)
    .createQueryBuilder()
    .insert()
    .into(schemaEntity(manager, StoredPosition, RUNTIME_SCHEMA), ['schema', 'partition'])
    .values(rows)
    .orIgnore()
    .updateEntity(false)
    .execute();
}

/**
 * Resets a generation to the beginning of the log. The rows of its positions and their leases stay:
 * a running instance finds that its position is outdated, and starts again.
 */
export async function resetPositions(manager: EntityManager, schema: string): Promise<void> {
  const beginning = { nextSeq: 0, headTerm: 0, headTime: '', headHint: null, identity: null };
  await positionRepository(manager).update({ schema }, beginning);
}

/** Locks a position for the rest of a transaction, bounded by `LOCK_HOLD_MS_MAX`. */
export async function lockPosition(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
): Promise<void> {
  await positionRepository(manager)
    .createQueryBuilder('p')
    .setFindOptions({ where: { schema, partition } })
    .select(SET_FOR_TRANSACTION)
    .setLock('pessimistic_write')
    .getRawMany();
}

/** Returns the position of a generation in a partition; the beginning if none is stored. */
export async function loadPosition(
  manager: EntityManager,
  schema: string,
  partition: number,
): Promise<ProjectionPosition> {
  const stored = await positionRepository(manager).findOneBy({ schema, partition });
  if (stored === null || stored.nextSeq === 0) {
    return { schema, partition, head: EMPTY_HEAD, identity: stored?.identity ?? null };
  }

  const { nextSeq, headTerm: term, headTime: time, headHint, identity } = stored;
  const hint = headHint === null ? {} : { hint: headHint };
  return { schema, partition, head: { pseq: nextSeq - 1, term, time, ...hint }, identity };
}

/** A position change, and whether the log had no further events. */
export interface PositionMove {
  readonly from: ProjectionPosition;
  readonly to: Pick<ProjectionPosition, 'head' | 'identity'>;
  readonly atEnd: boolean;
}

/** The parameters of `MOVE_POSITION`. */
interface MoveParameters extends Record<string, unknown> {
  readonly schema: string;
  readonly partition: number;
  readonly fromSeq: number;
  readonly fromIdentity: string | null;
  readonly nextSeq: number;
  readonly term: number;
  readonly time: string;
  readonly hint: string | null;
  readonly identity: string | null;
  readonly state: StoredPosition['state'];
}

const POSITION = columnNames(StoredPosition);
const MOVE_POSITION = new BuiltUpdate<MoveParameters>((manager) =>
  positionRepository(manager)
    .createQueryBuilder()
    .update({
      nextSeq: () => ':nextSeq',
      headTerm: () => ':term',
      headTime: () => ':time',
      headHint: () => ':hint',
      identity: () => ':identity',
      state: () => ':state',
      reasonCode: () => 'NULL',
      reason: () => 'NULL',
      heartbeatAt: () => 'clock_timestamp()',
      movedAt: () => 'clock_timestamp()',
    })
    .where(`${POSITION.schema} = :schema AND ${POSITION.partition} = :partition`)
    .andWhere(`${POSITION.nextSeq} = :fromSeq`)
    .andWhere(`${POSITION.identity} IS NOT DISTINCT FROM :fromIdentity`)
    .returning(SET_FOR_TRANSACTION.join(', ')),
);

/**
 * Moves a position. Returns false if it is no longer at `from`. Call it first in the transaction
 * that writes the rows: it locks the position, so a concurrent instance waits and then gets false.
 * The lock is bounded by `LOCK_HOLD_MS_MAX`.
 */
export async function movePosition(
  manager: EntityManager,
  { from, to, atEnd }: PositionMove,
): Promise<boolean> {
  const moved = await MOVE_POSITION.execute(manager, RUNTIME_SCHEMA, {
    schema: from.schema,
    partition: from.partition,
    fromSeq: from.head.pseq + 1,
    fromIdentity: from.identity,
    nextSeq: to.head.pseq + 1,
    term: to.head.term,
    time: to.head.time,
    hint: to.head.hint ?? null,
    identity: to.identity,
    state: atEnd ? 'live' : 'catching-up',
  });
  return moved === 1;
}
