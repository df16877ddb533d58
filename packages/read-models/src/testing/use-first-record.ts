import { CATALOGUE } from '@rapporteur/contracts';
import {
  catchUp,
  migrate,
  openReadModels,
  type Projection,
  type ProjectionSource,
} from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import { FirstRecord } from './first-record.ts';
import type { ScopeOverrides } from './scope-overrides.ts';
import type { QueryScope } from '../query/scope.ts';

/** A read model of the first record, with a correction of the date of the programme. */
export interface FirstRecordFixture {
  readonly record: FirstRecord;
  readonly source: ProjectionSource;
  readonly database: DataSource;
  /** Returns a scope before the correction, with overrides. */
  createScope(overrides?: ScopeOverrides): QueryScope;
  /** The position of the correction. */
  readonly correctionPosition: number;
}

/** The corrected value, before and after. */
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
  readonly recordedPosition: number;
  readonly correctionPosition: number;
}

/** Creates a read model of the first record on a real Postgres. Call it at the top of the file. */
export function useFirstRecord(projection: Projection): FirstRecordFixture {
  const postgres = usePostgres();
  let contents: FirstRecordContents | undefined;
  beforeAll(async () => {
    const dataSource = await openReadModels(postgres.url, { projections: [projection] });
    contents = await projectFirstRecord(projection, dataSource);
  });
  afterAll(async () => {
    await contents?.record.close();
    await contents?.source.dataSource.destroy();
  });
  const requireContents = (): FirstRecordContents => {
    if (contents === undefined) throw new Error('The first record is created in beforeAll.');
    return contents;
  };
  return {
    get record() {
      return requireContents().record;
    },
    get source() {
      return requireContents().source;
    },
    get database() {
      return requireContents().source.dataSource;
    },
    get correctionPosition() {
      return requireContents().correctionPosition;
    },
    createScope: ({ position, ...overrides } = {}) => ({
      collections: [
        {
          collection: 'sco',
          partition: 0,
          position: position ?? requireContents().recordedPosition,
        },
      ],
      asOf: null,
      aliases: new Aliases(['sco']),
      ...overrides,
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
  const recordedPosition = record.position;
  // Applied in two steps, like a live read model.
  await catchUp(source, 0);
  const correctionPosition = await record.submit('CorrectRecord', {
    collection: 'sco',
    target: record.findEventId('B26'),
    field: 'adoptedOn',
    oldValue: OLD_DATE,
    newValue: NEW_DATE,
    reason: 'Only the July of 2024 saw a summit in Astana.',
    evidence: { note: 'Calendar of the organization' },
  });
  await catchUp(source, 0);
  return { record, source, recordedPosition, correctionPosition };
}
