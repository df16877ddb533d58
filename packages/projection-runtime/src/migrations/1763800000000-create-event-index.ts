import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the event index of a generation. */
export class EventIndex1763800000000 implements MigrationInterface {
  readonly name = 'EventIndex1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    // Types and streams repeat, so the events of a command are compressed where they are.
    await runner.query(`CREATE TABLE event_index (
      partition smallint NOT NULL,
      first_number smallint NOT NULL,
      first_pseq integer NOT NULL,
      last_pseq integer NOT NULL,
      term integer NOT NULL,
      recorded_at timestamptz(3) NOT NULL,
      collection text,
      command_id text NOT NULL,
      actor text,
      events text NOT NULL,
      PRIMARY KEY (partition, first_pseq)) WITH (toast_tuple_target = 256)`);
    await runner.query(`ALTER TABLE event_index ALTER COLUMN events SET STORAGE MAIN`);
    await runner.query(
      `CREATE UNIQUE INDEX ON event_index (partition, collection, command_id, first_number)`,
    );
    await runner.query(`CREATE INDEX ON event_index (partition, recorded_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE event_index`);
  }
}
