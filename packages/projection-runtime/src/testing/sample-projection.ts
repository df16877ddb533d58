import type { DecodedEvent } from '@rapporteur/contracts';
import { Column, Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createRow } from '../projected-row.ts';
import type { ProjectedRow, Projection } from '../projection.ts';
import {
  TIMED_COLUMNS_SQL,
  TimedRow,
  VERSIONED_COLUMNS_SQL,
  VersionedRow,
} from '../versioned-row.ts';

@Entity({ name: 'meetings' })
export class SampleMeeting extends TimedRow {
  @Column({ name: 'meeting', type: 'text' })
  meeting!: string;

  @Column({ name: 'details', type: 'jsonb' })
  details!: unknown;
}

@Entity({ name: 'places' })
export class SamplePlace extends VersionedRow {
  @Column({ name: 'place', type: 'text' })
  place!: string;

  @Column({
    name: 'place_length',
    type: 'integer',
    nullable: true,
    insert: false,
    update: false,
    generatedType: 'STORED',
    asExpression: 'length(place)',
  })
  placeLength!: number | null;
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
      `CREATE TABLE meetings
         (${VERSIONED_COLUMNS_SQL}, ${TIMED_COLUMNS_SQL},
          meeting text NOT NULL, details jsonb NOT NULL)`,
    );
    await runner.query(
      `CREATE TABLE places (${VERSIONED_COLUMNS_SQL}, place text NOT NULL,
         place_length integer GENERATED ALWAYS AS (length(place)) STORED)`,
    );
    await runner.query(`CREATE TABLE changes (${VERSIONED_COLUMNS_SQL}, target text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE meetings, places, changes');
  }
}

function project(event: DecodedEvent): readonly ProjectedRow[] {
  if (event.type === 'RecordCorrected' || event.type === 'RecordRetracted') {
    return [createRow(SampleChange, { target: event.data.target })];
  }
  if (event.type !== 'MeetingHeld') return [];

  const { meeting, venue, places } = event.data;
  const details = { venue, subject: event.envelope.subject };
  const rows = places.map(({ name }) => createRow(SamplePlace, { place: name ?? '' }));
  return [createRow(SampleMeeting, { meeting, details }), ...rows];
}

/** A small read model for the tests of the runtime: meetings, places, and changes. */
export const SAMPLE_PROJECTION: Projection = {
  name: 'sample',
  version: 1,
  entities: [SampleMeeting, SamplePlace, SampleChange],
  migrations: [SampleTables1763800000001],
  project,
};

/** Returns a release of the sample projection that fails for some events. */
export function failingProjection(
  fails: (event: DecodedEvent) => boolean,
  message = 'it cannot be shown',
): Projection {
  return {
    ...SAMPLE_PROJECTION,
    project(event) {
      if (fails(event)) throw new TypeError(message);
      return project(event);
    },
  };
}

/** Returns whether an event is a meeting in the cellar, which some releases cannot show. */
export function isInCellar(event: DecodedEvent): boolean {
  return event.type === 'MeetingHeld' && event.data.venue === 'cellar';
}
