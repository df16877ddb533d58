import { afterEach, describe, expect, it } from 'vitest';
import { loadMessages } from '../messages/messages.ts';
import { spellDay, spellFactDay, spellValue } from './day-words.ts';

const DERIVED = { stated: true, edtf: '2025-09-10', basis: 'derived', asWritten: 'that day' };

describe('A day in words', () => {
  afterEach(() => loadMessages('en'));

  it.each([
    ['en', ['10 September 2025', 'September 2025', '2025']],
    ['fr', ['10 septembre 2025', 'septembre 2025', '2025']],
    ['ru', ['10 сентября 2025 г.', 'сентябрь 2025 г.', '2025']],
    ['zh', ['2025年9月10日', '2025年9月', '2025年']],
  ] as const)('is in the language of the interface: %s', async (language, words) => {
    await loadMessages(language);
    expect(['2025-09-10', '2025-09', '2025'].map(spellDay)).toEqual(words);
  });

  it('keeps how it is known, and the words of its source', async () => {
    expect(spellValue(DERIVED)).toBe('10 September 2025 (derived) “that day”');
    await loadMessages('fr');
    expect(spellValue(DERIVED)).toBe('10 septembre 2025 (déduit) “that day”');
  });

  it('of a fact without one is that of its statement, in words that say so', async () => {
    const date = { stated: true, edtf: '2025-09-01', basis: 'stated' };
    const placedOn = { stated: false };
    expect(spellFactDay({ placedOn: date, date, dateOf: 'fact' })).toBe('1 September 2025');
    expect(spellFactDay({ placedOn, date, dateOf: 'stated-in' })).toBe('stated 1 September 2025');
    expect(spellFactDay({ placedOn, date, dateOf: 'incident' })).toBe('1 September 2025');
    expect(spellFactDay({ date, dateOf: 'stated-in' })).toBe('1 September 2025');
    expect(spellFactDay({ placedOn, date: placedOn, dateOf: null })).toBe('');
    await loadMessages('fr');
    const document = spellFactDay({ placedOn, date, dateOf: 'document' });
    expect(document).toBe('énoncé le 1 septembre 2025');
  });

  it('has a start and an end, and English words if it is not exact', async () => {
    await loadMessages('fr');
    expect(spellDay('2025-09-10/2025-09-12')).toBe('10 septembre 2025 – 12 septembre 2025');
    expect(spellDay('2025~')).toBe(spellValue({ edtf: '2025~' }));
    expect(spellValue('Astana')).toBe('Astana');
    expect(spellValue(null)).toBe('');
  });
});
