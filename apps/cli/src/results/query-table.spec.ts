import { describe, expect, it } from 'vitest';
import { formatOrdinal } from './meetings.ts';
import { formatDate } from './query-table.ts';

describe('A date for people', () => {
  it.each([
    ['2025-09-10', 'stated', '2025-09-10'],
    ['2025-09-10', 'derived', '2025-09-10 (derived)'],
    ['[2024-07,2025-07]', 'relative', '2024-07 or 2025-07 (relative)'],
    ['2013/..', 'stated', 'since 2013'],
    ['../2004', 'stated', 'until 2004'],
    ['2025/2027', 'stated', '2025/2027'],
  ])('%s, %s, reads %s', (edtf, basis, read) => expect(formatDate(edtf, 'true', basis)).toBe(read));

  it('says that it is not stated, which is not nothing', () =>
    expect(formatDate('', 'false', '')).toBe('not stated'));
  it('says nothing where no date was asked for', () =>
    expect(formatDate('', undefined, undefined)).toBe(''));
});

describe('An ordinal', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [43, '43rd'],
  ])('%d reads %s', (value, read) => expect(formatOrdinal(value)).toBe(read));
});
