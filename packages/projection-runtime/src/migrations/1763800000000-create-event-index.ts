import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the event index of a generation. */
export class EventIndex1763800000000 implements MigrationInterface {
  readonly name = 'EventIndex1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE event_index (
      partition integer NOT NULL,
      pseq integer NOT NULL,
      event_id text NOT NULL,
      collection text,
      type text NOT NULL,
      wire_type text NOT NULL,
      stream text NOT NULL,
      stream_version integer NOT NULL,
      term integer NOT NULL,
      recorded_at timestamptz(3) NOT NULL,
      command_id text NOT NULL,
      actor text,
      PRIMARY KEY (partition, pseq))`);
    await runner.query(`CREATE UNIQUE INDEX ON event_index (partition, collection, event_id)`);
    await runner.query(`CREATE INDEX ON event_index (partition, recorded_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE event_index`);
  }
}
