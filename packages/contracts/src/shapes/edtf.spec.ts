import { describe, expect, it } from 'vitest';
import { DATE_FORMS } from '../coding-rules.ts';
import { parseEdtf } from './edtf.ts';

describe('A date as EDTF writes it', () => {
  it.each([
    ['2025-09-10', 'day', '2025-09-10', '2025-09-10'],
    ['2024-02-29', 'day', '2024-02-29', '2024-02-29'],
    ['2000-02-29', 'day', '2000-02-29', '2000-02-29'],
    ['2025-06', 'month', '2025-06-01', '2025-06-30'],
    ['2025-06?', 'month', '2025-06-01', '2025-06-30'],
    ['2025', 'year', '2025-01-01', '2025-12-31'],
    ['2025~', 'year', '2025-01-01', '2025-12-31'],
    ['199X', 'year', '1990-01-01', '1999-12-31'],
    ['19XX', 'year', '1900-01-01', '1999-12-31'],
    ['2025-34', 'part-of-year', '2025-04-01', '2025-06-30'],
    ['2025-38', 'part-of-year', '2025-05-01', '2025-08-31'],
    ['2025-40', 'part-of-year', '2025-01-01', '2025-06-30'],
    ['2025-41', 'part-of-year', '2025-07-01', '2025-12-31'],
    ['2004-09-01/2004-09-03', 'range', '2004-09-01', '2004-09-03'],
    ['2024/2027', 'range', '2024-01-01', '2027-12-31'],
    ['2025-06/2025-07-15', 'range', '2025-06-01', '2025-07-15'],
    ['2025-08-21/2025-08-31', 'range', '2025-08-21', '2025-08-31'],
    ['2013/..', 'open', '2013-01-01', null],
    ['../2013', 'open', null, '2013-12-31'],
    ['[2024-07,2025-07]', 'one-of', '2024-07-01', '2025-07-31'],
    ['{2024-07,2025-07}', 'one-of', '2024-07-01', '2025-07-31'],
    ['[2024,2024-07]', 'one-of', '2024-01-01', '2024-12-31'],
    ['XXXX-09-03', 'recurring', null, null],
    ['XXXX-02-29', 'recurring', null, null],
    ['XXXX-09', 'recurring', null, null],
  ])('reads %s', (edtf, precision, earliest, latest) =>
    expect(parseEdtf(edtf)).toEqual({ ok: true, bounds: { precision, earliest, latest } }),
  );

  it.each([
    ['2025-02-29', /no day/],
    ['1900-02-29', /no day/],
    ['2025-09-31', /no day/],
    ['2025-13', /no day/],
    ['2025-00', /no day/],
    ['2025-06-00', /no day/],
    ['XXXX-02-30', /no day/],
    ['XXXX-13-01', /no day/],
    ['2025-02-29/..', /no day/],
    ['[2025-02-29,2025-03]', /no day/],
    ['2025/2024', /before it begins/],
    ['2025-09/2025-06-30', /before it begins/],
    ['2025-06-15/2025-06', /within one date/],
    ['2025/2025-06', /within one date/],
    ['2025-09-10/2025-09-10', /one date/],
    ['[2025-07,2024-07]', /not in order/],
    ['[2024..2025]', /without an end/],
    ['[..2024]', /without an end/],
    ['[a..b]', /without an end/],
    ['[2024-07, 2025-07]', /white space/],
    ['2025-09-10\n', /white space/],
    ['2025-21', /season/],
    ['2025-40/2025-41', /parts of a year/],
    ['[2025-40,2025-41]', /parts of a year/],
    ['2013/', /not a date/],
    ['/2013', /not a date/],
    ['../..', /not a date/],
    ['2013/open', /not a date/],
    ['2025/2026/2027', /not a date/],
    ['2025-09-10T10:00:00Z', /not a date/],
    ['10:00', /not a date/],
    ['20250910', /not a date/],
    ['2025-9-1', /not a date/],
    ['10.09.2025', /not a date/],
    ['late August', /white space/],
    ['2025-XX-03', /not a date/],
    ['Y17000', /not a date/],
    ['-0044', /not a date/],
    ['[2025,2026?]', /not a date/],
    ['[]', /not a date/],
    ['[2025}', /not a date/],
    ['XXXX-', /not a date/],
    ['', /not a date/],
  ])('refuses %s', (edtf, reason) =>
    expect(parseEdtf(edtf)).toEqual({ ok: false, reason: expect.stringMatching(reason) }),
  );

  it('takes every form of the codebook', () => {
    expect(DATE_FORMS.filter(({ edtf }) => !parseEdtf(edtf).ok)).toEqual([]);
  });
});
