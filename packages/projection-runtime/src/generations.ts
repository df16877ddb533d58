import { EMPTY_HEAD, type Head } from '@rapporteur/event-log';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { loadPosition, RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { ProjectionError } from './projection-error.ts';

/**
 * What a generation is there for. One of a read model serves; none answers for another.
 * - `building`: it is being made beside the one that serves.
 * - `serving`: the views show it, and projectors keep it up to date.
 * - `retained`: it served before, and stands where it then was, for a way back.
 * - `retired`: its tables are gone; the entry stays.
 */
export type GenerationState = 'building' | 'serving' | 'retained' | 'retired';

/** One making of a read model: its tables in a schema of their own, with positions of their own. */
export interface Generation {
  /** The read model: `timeline`. */
  readonly projection: string;
  /** The version of the logic that makes its rows. */
  readonly version: number;
  /** The how-manieth making by that logic, from 1. */
  readonly build: number;
  /** The schema of its tables, and its name: `timeline_v1`, and `timeline_v1_2` when it is made again. */
  readonly schema: string;
  readonly state: GenerationState;
  readonly madeAt: Date;
  /** When it last began to serve; null: it never did. */
  readonly servingSince: Date | null;
}

/** The schema of a generation. */
function formatSchemaName(
  { name, version }: Pick<Projection, 'name' | 'version'>,
  build: number,
): string {
  return build === 1 ? `${name}_v${version}` : `${name}_v${version}_${build}`;
}

/** Makes the registry of generations. */
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
    // The database itself sees to it that one serves, whatever the code does.
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'serving'`);
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'building'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE generations');
  }
}

const COLUMNS = `projection, version, build, schema, state, made_at AS "madeAt", serving_since AS "servingSince"`;

/** Every generation of a read model, the latest first. */
export async function listGenerations(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<readonly Generation[]> {
  return manager.query<Generation[]>(
    `SELECT ${COLUMNS} FROM ${RUNTIME_SCHEMA}.generations WHERE projection = $1 ORDER BY version DESC, build DESC`,
    [name],
  );
}

/** The generation that serves; undefined where the read model was never made. */
export async function findServingGeneration(
  manager: EntityManager,
  { name }: Pick<Projection, 'name'>,
): Promise<Generation | undefined> {
  const [serving] = await manager.query<Generation[]>(
    `SELECT ${COLUMNS} FROM ${RUNTIME_SCHEMA}.generations WHERE projection = $1 AND state = 'serving'`,
    [name],
  );
  return serving;
}

/** The schemas of the generations that serve, of some read models. */
export async function listServingSchemas(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly string[]> {
  const serving: { schema: string }[] = await manager.query(
    `SELECT schema FROM ${RUNTIME_SCHEMA}.generations WHERE state = 'serving' AND projection = ANY ($1) ORDER BY schema`,
    [projections.map(({ name }) => name)],
  );
  return serving.map(({ schema }) => schema);
}

/** The generation that serves. @throws ProjectionError PROJECTION_NOT_MADE */
export async function requireServingGeneration(
  manager: EntityManager,
  projection: Pick<Projection, 'name'>,
): Promise<Generation> {
  const serving = await findServingGeneration(manager, projection);
  if (serving !== undefined) return serving;
  throw new ProjectionError(
    'PROJECTION_NOT_MADE',
    `${projection.name} has no tables yet: start its projector.`,
  );
}

/** Enters a generation by today's logic into the registry; its tables are made afterwards. */
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
    `INSERT INTO ${RUNTIME_SCHEMA}.generations (schema, projection, version, build, state, serving_since)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 = 'serving' THEN clock_timestamp() END)`,
    [schema, projection.name, projection.version, build, state],
  );
  return schema;
}

/** How far a generation has come in one partition. */
export interface EventCount {
  /** The read model: `timeline`. */
  readonly projection: string;
  readonly schema: string;
  readonly partition: number;
  /** How many events of the partition it holds. */
  readonly events: number;
}

/** How far the generations of a database have come that serve, or that are being made, as read at one time. */
export async function countAppliedEvents(
  manager: EntityManager,
  state: 'serving' | 'building',
): Promise<readonly EventCount[]> {
  return manager.query<EventCount[]>(
    `SELECT g.projection, g.schema, p.partition, p.next_seq AS events FROM ${RUNTIME_SCHEMA}.generations AS g
       JOIN ${RUNTIME_SCHEMA}.positions AS p ON p.projection = g.schema WHERE g.state = $1`,
    [state],
  );
}

/** The furthest place of a partition that any of the read models has read up to; the beginning where none has. */
export async function findFurthestHead(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
  partition: number,
): Promise<Head> {
  const heads = projections.map(async (projection) => {
    const serving = await findServingGeneration(manager, projection);
    return serving === undefined
      ? EMPTY_HEAD
      : (await loadPosition(manager, serving.schema, partition)).head;
  });
  return (await Promise.all(heads)).reduce((a, b) => (b.pseq > a.pseq ? b : a), EMPTY_HEAD);
}
