import { describe, expect, it } from 'vitest';
import { dateColumns } from './world-date.ts';

const columns = (edtf: string) => {
  const { ownEarliest, ownLatest } = dateColumns('own', {
    edtf,
    asWritten: null,
    basis: 'stated',
    rule: null,
  });
  return [ownEarliest, ownLatest];
};

describe('The columns of a date', () => {
  it('have the days that it may mean', () => {
    expect(columns('2025-09-10')).toEqual(['2025-09-10', '2025-09-10']);
    expect(columns('2025-02')).toEqual(['2025-02-01', '2025-02-28']);
    expect(columns('[2024-07,2025-07]')).toEqual(['2024-07-01', '2025-07-31']);
  });

  it('are infinite at an open end, and null for a recurring or unstated date', () => {
    expect(columns('2013/..')).toEqual(['2013-01-01', 'infinity']);
    expect(columns('../2013')).toEqual(['-infinity', '2013-12-31']);
    expect(columns('XXXX-09-03')).toEqual([null, null]);
    expect(dateColumns('own', null)).toEqual({
      ownOn: null,
      ownEarliest: null,
      ownLatest: null,
    });
  });

  it('write the year before year 1 in the form of Postgres', () => {
    expect(columns('0000')).toEqual(['0001-01-01 BC', '0001-12-31 BC']);
    expect(columns('0001')).toEqual(['0001-01-01', '0001-12-31']);
  });
});
