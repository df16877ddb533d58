import { describe, expect, it } from 'vitest';
import { formatEdtf } from './date-words.ts';

describe('formatEdtf', () => {
  it.each([
    ['2025-09-10', '10 September 2025', '2025-09-10'],
    ['2025-09', 'September 2025', '2025-09'],
    ['2025', '2025', '2025'],
    ['2025-41', 'the second half of 2025', 'the second half of 2025'],
    ['[2025-09-10,2025-09-11]', '10 or 11 September 2025', '2025-09-10 or 2025-09-11'],
    ['{2025-09-10,2025-09-12}', '10 and 12 September 2025', '2025-09-10 and 2025-09-12'],
    ['2025/2027', '2025 to 2027', '2025 to 2027'],
    ['2013/..', 'since 2013', 'since 2013'],
    ['../2026-12-31', 'by 31 December 2026', 'by 2026-12-31'],
    ['XXXX-09-03', 'every 3 September', 'every 3 September'],
    ['XXXX-09', 'every September', 'every September'],
    ['2025-06~', 'about June 2025', 'about 2025-06'],
    ['199X', 'the 1990s', 'the 1990s'],
    ['20XX', 'the years 2000 to 2099', 'the years 2000 to 2099'],
  ])('formats %s as "%s" and "%s"', (edtf, spelled, numeric) => {
    expect(formatEdtf(edtf)).toBe(spelled);
    expect(formatEdtf(edtf, 'numeric')).toBe(numeric);
  });
});
