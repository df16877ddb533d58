import { describe, expect, it } from 'vitest';
import { DATE_FORMS } from '../coding-rules.ts';
import { parseEdtf } from './edtf.ts';

describe('A date in EDTF', () => {
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
  ])('parses %s', (edtf, precision, earliest, latest) =>
    expect(parseEdtf(edtf)).toEqual({ ok: true, bounds: { precision, earliest, latest } }),
  );

  it.each([
    ['2025-02-29', /a day of the calendar/],
    ['1900-02-29', /a day of the calendar/],
    ['2025-09-31', /a day of the calendar/],
    ['2025-13', /a day of the calendar/],
    ['2025-00', /a day of the calendar/],
    ['2025-06-00', /a day of the calendar/],
    ['XXXX-02-30', /a day of the calendar/],
    ['XXXX-13-01', /a day of the calendar/],
    ['2025-02-29/..', /a day of the calendar/],
    ['[2025-02-29,2025-03]', /a day of the calendar/],
    ['2025/2024', /before it begins/],
    ['2025-09/2025-06-30', /before it begins/],
    ['2025-06-15/2025-06', /within one date/],
    ['2025/2025-06', /within one date/],
    ['2025-09-10/2025-09-10', /range of one date/],
    ['[2025-07,2024-07]', /earlier date first/],
    ['[2024..2025]', /open set/],
    ['[..2024]', /open set/],
    ['[a..b]', /open set/],
    ['[2024-07, 2025-07]', /white space/],
    ['2025-09-10\n', /white space/],
    ['2025-21', /season/],
    ['2025-40/2025-41', /parts of a year/],
    ['[2025-40,2025-41]', /parts of a year/],
    ['2013/', /a date in EDTF/],
    ['/2013', /a date in EDTF/],
    ['../..', /a date in EDTF/],
    ['2013/open', /a date in EDTF/],
    ['2025/2026/2027', /a date in EDTF/],
    ['2025-09-10T10:00:00Z', /a date in EDTF/],
    ['10:00', /a date in EDTF/],
    ['20250910', /a date in EDTF/],
    ['2025-9-1', /a date in EDTF/],
    ['10.09.2025', /a date in EDTF/],
    ['late August', /white space/],
    ['2025-XX-03', /a date in EDTF/],
    ['Y17000', /a date in EDTF/],
    ['-0044', /a date in EDTF/],
    ['[2025,2026?]', /a date in EDTF/],
    ['[]', /a date in EDTF/],
    ['[2025}', /a date in EDTF/],
    ['XXXX-', /a date in EDTF/],
    ['', /a date in EDTF/],
  ])('rejects %s', (edtf, reason) =>
    expect(parseEdtf(edtf)).toEqual({ ok: false, reason: expect.stringMatching(reason) }),
  );

  it('accepts every form of the codebook', () => {
    expect(DATE_FORMS.filter(({ edtf }) => !parseEdtf(edtf).ok)).toEqual([]);
  });
});
