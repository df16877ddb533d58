import type { MigrationInterface, QueryRunner } from 'typeorm';

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
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'serving'`);
    await runner.query(`CREATE UNIQUE INDEX ON generations (projection) WHERE state = 'building'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE generations');
  }
}
