import type { EntityManager, Repository } from 'typeorm';
import { BuiltSelect } from './built-query.ts';
import { type CommandKey, ParkedCommand, SkippedCommand } from './parked-command.ts';
import type { Projection } from './projection.ts';
import { schemaRepository } from './schema-repository.ts';
import { readTableName, tableColumns } from './table-columns.ts';
import { tableExists } from './sql/catalog.sql.ts';

/** A parked command with its read model. */
export interface ProjectionParkedCommand extends ParkedCommand {
  /** `timeline` */
  readonly projection: string;
}

/** Why a command is parked. */
export type ParkReason = Pick<ParkedCommand, 'waitsFor' | 'code' | 'reason'>;

/** Restricts parked commands. Default: all. */
export type ParkedFilter = Partial<Pick<ParkedCommand, 'partition' | 'collection'>>;

/** Returns the parked commands of the serving generations, by read model and in log order. */
export async function listParkedCommands(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
  filter: ParkedFilter = {},
): Promise<readonly ProjectionParkedCommand[]> {
  const parked = projections.map(async ({ name: projection }) => {
    // The schema of the views shows the serving generation.
    const commands = await listParkedBySchema(manager, { ...filter, schema: projection });
    return commands.map((command) => Object.assign({ projection }, command));
  });

  return (await Promise.all(parked)).flat();
}

const PARKED = tableColumns(ParkedCommand, 'p');
const PARKED_IN_LOG_ORDER = new BuiltSelect<
  { partition: number | null; collection: string | null },
  typeof PARKED
>(PARKED, (manager, schema) =>
  parkedRepository(manager, schema)
    .createQueryBuilder('p')
    .where(`(:partition::integer IS NULL OR ${PARKED.partition} = :partition)`)
    .andWhere(`(:collection::text IS NULL OR ${PARKED.collection} = :collection)`)
    .orderBy(PARKED.partition)
    .addOrderBy(PARKED.firstPseq),
);

/** Returns the parked commands of a schema in log order. */
export async function listParkedBySchema(
  manager: EntityManager,
  { schema, partition, collection }: ParkedFilter & { readonly schema: string },
): Promise<readonly ParkedCommand[]> {
  return PARKED_IN_LOG_ORDER.rows(manager, schema, {
    partition: partition ?? null,
    collection: collection ?? null,
  });
}

/** Returns the commands that a generation skips. */
export async function listSkipped(
  manager: EntityManager,
  schema: string,
  filter: ParkedFilter = {},
): Promise<readonly CommandKey[]> {
  return schemaRepository(manager, SkippedCommand, schema).findBy(filter);
}

/** Parks a command. If it is parked already, updates the reason and counts the attempt. */
export async function parkCommand(
  manager: EntityManager,
  schema: string,
  command: Omit<ParkedCommand, 'attempts' | 'parkedAt'>,
): Promise<void> {
  const { partition, firstPseq, waitsFor, code, reason } = command;
  const attempts = waitsFor === null ? 1 : 0;
  const repository = parkedRepository(manager, schema);

  // The caller holds the lock of the partition, so no other transaction parks the command meanwhile.
  const again = { waitsFor, code, reason };
  const { affected } = await repository.update({ partition, firstPseq }, again);
  if (affected === 0) await repository.insert({ ...command, attempts });
  else await repository.increment({ partition, firstPseq }, 'attempts', attempts);
}

/** Removes a command from the parked commands. */
export async function unparkCommand(
  manager: EntityManager,
  schema: string,
  { partition, firstPseq }: Pick<ParkedCommand, 'partition' | 'firstPseq'>,
): Promise<void> {
  await parkedRepository(manager, schema).delete({ partition, firstPseq });
}

/** Returns the number of parked commands in a partition; 0 if the generation has no tables. */
export async function countParked(
  manager: EntityManager,
  schema: string,
  partition: number,
): Promise<number> {
  if (!(await tableExists(manager, schema, readTableName(ParkedCommand)))) return 0;
  return parkedRepository(manager, schema).countBy({ partition });
}

function parkedRepository(manager: EntityManager, schema: string): Repository<ParkedCommand> {
  return schemaRepository(manager, ParkedCommand, schema);
}
