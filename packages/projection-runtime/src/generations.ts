import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import { BuiltSelect } from './built-query.ts';
import { Generation } from './generation.ts';
import { loadPosition } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';
import { schemaEntity, schemaRepository } from './schema-repository.ts';
import { selectRows } from './select-rows.ts';
import { RUNTIME_SCHEMA, StoredPosition } from './stored-position.ts';
import { tableExists } from './sql/catalog.sql.ts';
import { readTableName, type SqlExpression, tableColumns } from './table-columns.ts';

const GENERATION = tableColumns(Generation, 'g');
const POSITION = tableColumns(StoredPosition, 'p');

/** Returns the registry of generations. */
export function generationRepository(manager: EntityManager): Repository<Generation> {
  return schemaRepository(manager, Generation, RUNTIME_SCHEMA);
}

function formatSchemaName(
  { name, version }: Pick<Projection, 'name' | 'version'>,
  build: number,
): string {
  return build === 1 ? `${name}_v${version}` : `${name}_v${version}_${build}`;
}

/** Returns all generations of a read model, the latest first. */
export async function listGenerations(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<readonly Generation[]> {
  return generationRepository(manager).find({
    where: { projection: name },
    order: { version: 'DESC', build: 'DESC' },
  });
}

/** Returns the serving generation; undefined if the read model has no tables yet. */
export async function findServingGeneration(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<Generation | undefined> {
  const serving = { projection: name, state: 'serving' } as const;
  return (await generationRepository(manager).findOneBy(serving)) ?? undefined;
}

const SERVING_SCHEMAS = new BuiltSelect<
  { names: readonly string[] },
  { schema: SqlExpression<string> }
>({ schema: GENERATION.schema }, (manager) =>
  generationRepository(manager)
    .createQueryBuilder('g')
    .where(`${GENERATION.state} = 'serving' AND ${GENERATION.projection} = ANY (:names)`)
    .orderBy(GENERATION.schema),
);

/** Returns the schemas of the serving generations of some read models. */
export async function listServingSchemas(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly string[]> {
  const names = projections.map(({ name }) => name);
  const serving = await SERVING_SCHEMAS.rows(manager, RUNTIME_SCHEMA, { names });
  return serving.map(({ schema }) => schema);
}

/**
 * Checks that a database has read models, without making them.
 * @throws ProjectionError PROJECTION_NOT_MADE
 */
export async function assertMigrated(manager: EntityManager): Promise<void> {
  if (await tableExists(manager, RUNTIME_SCHEMA, readTableName(Generation))) return;
  throw new ProjectionError(
    'PROJECTION_NOT_MADE',
    'The database has no read models. Start Rapporteur on it first, or name another one with ' +
      'RAPPORTEUR_DATABASE.',
  );
}

/** Returns the serving generation. @throws ProjectionError PROJECTION_NOT_MADE */
export async function requireServingGeneration(
  manager: EntityManager,
  projection: Pick<Projection, 'name'>,
): Promise<Generation> {
  const serving = await findServingGeneration(manager, projection);
  if (serving !== undefined) return serving;
  throw new ProjectionError(
    'PROJECTION_NOT_MADE',
    `The read model ${projection.name} has no tables yet: start its projector.`,
  );
}

/**
 * Registers a new generation of the current logic and returns its schema, which has no tables yet.
 */
export async function registerGeneration(
  manager: EntityManager,
  projection: Projection,
  state: 'building' | 'serving',
): Promise<string> {
  const generations = generationRepository(manager);
  const { name, version } = projection;
  const build = ((await generations.maximum('build', { projection: name, version })) ?? 0) + 1;
  const schema = formatSchemaName(projection, build);

  const servingSince = state === 'serving' ? () => 'clock_timestamp()' : null;
  await generations.insert({ schema, projection: name, version, build, state, servingSince });
  return schema;
}

/** The number of events that a generation has applied in a partition. */
export interface EventCount extends Pick<Generation, 'projection' | 'schema'> {
  readonly partition: number;
  readonly events: number;
}

const EVENT_COUNTS = {
  projection: GENERATION.projection,
  schema: GENERATION.schema,
  partition: POSITION.partition,
  events: POSITION.nextSeq,
};
const EVENTS_BY_STATE = new BuiltSelect<Pick<Generation, 'state'>, typeof EVENT_COUNTS>(
  EVENT_COUNTS,
  (manager) => joinPositions(manager).where(`${GENERATION.state} = :state`),
);

/** Returns the event counts of all serving, or all building, generations in one snapshot. */
export async function countAppliedEvents(
  manager: EntityManager,
  state: 'serving' | 'building',
): Promise<readonly EventCount[]> {
  return EVENTS_BY_STATE.rows(manager, RUNTIME_SCHEMA, { state });
}

/** Returns the event counts of all generations of a read model in one snapshot. */
export async function countGenerationEvents(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<readonly EventCount[]> {
  const ofReadModel = joinPositions(manager).where(`${GENERATION.projection} = :name`, { name });
  return selectRows(ofReadModel, EVENT_COUNTS);
}

function joinPositions(manager: EntityManager): SelectQueryBuilder<Generation> {
  return generationRepository(manager)
    .createQueryBuilder('g')
    .innerJoin(
      schemaEntity(manager, StoredPosition, RUNTIME_SCHEMA),
      'p',
      `${POSITION.schema} = ${GENERATION.schema}`,
    );
}

/** Returns the furthest head that a read model has applied in a partition; else the empty head. */
export async function findFurthestHead(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
  partition: number,
): Promise<Head> {
  const heads = projections.map(async (projection) => {
    const serving = await findServingGeneration(manager, projection);
    if (serving === undefined) return EMPTY_HEAD;
    return (await loadPosition(manager, serving.schema, partition)).head;
  });

  return (await Promise.all(heads)).reduce((a, b) => (b.pseq > a.pseq ? b : a), EMPTY_HEAD);
}
