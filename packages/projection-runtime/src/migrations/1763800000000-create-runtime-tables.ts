import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the tables of positions, leases and instances. */
export class RuntimeTables1763800000000 implements MigrationInterface {
  readonly name = 'RuntimeTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE positions (
      projection text NOT NULL,
      partition integer NOT NULL,
      next_seq integer NOT NULL DEFAULT 0,
      head_term integer NOT NULL DEFAULT 0,
      head_time text NOT NULL DEFAULT '',
      head_hint text,
      identity text,
      state text NOT NULL DEFAULT 'stopped' CHECK (state IN ('catching-up', 'live', 'stopped')),
      reason_code text,
      reason text,
      owner text,
      lease_until timestamptz,
      heartbeat_at timestamptz,
      moved_at timestamptz,
      PRIMARY KEY (projection, partition))`);
    await runner.query(`CREATE TABLE instances (
      projection text NOT NULL,
      instance text NOT NULL,
      seen_at timestamptz NOT NULL,
      PRIMARY KEY (projection, instance))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE instances, positions`);
  }
}
