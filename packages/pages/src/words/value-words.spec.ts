import { describe, expect, it } from 'vitest';
import { formatDateText, formatFieldName, formatValue } from './value-words.ts';

const date = (edtf: string, basis = 'stated', asWritten: string | null = null) => ({
  edtf,
  basis,
  asWritten,
  rule: null,
});

describe('formatValue', () => {
  it.each([
    ['a text that begins with a brace', '{draft} statute', '{draft} statute'],
    ['a title in brackets', '[Not an official record]', '[Not an official record]'],
    ['a text in quotes', '"seven"', '"seven"'],
    ['a number', 0, '0'],
    ['a boolean', false, 'no'],
    ['no value', null, 'not stated'],
    ['a day', date('2025-09-10'), '2025-09-10'],
    ['an inferred day', date('2025-09-10', 'derived'), '2025-09-10 (derived)'],
    ['one of two days', date('[2025-09-10,2025-09-11]'), '2025-09-10 or 2025-09-11'],
    ['two days', date('{2025-09-10,2025-09-12}'), '2025-09-10 and 2025-09-12'],
    ['a period', date('2025/2027'), '2025 to 2027'],
    ['a day of every year', date('XXXX-09-03'), 'every 3 September'],
    ['an open start', date('2013/..'), 'since 2013'],
    ['a latest day', date('../2026-12-31'), 'by 2026-12-31'],
    [
      'a day with its words',
      date('[2024-07,2025-07]', 'relative', 'last July'),
      '2024-07 or 2025-07 (relative) “last July”',
    ],
    ['a period whose words say the same', date('2025/2027', 'stated', '2025-2027'), '2025 to 2027'],
    ['a day that is not stated', { stated: false }, 'not stated'],
    ['a day as a view', { stated: true, ...date('2026') }, '2026'],
    ['a lower bound', { min: 6, max: null, qualifier: null, ofWhat: null }, 'at least 6'],
    ['a range', { min: 6, max: 10, qualifier: null, ofWhat: null }, '6 to 10'],
    ['zero', { min: 0, max: 0, qualifier: null, ofWhat: 'attacks' }, '0 attacks'],
    ['an ordinal', { value: 45, basis: 'derived', rule: 'next' }, '45th (derived)'],
    ['a state', { id: 'KGZ', kind: 'state', nameAsWritten: 'the Kyrgyz Republic' }, 'Kyrgyzstan'],
    ['an organ', { id: 'council', kind: 'organ', nameAsWritten: 'the Council' }, 'the Council'],
    [
      'a person in office',
      { id: 'j-doe', kind: 'person', nameAsWritten: 'Jane Doe', office: 'Minister' },
      'Jane Doe (Minister)',
    ],
    ['a country', { code: 'MLT', basis: 'context', nameAsWritten: null }, 'Malta (context)'],
    [
      'a place',
      { name: 'Valletta', country: { code: 'MLT', basis: 'stated', nameAsWritten: 'Malta' } },
      'Valletta, Malta',
    ],
    ['a place without a country', { name: 'Valletta', country: null }, 'Valletta'],
    ['an identifier', { scheme: 'un-symbol', value: 'A/80/1' }, 'un-symbol A/80/1'],
    ['a list', [date('2025-09-10'), date('2025-09-11')], '2025-09-10; 2025-09-11'],
    ['another object', { votesFor: 3, against: null, by: ['a', 'b'] }, 'votes for: 3, by: a; b'],
  ])('formats %s', (_, value, words) => expect(formatValue(value)).toBe(words));

  it('spells days in prose', () =>
    expect(formatValue([date('2025-09-10'), '2025-09-10'], { days: 'spelled' })).toBe(
      '10 September 2025 and 2025-09-10',
    ));
});

describe('formatDateText', () => {
  it('returns a text that is not EDTF as it is', () =>
    expect(formatDateText('[2025-09-10, soon]')).toBe('[2025-09-10, soon]'));
});

describe('formatFieldName', () => {
  it('returns words', () =>
    expect(['heldAsOf', 'held_as_of', 'by'].map(formatFieldName)).toEqual([
      'held as of',
      'held as of',
      'by',
    ]));
});
