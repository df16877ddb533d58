import { CATALOGUE } from '@rapporteur/contracts';
import {
  catchUp,
  migrate,
  type Projection,
  type ProjectionSource,
} from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { Aliases } from '../aliases.ts';
import { FirstRecord } from './first-record.ts';
import type { QueryScope } from '../statement.ts';

/** A read model of the first record, before and after the correction of when the programme was approved. */
export interface FirstRecordFixture {
  readonly record: FirstRecord;
  readonly source: ProjectionSource;
  readonly database: DataSource;
  /** Before the correction, or elsewhere as given. */
  createScope(given?: Partial<QueryScope>): QueryScope;
  /** The position of the correction. */
  readonly correctionPosition: number;
}

/** The value that is corrected, and what it becomes. */
export const OLD_DATE = {
  edtf: '[2024-07,2025-07]',
  asWritten: 'last July',
  basis: 'relative',
  rule: 'publication-date',
};
export const NEW_DATE = { edtf: '2024-07-04', asWritten: null, basis: 'stated', rule: null };

interface FirstRecordContents {
  readonly record: FirstRecord;
  readonly source: ProjectionSource;
  readonly recorded: number;
  readonly corrected: number;
}

/** A read model of the first record on a real Postgres: call it at the top of the file. */
export function useFirstRecord(projection: Projection): FirstRecordFixture {
  const postgres = usePostgres();
  let made: FirstRecordContents | undefined;
  beforeAll(async () => {
    const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    made = await projectFirstRecord(projection, dataSource);
  });
  afterAll(async () => {
    await made?.record.close();
    await made?.source.dataSource.destroy();
  });
  const there = (): FirstRecordContents => {
    if (made === undefined) throw new Error('The first record is there from beforeAll on.');
    return made;
  };
  return {
    get record() {
      return there().record;
    },
    get source() {
      return there().source;
    },
    get database() {
      return there().source.dataSource;
    },
    get correctionPosition() {
      return there().corrected;
    },
    createScope: (given = {}) => ({
      partition: 0,
      collection: 'sco',
      position: there().recorded,
      asOf: null,
      aliases: new Aliases(),
      ...given,
    }),
  };
}

async function projectFirstRecord(
  projection: Projection,
  dataSource: DataSource,
): Promise<FirstRecordContents> {
  await migrate(dataSource, [projection]);
  const record = await FirstRecord.create();
  const source = { projection, dataSource, catalogue: CATALOGUE, log: record.log };
  const recorded = record.position;
  // Grown in two steps, as a live read model is.
  await catchUp(source, 0);
  const corrected = await record.submit('CorrectRecord', {
    collection: 'sco',
    target: record.findEventId('B26'),
    field: 'adoptedOn',
    oldValue: OLD_DATE,
    newValue: NEW_DATE,
    reason: 'Only the July of 2024 saw a summit in Astana.',
    evidence: { note: 'Calendar of the organization' },
  });
  await catchUp(source, 0);
  return { record, source, recorded, corrected };
}
