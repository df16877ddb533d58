import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { loadPosition, RUNTIME_SCHEMA } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { Projection } from './projection.ts';

/**
 * The state of a generation. Exactly one generation of a read model serves.
 * - `building`: a rebuild fills it beside the serving generation.
 * - `serving`: the views show it, and projectors keep it up to date.
 * - `retained`: it served before and keeps its last position, for a rollback.
 * - `retired`: its tables are dropped; the registry entry remains.
 */
export type GenerationState = 'building' | 'serving' | 'retained' | 'retired';

/** The tables of one build of a read model, in their own schema and with their own positions. */
export interface Generation {
  /** The read model: `timeline`. */
  readonly projection: string;
  /** The version of the logic that produces its rows. */
  readonly version: number;
  /** The ordinal of the build with this version, from 1. */
  readonly build: number;
  /** The name and schema: `timeline_v1`, and `timeline_v1_2` for the second build. */
  readonly schema: string;
  readonly state: GenerationState;
  readonly madeAt: Date;
  /** When it last began to serve; null: never. */
  readonly servingSince: Date | null;
}

function formatSchemaName(
  { name, version }: Pick<Projection, 'name' | 'version'>,
  build: number,
): string {
  return build === 1 ? `${name}_v${version}` : `${name}_v${version}_${build}`;
}

/** Creates the registry of generations. */
export class Generations1764100000000 implements MigrationInterface {
  readonly name = 'Generations1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE generations (
      schema text PRIMARY KEY,
      projection text NOT NULL,
      version integer NOT NULL,
      build integer NOT NULL,
      state text NOT NULL CHECK (state IN ('building', 'serving', 'retained', 'retired')),
      made_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      serving_since timestamptz(3),
      comparison jsonb,
      UNIQUE (projection, version, build))`);
    // The database itself guarantees at most one serving and one building generation.
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'serving'`);
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'building'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE generations');
  }
}

const COLUMNS = `projection, version, build, schema, state, made_at AS "madeAt",
  serving_since AS "servingSince"`;

/** Returns all generations of a read model, the latest first. */
export async function listGenerations(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<readonly Generation[]> {
  return manager.query<Generation[]>(
    `SELECT ${COLUMNS} FROM ${RUNTIME_SCHEMA}.generations
      WHERE projection = $1 ORDER BY version DESC, build DESC`,
    [name],
  );
}

/** Returns the serving generation; undefined if the read model has no tables yet. */
export async function findServingGeneration(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<Generation | undefined> {
  const [serving] = await manager.query<Generation[]>(
    `SELECT ${COLUMNS} FROM ${RUNTIME_SCHEMA}.generations
      WHERE projection = $1 AND state = 'serving'`,
    [name],
  );
  return serving;
}

/** Returns the schemas of the serving generations of some read models. */
export async function listServingSchemas(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly string[]> {
  const serving: { schema: string }[] = await manager.query(
    `SELECT schema FROM ${RUNTIME_SCHEMA}.generations
      WHERE state = 'serving' AND projection = ANY ($1) ORDER BY schema`,
    [projections.map(({ name }) => name)],
  );
  return serving.map(({ schema }) => schema);
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
  const [last]: { build: number }[] = await manager.query(
    `SELECT coalesce(max(build), 0)::integer AS build FROM ${RUNTIME_SCHEMA}.generations
      WHERE projection = $1 AND version = $2`,
    [projection.name, projection.version],
  );
  const build = (last?.build ?? 0) + 1;
  const schema = formatSchemaName(projection, build);

  await manager.query(
    `INSERT INTO ${RUNTIME_SCHEMA}.generations
            (schema, projection, version, build, state, serving_since)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 = 'serving' THEN clock_timestamp() END)`,
    [schema, projection.name, projection.version, build, state],
  );
  return schema;
}

/** The number of events that a generation has applied in a partition. */
export interface EventCount {
  /** The read model: `timeline`. */
  readonly projection: string;
  readonly schema: string;
  readonly partition: number;
  readonly events: number;
}

/** Returns the event counts of all serving, or all building, generations in one snapshot. */
export async function countAppliedEvents(
  manager: EntityManager,
  state: 'serving' | 'building',
): Promise<readonly EventCount[]> {
  return manager.query<EventCount[]>(
    `SELECT g.projection, g.schema, p.partition, p.next_seq AS events
       FROM ${RUNTIME_SCHEMA}.generations AS g
       JOIN ${RUNTIME_SCHEMA}.positions AS p ON p.projection = g.schema WHERE g.state = $1`,
    [state],
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
