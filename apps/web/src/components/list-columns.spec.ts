import { describe, expect, it } from 'vitest';
import type { Answer } from '../api/query-answers.ts';
import type { JsonFields } from '@rapporteur/pages';
import { LIST_COLUMNS, type ListColumn } from './list-columns.ts';

/** An answer, as far as columns read it. */
const ANSWER = {
  data: [],
  collections: ['harbour'],
  position: '0:1',
  asOf: null,
  asOfRecorded: null,
  incomplete: false,
  next: null,
  names: {
    meeting: { 'harbour/council-7': '7th meeting of the Harbour Council' },
    body: { 'harbour/port': 'Port Authority' },
  },
  sources: { 'e.1': { sentence: 'It was agreed to meet in Gozo.' } },
} as unknown as Answer;

const UNSTATED = { status: { stated: false } };

const read = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ((LIST_COLUMNS.decisions ?? []) as readonly ListColumn<JsonFields>[]).map((column) => [
      column.title,
      column.read({ ...UNSTATED, ...row }, ANSWER).text,
    ]),
  );

describe('The columns of decisions', () => {
  it('name a decision, its meeting, day and status', () => {
    const status = { stated: true, status: 'in-force' };
    const row = { collection: 'harbour', decision: 'pier-plan', meeting: 'council-7', status };
    expect(read(row)).toMatchObject({
      Decision: 'Pier Plan',
      Meeting: '7th meeting of the Harbour Council',
      Status: 'in force',
    });
  });

  it('name an adopted document, which is no meeting', () => {
    const row = { collection: 'harbour', decision: null, document: 'law-2', name: 'Harbour Law' };
    expect(read({ ...row, meeting: null })).toMatchObject({ Decision: 'Harbour Law', Meeting: '' });
  });

  it('name a decision that no source names by its kind and its subject', () => {
    const row = { collection: 'harbour', decision: 'pier-measures-2', kind: 'measure' };
    const unnamed = { ...row, name: null, topic: 'old-piers', details: {} };
    expect(read(unnamed)['Decision']).toBe('measure on old piers');
  });

  it('show the sentence of a decision without id and name', () => {
    const row = { collection: 'harbour', decision: null, document: null, name: null };
    expect(read({ ...row, events: ['e.1'] })['Decision']).toBe('It was agreed to meet in Gozo.');
  });
});

describe('The columns of persons', () => {
  it('name the bodies and states that a person is of', () => {
    const columns = LIST_COLUMNS.persons as readonly ListColumn<JsonFields>[];
    const column = columns.find(({ title }) => title === 'Of');
    const row = { collection: 'harbour', of: ['port', 'MLT'] };
    expect(column?.read(row, ANSWER).text).toBe('Port Authority; Malta');
  });
});

describe('The columns of votes', () => {
  it('name a decision as its sources name the subject of the vote', () => {
    const row = { collection: 'harbour', decision: 'harbour-pilotage-rule' };
    const [, decision] = (LIST_COLUMNS.votes ?? []) as readonly ListColumn<JsonFields>[];
    expect(decision?.read({ ...row, subject: 'the pilotage rule' }, ANSWER).text).toBe(
      'the pilotage rule',
    );
    expect(decision?.read(row, ANSWER).text).toBe('Harbour Pilotage Rule');
  });
});
