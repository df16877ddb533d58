import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { Projection } from './projection.ts';
import { tableExists } from './table-exists.ts';

/** The table of parked commands: commands that a read model cannot show for now. */
export const PARKED_TABLE = 'parked';
/** The table of skipped commands: a `ProjectionSkipped` removes them from a read model for good. */
export const SKIPPED_TABLE = 'left_out';

/** Creates both tables in the schema of a generation. */
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

/** Identifies a command. */
export interface CommandKey {
  readonly partition: number;
  /** Empty for events of the log itself. */
  readonly collection: string;
  readonly commandId: string;
}

/** A command that a read model does not show. */
export interface ParkedCommand extends CommandKey {
  /** The range of its events, both inclusive. */
  readonly firstPseq: number;
  readonly lastPseq: number;
  readonly eventIds: readonly string[];
  /** The facts that it corrects or retracts. */
  readonly targets: readonly string[];
  /** The parked command about the same facts; null: the command itself failed. */
  readonly waitsFor: string | null;
  readonly code: string;
  readonly reason: string;
  /** The number of failed attempts; 0 for a command that only waits. */
  readonly attempts: number;
  readonly parkedAt: Date;
}

/** A parked command with its read model. */
export interface ProjectionParkedCommand extends ParkedCommand {
  /** `timeline` */
  readonly projection: string;
}

/** Why a command is parked. */
export type ParkReason = Pick<ParkedCommand, 'waitsFor' | 'code' | 'reason'>;

const COLUMNS = `partition, collection, command_id AS "commandId", first_pseq AS "firstPseq",
  last_pseq AS "lastPseq", event_ids AS "eventIds", targets, waits_for AS "waitsFor",
  code, reason, attempts, parked_at AS "parkedAt"`;

/** Restricts parked commands. Default: all. */
export interface ParkedFilter {
  readonly partition?: number;
  readonly collection?: string;
}

/** Returns the parked commands of the serving generations, by read model and in log order. */
export async function listParkedCommands(
  manager: Pick<EntityManager, 'query'>,
  projections: readonly Pick<Projection, 'name'>[],
  filter: ParkedFilter = {},
): Promise<readonly ProjectionParkedCommand[]> {
  const parked = projections.map(async ({ name: projection }) => {
    // The schema of the views shows the serving generation.
    const commands = await listParkedBySchema(manager, { ...filter, schema: projection });
    return commands.map((command) => ({ projection, ...command }));
  });

  return (await Promise.all(parked)).flat();
}

/** Returns the parked commands of a schema in log order. */
export async function listParkedBySchema(
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

/** Returns the commands that a generation skips. */
export async function listSkipped(
  manager: Pick<EntityManager, 'query'>,
  schema: string,
): Promise<readonly CommandKey[]> {
  return manager.query<CommandKey[]>(
    `SELECT partition, collection, command_id AS "commandId" FROM "${schema}".${SKIPPED_TABLE}`,
  );
}

/** Parks a command. If it is parked already, updates the reason and counts the attempt. */
export async function parkCommand(
  manager: EntityManager,
  schema: string,
  command: Omit<ParkedCommand, 'attempts' | 'parkedAt'>,
): Promise<void> {
  await manager.query(
    `INSERT INTO "${schema}".${PARKED_TABLE} AS p (partition, collection, command_id, first_pseq,
            last_pseq, event_ids, targets, waits_for, code, reason, attempts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $8::text IS NULL THEN 1 ELSE 0 END)
     ON CONFLICT (partition, first_pseq) DO UPDATE
        SET waits_for = $8, code = $9, reason = $10, attempts = p.attempts + excluded.attempts`,
    [
      command.partition,
      command.collection,
      command.commandId,
      command.firstPseq,
      command.lastPseq,
      command.eventIds,
      command.targets,
      command.waitsFor,
      command.code,
      command.reason,
    ],
  );
}

/** Removes a command from the parked commands. */
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

/** Returns the number of parked commands in a partition; 0 if the generation has no tables. */
export async function countParked(
  manager: Pick<EntityManager, 'query'>,
  schema: string,
  partition: number,
): Promise<number> {
  if (!(await tableExists(manager, schema, PARKED_TABLE))) return 0;
  const [counted]: { count: number }[] = await manager.query(
    `SELECT count(*)::integer AS count FROM "${schema}".${PARKED_TABLE} WHERE partition = $1`,
    [partition],
  );
  return counted?.count ?? 0;
}
