import { expect, it } from 'vitest';
import type { Answer } from '../api/query-answers.ts';
import { nameConflictThing, spellConflictValue } from './conflict-words.ts';

const ANSWER = {
  names: {
    body: { 'ferries/ferry-council': 'Ferry Council' },
    meeting: { 'ferries/ferry-5': '5th meeting of the Ferry Council' },
  },
} as unknown as Answer;

it('names the meetings of a number that two meetings have', () => {
  const thing = { kind: 'series-number', id: 'ferry-council/ordinary/5' };
  expect(nameConflictThing(ANSWER, thing as never, 'ferries')).toBe(
    '5th meeting of the Ferry Council',
  );
  expect(spellConflictValue(ANSWER, { meeting: 'ferry-5', ordinal: 5 }, 'ferries')).toBe(
    '5th meeting of the Ferry Council (ferry-5)',
  );
});

it('names any other thing and value as the pages do', () => {
  const thing = { kind: 'meeting', id: 'ferry-5' };
  expect(nameConflictThing(ANSWER, thing as never, 'ferries')).toBe(
    '5th meeting of the Ferry Council',
  );
  expect(spellConflictValue(ANSWER, 'Valletta', 'ferries')).toBe('Valletta');
});
