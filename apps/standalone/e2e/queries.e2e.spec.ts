import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll } from 'vitest';
import { RecordFixture, startInProcess } from './record-fixture.ts';
import { testAllQueries } from './queries/all-queries.contract.ts';

const postgres = usePostgres();
const texts = process.env['RAPPORTEUR_TEXTS'];
let asked: RecordFixture | undefined;

beforeAll(async () => {
  asked = await RecordFixture.create(await startInProcess(postgres.url, texts));
});
afterAll(() => asked?.stop());

function there(): RecordFixture {
  if (asked === undefined) throw new Error('The record is there from beforeAll on.');
  return asked;
}

testAllQueries(there, { texts, databaseUrl: () => postgres.url });
