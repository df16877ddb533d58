import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { Projection } from './projection.ts';

/** The commands that a read model cannot show for now: none of their events has rows. */
export const PARKED_TABLE = 'parked';
/** The commands that it leaves out for good, because a `ProjectionSkipped` says so. */
export const SKIPPED_TABLE = 'left_out';

/** Makes the tables of what is parked and of what is left out, in the schema of a generation. */
export class ParkedCommands1764200000000 implements MigrationInterface {
  readonly name = 'ParkedCommands1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE ${PARKED_TABLE} (
      partition integer NOT NULL,
      collection text NOT NULL,
      command_id text NOT NULL,
      first_pseq integer NOT NULL,
      last_pseq integer NOT NULL,
      event_ids text[] NOT NULL,
      targets text[] NOT NULL,
      waits_for text,
      code text NOT NULL,
      reason text NOT NULL,
      attempts integer NOT NULL DEFAULT 1,
      parked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (partition, first_pseq))`);
    await runner.query(`CREATE TABLE ${SKIPPED_TABLE} (
      partition integer NOT NULL,
      collection text NOT NULL,
      command_id text NOT NULL,
      by_event text NOT NULL,
      PRIMARY KEY (partition, collection, command_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${PARKED_TABLE}, ${SKIPPED_TABLE}`);
  }
}

/** Which command. */
export interface CommandKey {
  readonly partition: number;
  /** Empty for what the log itself records. */
  readonly collection: string;
  readonly commandId: string;
}

/** A command of which a read model shows nothing. */
export interface ParkedCommand extends CommandKey {
  /** Its events lie from here to there, both inclusive. */
  readonly firstPseq: number;
  readonly lastPseq: number;
  readonly eventIds: readonly string[];
  /** The facts that it corrects or retracts. */
  readonly targets: readonly string[];
  /** The command that it queues behind, being about the same facts; null: it failed by itself. */
  readonly waitsFor: string | null;
  readonly code: string;
  readonly reason: string;
  /** How often it was tried; those that wait were not tried. */
  readonly attempts: number;
  readonly parkedAt: Date;
}

/** A command, and the read model that does not show it. */
export interface ProjectionParkedCommand extends ParkedCommand {
  /** `timeline` */
  readonly projection: string;
}

/** Why a command is parked. */
export type ParkReason = Pick<ParkedCommand, 'waitsFor' | 'code' | 'reason'>;

const COLUMNS = `partition, collection, command_id AS "commandId", first_pseq AS "firstPseq", last_pseq AS "lastPseq",
  event_ids AS "eventIds", targets, waits_for AS "waitsFor", code, reason, attempts, parked_at AS "parkedAt"`;

/** Where parked commands are looked for: everywhere, unless told. */
export interface ParkedFilter {
  readonly partition?: number;
  readonly collection?: string;
}

/** What the generations of read models that serve do not show, read model by read model, in the order of the log. */
export async function listParkedCommands(
  manager: Pick<EntityManager, 'query'>,
  projections: readonly Pick<Projection, 'name'>[],
  where: ParkedFilter = {},
): Promise<readonly ProjectionParkedCommand[]> {
  // The schema of the views shows what serves.
  const parked = projections.map(async ({ name }) =>
    (await listParked(manager, { ...where, schema: name })).map((command) => ({
      projection: name,
      ...command,
    })),
  );
  return (await Promise.all(parked)).flat();
}

/** What is parked in a schema, in the order of the log. */
export async function listParked(
  manager: Pick<EntityManager, 'query'>,
  { schema, partition, collection }: ParkedFilter & { readonly schema: string },
): Promise<readonly ParkedCommand[]> {
  return manager.query<ParkedCommand[]>(
    `SELECT ${COLUMNS} FROM "${schema}".${PARKED_TABLE}
      WHERE ($1::integer IS NULL OR partition = $1) AND ($2::text IS NULL OR collection = $2)
      ORDER BY partition, first_pseq`,
    [partition ?? null, collection ?? null],
  );
}

/** What a generation leaves out for good. */
export async function listSkipped(
  manager: Pick<EntityManager, 'query'>,
  schema: string,
): Promise<readonly CommandKey[]> {
  return manager.query<CommandKey[]>(
    `SELECT partition, collection, command_id AS "commandId" FROM "${schema}".${SKIPPED_TABLE}`,
  );
}

/** Parks a command, or says anew why it is. */
export async function parkCommand(
  manager: EntityManager,
  schema: string,
  command: Omit<ParkedCommand, 'attempts' | 'parkedAt'>,
): Promise<void> {
  const {
    partition,
    collection,
    commandId,
    firstPseq,
    lastPseq,
    eventIds,
    targets,
    waitsFor,
    code,
    reason,
  } = command;
  await manager.query(
    `INSERT INTO "${schema}".${PARKED_TABLE} AS p (partition, collection, command_id, first_pseq, last_pseq, event_ids,
            targets, waits_for, code, reason, attempts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $8::text IS NULL THEN 1 ELSE 0 END)
     ON CONFLICT (partition, first_pseq) DO UPDATE
        SET waits_for = $8, code = $9, reason = $10, attempts = p.attempts + excluded.attempts`,
    [
      partition,
      collection,
      commandId,
      firstPseq,
      lastPseq,
      eventIds,
      targets,
      waitsFor,
      code,
      reason,
    ],
  );
}

/** Takes a command out of what is parked. */
export async function unparkCommand(
  manager: EntityManager,
  schema: string,
  { partition, firstPseq }: Pick<ParkedCommand, 'partition' | 'firstPseq'>,
): Promise<void> {
  await manager.query(
    `DELETE FROM "${schema}".${PARKED_TABLE} WHERE partition = $1 AND first_pseq = $2`,
    [partition, firstPseq],
  );
}

/** How many commands of a generation are parked in a partition; none where it was never made. */
export async function countParked(
  manager: Pick<EntityManager, 'query'>,
  schema: string,
  partition: number,
): Promise<number> {
  const [table]: { name: string | null }[] = await manager.query(
    'SELECT to_regclass($1)::text AS name',
    [`"${schema}".${PARKED_TABLE}`],
  );
  if (table === undefined || table.name === null) return 0;
  const [counted]: { count: number }[] = await manager.query(
    `SELECT count(*)::integer AS count FROM "${schema}".${PARKED_TABLE} WHERE partition = $1`,
    [partition],
  );
  return counted?.count ?? 0;
}
