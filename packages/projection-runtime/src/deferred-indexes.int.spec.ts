import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDeferredIndexes, deferIndexes } from './deferred-indexes.ts';
import { registerGeneration } from './generations.ts';
import { migrate, migrateGeneration } from './migrate.ts';
import { catchUp, projectPartition } from './partition-projector.ts';
import { ensurePositions } from './positions.ts';
import { computeStateHash } from './state-hash.ts';
import { meetingHeld, recordCorrected, recordRetracted, SampleLog } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const BUILDING = 'sample_v1_2';
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

/** Returns the definitions of indexes and primary keys, without the name of the schema. */
async function listIndexes(schema: string): Promise<readonly string[]> {
  const rows: { definition: string }[] = await dataSource.query(
    `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = $1::text
     UNION ALL
     SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype = 'p' ORDER BY 1`,
    [schema],
  );
  return rows.map(({ definition }) => definition.replaceAll(`${schema}.`, '')).toSorted();
}

it('A generation loaded without indexes gets the same rows and the same indexes', async () => {
  const sample = new SampleLog();
  const source = {
    projection: SAMPLE_PROJECTION,
    dataSource,
    catalogue: CATALOGUE,
    log: sample.log,
  };
  await migrate(dataSource, [SAMPLE_PROJECTION]);
  await registerGeneration(dataSource.manager, SAMPLE_PROJECTION, 'building');
  await migrateGeneration(dataSource, SAMPLE_PROJECTION, BUILDING);
  await ensurePositions(dataSource.manager, BUILDING, 1);
  await deferIndexes(dataSource, BUILDING);
  const load = () =>
    projectPartition(
      source,
      { schema: BUILDING, partition: 0 },
      { follow: false, signal: new AbortController().signal },
    );

  // Later transactions find the rows to close without the primary key.
  await sample.record('a', [
    meetingHeld('m', 'hall', ['Osh']),
    meetingHeld('n', 'office'),
    meetingHeld('o', 'square', ['Almaty']),
  ]);
  await load();
  await sample.record('b', [
    recordCorrected('a.1', meetingHeld('m', 'garden', ['Almaty'])),
    recordRetracted('a.3'),
  ]);
  await load();
  await sample.record('c', [recordCorrected('a.1', meetingHeld('m', 'palace'))]);
  await load();
  expect(await listIndexes(BUILDING)).not.toEqual(await listIndexes('sample_v1'));
  await createDeferredIndexes(dataSource, BUILDING);

  expect(await listIndexes(BUILDING)).toEqual(await listIndexes('sample_v1'));
  await catchUp(source, 0);
  expect(await computeStateHash(dataSource, SAMPLE_PROJECTION, { schema: BUILDING })).toEqual(
    await computeStateHash(dataSource, SAMPLE_PROJECTION),
  );
});
