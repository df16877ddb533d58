import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { testChairs } from './many-sources/chairs.contract.ts';
import { testCollections } from './many-sources/collections.contract.ts';
import { testCondemnations } from './many-sources/condemnations.contract.ts';
import { testEmptyRecord } from './many-sources/empty-record.contract.ts';
import { testTerms } from './many-sources/terms.contract.ts';
import { NotesFixture } from './testing/notes-fixture.ts';
import { startInProcess } from './testing/record-fixture.ts';

const postgres = usePostgres();
let notes: NotesFixture | undefined;

beforeAll(async () => {
  notes = await NotesFixture.create(await startInProcess(postgres.url, undefined));
});
afterAll(() => notes?.stop());

function getNotes(): NotesFixture {
  if (notes === undefined) throw new Error('The notes are available from beforeAll on.');
  return notes;
}

// Before the other tests record anything.
testEmptyRecord(getNotes);

describe('A record of several documents', () => {
  testChairs(getNotes);
  testTerms(getNotes);
  testCondemnations(getNotes);
  testCollections(getNotes);
});
