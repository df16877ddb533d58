import { describe, expect, it } from 'vitest';
import { formatOrdinal } from './meetings.ts';
import { formatDate } from './query-table.ts';

describe('formatDate', () => {
  it.each([
    ['2025-09-10', 'stated', '2025-09-10'],
    ['2025-09-10', 'derived', '2025-09-10 (derived)'],
    ['[2024-07,2025-07]', 'relative', '2024-07 or 2025-07 (relative)'],
    ['2013/..', 'stated', 'since 2013'],
    ['../2004', 'stated', 'until 2004'],
    ['2025/2027', 'stated', '2025/2027'],
  ])('formats %s with the basis %s as %s', (edtf, basis, text) =>
    expect(formatDate(edtf, 'true', basis)).toBe(text),
  );

  it('returns "not stated" for a date that the source does not state', () =>
    expect(formatDate('', 'false', '')).toBe('not stated'));

  it('returns an empty text without a date column', () =>
    expect(formatDate('', undefined, undefined)).toBe(''));
});

describe('formatOrdinal', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [43, '43rd'],
  ])('formats %d as %s', (value, text) => expect(formatOrdinal(value)).toBe(text));
});
