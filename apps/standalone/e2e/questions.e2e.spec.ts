import { usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Answer, AskedRecord } from './asked-record.ts';
import { bodiesAndSources } from './questions/bodies-and-sources.contract.ts';
import { chairAndTimeline } from './questions/chair-and-timeline.contract.ts';
import { decisions } from './questions/decisions.contract.ts';
import { incidents } from './questions/incidents.contract.ts';
import { meetingsAndParticipation } from './questions/meetings-and-participation.contract.ts';
import { positionsAndReports } from './questions/positions-and-reports.contract.ts';
import { rebuilding } from './questions/rebuilding.contract.ts';
import { record } from './questions/record.contract.ts';

const postgres = usePostgres();
const texts = process.env['RAPPORTEUR_TEXTS'];
let asked: AskedRecord | undefined;

beforeAll(async () => {
  asked = await AskedRecord.start(postgres.url, texts);
});
afterAll(() => asked?.stop());

function there(): AskedRecord {
  if (asked === undefined) throw new Error('The record is there from beforeAll on.');
  return asked;
}

const ask = (question: string): Promise<Answer> => there().ask(question);
const uncorrected = (): string => there().uncorrected;

describe('The 54 questions, asked over HTTP', () => {
  meetingsAndParticipation(ask);
  chairAndTimeline(ask, uncorrected);
  decisions(ask);
  incidents(ask);
  positionsAndReports(ask);
  bodiesAndSources(ask, uncorrected);
  record(there, texts);
  rebuilding(there, () => postgres.url);
});
