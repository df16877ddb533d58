import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { GenerationPartition } from './generation-partition.ts';

/** The schema of the runtime's own tables. All read models of a database share it. */
export const RUNTIME_SCHEMA = 'projections';

/**
 * The longest pause or statement of a transaction that locks a position. Postgres then ends the
 * transaction. Otherwise a process that hangs with an open connection would block the partition.
 */
export const LOCK_HOLD_MS_MAX = 20_000;
// The locking statement itself sets the limits, which saves a round trip.
const SET_LIMITS = `set_config('idle_in_transaction_session_timeout', '${LOCK_HOLD_MS_MAX}', true),
                    set_config('statement_timeout', '${LOCK_HOLD_MS_MAX}', true)`;

/** The position of a generation in a partition, as it is stored with the rows. */
export interface ProjectionPosition {
  /** The schema of the generation: `timeline_v1`. */
  readonly schema: string;
  readonly partition: number;
  /** The last applied event. */
  readonly head: Head;
  /** SHA-256 of the partition's event 0; null before the first event is applied. */
  readonly identity: string | null;
}

/** Creates the tables of positions, leases and instances. */
export class RuntimeTables1763800000000 implements MigrationInterface {
  readonly name = 'RuntimeTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE positions (
      projection text NOT NULL,
      partition integer NOT NULL,
      next_seq integer NOT NULL DEFAULT 0,
      head_term integer NOT NULL DEFAULT 0,
      head_time text NOT NULL DEFAULT '',
      head_hint text,
      identity text,
      state text NOT NULL DEFAULT 'stopped' CHECK (state IN ('catching-up', 'live', 'stopped')),
      reason_code text,
      reason text,
      owner text,
      lease_until timestamptz,
      heartbeat_at timestamptz,
      moved_at timestamptz,
      PRIMARY KEY (projection, partition))`);
    await runner.query(`CREATE TABLE instances (
      projection text NOT NULL,
      instance text NOT NULL,
      seen_at timestamptz NOT NULL,
      PRIMARY KEY (projection, instance))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE instances, positions`);
  }
}

/** Creates the missing position rows of all partitions. */
export async function ensurePositions(
  manager: EntityManager,
  schema: string,
  partitions: number,
): Promise<void> {
  await manager.query(
    `INSERT INTO ${RUNTIME_SCHEMA}.positions (projection, partition)
     SELECT $1, generate_series(0, $2::integer - 1) ON CONFLICT DO NOTHING`,
    [schema, partitions],
  );
}

/**
 * Resets a generation to the beginning of the log. The rows of its positions and their leases stay:
 * a running instance finds that its position is outdated, and starts again.
 */
export async function resetPositions(manager: EntityManager, schema: string): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET next_seq = 0, head_term = 0, head_time = '', head_hint = NULL, identity = NULL
      WHERE projection = $1`,
    [schema],
  );
}

/** Locks a position for the rest of a transaction, bounded by `LOCK_HOLD_MS_MAX`. */
export async function lockPosition(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
): Promise<void> {
  await manager.query(
    `SELECT ${SET_LIMITS} FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection = $1 AND partition = $2 FOR UPDATE`,
    [schema, partition],
  );
}

interface StoredPositionRow {
  next_seq: number;
  head_term: number;
  head_time: string;
  head_hint: string | null;
  identity: string | null;
}

/** Returns the position of a generation in a partition; the beginning if none is stored. */
export async function loadPosition(
  manager: EntityManager,
  schema: string,
  partition: number,
): Promise<ProjectionPosition> {
  const [row]: StoredPositionRow[] = await manager.query(
    `SELECT next_seq, head_term, head_time, head_hint, identity FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection = $1 AND partition = $2`,
    [schema, partition],
  );
  if (row === undefined || row.next_seq === 0) {
    return { schema, partition, head: EMPTY_HEAD, identity: row?.identity ?? null };
  }

  const hint = row.head_hint === null ? {} : { hint: row.head_hint };
  const head = { pseq: row.next_seq - 1, term: row.head_term, time: row.head_time, ...hint };
  return { schema, partition, head, identity: row.identity };
}

/** A position change, and whether the log had no further events. */
export interface PositionMove {
  readonly from: ProjectionPosition;
  readonly to: Pick<ProjectionPosition, 'head' | 'identity'>;
  readonly atEnd: boolean;
}

/**
 * Moves a position. Returns false if it is no longer at `from`. Call it first in the transaction
 * that writes the rows: it locks the position, so a concurrent instance waits and then gets false.
 * The lock is bounded by `LOCK_HOLD_MS_MAX`.
 */
export async function movePosition(
  manager: EntityManager,
  { from, to, atEnd }: PositionMove,
): Promise<boolean> {
  const [, moved]: [unknown, number] = await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET next_seq = $5, head_term = $6, head_time = $7, head_hint = $8, identity = $9,
            state = $10, reason_code = NULL, reason = NULL,
            heartbeat_at = clock_timestamp(), moved_at = clock_timestamp()
      WHERE projection = $1 AND partition = $2 AND next_seq = $3
        AND identity IS NOT DISTINCT FROM $4
      RETURNING ${SET_LIMITS}`,
    [
      from.schema,
      from.partition,
      from.head.pseq + 1,
      from.identity,
      to.head.pseq + 1,
      to.head.term,
      to.head.time,
      to.head.hint ?? null,
      to.identity,
      atEnd ? 'live' : 'catching-up',
    ],
  );
  return moved === 1;
}
