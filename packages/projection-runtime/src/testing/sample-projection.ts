import type { DecodedEvent } from '@rapporteur/contracts';
import { Column, Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { Projection, ProjectedRow } from '../projection.ts';
import { VERSIONED_COLUMNS_SQL, VersionedRow } from '../versioned-row.ts';

/** Small read model for the runtime's own suites: meetings, their places, and what was changed. */
@Entity({ name: 'meetings' })
class SampleMeeting extends VersionedRow {
  @Column({ name: 'meeting', type: 'text' })
  meeting!: string;

  @Column({ name: 'details', type: 'jsonb' })
  details!: unknown;
}

@Entity({ name: 'places' })
class SamplePlace extends VersionedRow {
  @Column({ name: 'place', type: 'text' })
  place!: string;

  @Column({ name: 'place_length', type: 'integer', insert: false, update: false })
  placeLength!: number;
}

@Entity({ name: 'changes' })
class SampleChange extends VersionedRow {
  @Column({ name: 'target', type: 'text' })
  target!: string;
}

class SampleTables1763800000001 implements MigrationInterface {
  readonly name = 'SampleTables1763800000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE meetings (meeting text NOT NULL, details jsonb NOT NULL, ${VERSIONED_COLUMNS_SQL})`,
    );
    await runner.query(
      `CREATE TABLE places (place text NOT NULL,
         place_length integer GENERATED ALWAYS AS (length(place)) STORED, ${VERSIONED_COLUMNS_SQL})`,
    );
    await runner.query(`CREATE TABLE changes (target text NOT NULL, ${VERSIONED_COLUMNS_SQL})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE meetings, places, changes');
  }
}

function project(event: DecodedEvent): readonly ProjectedRow[] {
  if (event.type === 'RecordCorrected' || event.type === 'RecordRetracted') {
    return [{ table: 'changes', values: { target: event.data.target } }];
  }
  if (event.type !== 'MeetingHeld') return [];
  const { meeting, venue, places } = event.data;
  const rows = places.map(({ name }) => ({ table: 'places', values: { place: name } }));
  return [
    { table: 'meetings', values: { meeting, details: { venue, subject: event.envelope.subject } } },
    ...rows,
  ];
}

/** The read model of `SampleMeeting` and its kin. */
export const SAMPLE_PROJECTION: Projection = {
  name: 'sample',
  version: 1,
  entities: [SampleMeeting, SamplePlace, SampleChange],
  migrations: [SampleTables1763800000001],
  project,
};
