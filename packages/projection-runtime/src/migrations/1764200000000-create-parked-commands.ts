import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the tables of parked and skipped commands in the schema of a generation. */
export class ParkedCommands1764200000000 implements MigrationInterface {
  readonly name = 'ParkedCommands1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE parked (
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
    await runner.query(`CREATE TABLE left_out (
      partition integer NOT NULL,
      collection text NOT NULL,
      command_id text NOT NULL,
      by_event text NOT NULL,
      PRIMARY KEY (partition, collection, command_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE parked, left_out`);
  }
}
