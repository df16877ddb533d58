import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll } from 'vitest';
import { RecordFixture, startInProcess } from './testing/record-fixture.ts';
import { testAllQueries } from './queries/all-queries.contract.ts';

const postgres = usePostgres();
const texts = process.env['RAPPORTEUR_TEXTS'];
let record: RecordFixture | undefined;

beforeAll(async () => {
  record = await RecordFixture.create(await startInProcess(postgres.url, texts));
});
afterAll(() => record?.stop());

function getRecord(): RecordFixture {
  if (record === undefined) throw new Error('The record is available from beforeAll on.');
  return record;
}

testAllQueries(getRecord, { texts, databaseUrl: () => postgres.url });
