import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll } from 'vitest';
import { AskedRecord, startInProcess } from './asked-record.ts';
import { allQuestions } from './questions/all-questions.contract.ts';

const postgres = usePostgres();
const texts = process.env['RAPPORTEUR_TEXTS'];
let asked: AskedRecord | undefined;

beforeAll(async () => {
  asked = await AskedRecord.on(await startInProcess(postgres.url, texts));
});
afterAll(() => asked?.stop());

function there(): AskedRecord {
  if (asked === undefined) throw new Error('The record is there from beforeAll on.');
  return asked;
}

allQuestions(there, { texts, databaseUrl: () => postgres.url });
