import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';

/** The schema of the runtime's own tables, shared by all read models of a database. */
export const RUNTIME_SCHEMA = 'projections';

/**
 * How long whoever holds a position in a transaction may keep Postgres waiting, or one of its statements may take:
 * then Postgres ends the transaction. Without it a process that hangs with its connections open would hold the
 * position, and with it the partition, for as long as it hangs.
 */
export const LOCK_HOLD_MS_MAX = 20_000;
// Set by the statement that takes the lock itself, so that it costs no way of its own.
const BOUNDED = `set_config('idle_in_transaction_session_timeout', '${LOCK_HOLD_MS_MAX}', true),
                 set_config('statement_timeout', '${LOCK_HOLD_MS_MAX}', true)`;

/** Where a projection stands in a partition, as it is stored with the rows. */
export interface ProjectionPosition {
  /** The schema of the generation: `timeline_v1`. */
  readonly projection: string;
  readonly partition: number;
  /** What has been applied, inclusive. */
  readonly head: Head;
  /** SHA-256 of the partition's event 0; null while nothing has been applied. */
  readonly identity: string | null;
}

/** Makes the tables of positions, leases and instances. */
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

/** Makes sure that every partition of a log has its row. */
export async function ensurePositions(
  manager: EntityManager,
  projection: string,
  partitions: number,
): Promise<void> {
  await manager.query(
    `INSERT INTO ${RUNTIME_SCHEMA}.positions (projection, partition)
     SELECT $1, generate_series(0, $2::integer - 1) ON CONFLICT DO NOTHING`,
    [projection, partitions],
  );
}

/**
 * Sets a generation back to the beginning of the log. Its positions stay, with their leases: an instance at work finds
 * that its own no longer stands, and goes back.
 */
export async function resetPositions(manager: EntityManager, projection: string): Promise<void> {
  await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET next_seq = 0, head_term = 0, head_time = '', head_hint = NULL, identity = NULL WHERE projection = $1`,
    [projection],
  );
}

/** Holds a position for the rest of a transaction, within `HOLD_MS_MAX`: nobody moves it meanwhile. */
export async function lockPosition(
  manager: EntityManager,
  projection: string,
  partition: number,
): Promise<void> {
  await manager.query(
    `SELECT ${BOUNDED} FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1 AND partition = $2 FOR UPDATE`,
    [projection, partition],
  );
}

interface StoredPositionRow {
  next_seq: number;
  head_term: number;
  head_time: string;
  head_hint: string | null;
  identity: string | null;
}

/** Where a projection stands in a partition; at the beginning where nothing was stored. */
export async function loadPosition(
  manager: EntityManager,
  projection: string,
  partition: number,
): Promise<ProjectionPosition> {
  const rows: StoredPositionRow[] = await manager.query(
    `SELECT next_seq, head_term, head_time, head_hint, identity FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection = $1 AND partition = $2`,
    [projection, partition],
  );
  const [row] = rows;
  if (row === undefined || row.next_seq === 0) {
    return { projection, partition, head: EMPTY_HEAD, identity: row?.identity ?? null };
  }
  const hint = row.head_hint === null ? {} : { hint: row.head_hint };
  const head = { pseq: row.next_seq - 1, term: row.head_term, time: row.head_time, ...hint };
  return { projection, partition, head, identity: row.identity };
}

/**
 * Moves a position, if it still stands where the caller thinks. Run it first in the transaction that writes the rows:
 * it locks the row, so that of two instances one waits, and then finds that it came too late. Holds it within
 * `HOLD_MS_MAX`.
 */
export async function movePosition(
  manager: EntityManager,
  from: ProjectionPosition,
  to: Pick<ProjectionPosition, 'head' | 'identity'>,
  atEnd: boolean,
): Promise<boolean> {
  const [, moved]: [unknown, number] = await manager.query(
    `UPDATE ${RUNTIME_SCHEMA}.positions
        SET next_seq = $5, head_term = $6, head_time = $7, head_hint = $8, identity = $9, state = $10,
            reason_code = NULL, reason = NULL, heartbeat_at = clock_timestamp(), moved_at = clock_timestamp()
      WHERE projection = $1 AND partition = $2 AND next_seq = $3 AND identity IS NOT DISTINCT FROM $4
      RETURNING ${BOUNDED}`,
    [
      from.projection,
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
