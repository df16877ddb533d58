import { describe, expect, it } from 'vitest';
import { matchesPattern } from './event-criteria.ts';

const MALTA = { id: 'MLT', kind: 'state', nameAsWritten: 'Malta' };
const PORTUGAL = { id: 'PRT', kind: 'state', nameAsWritten: 'Portugal' };

describe('A pattern', () => {
  it.each([
    [MALTA, { id: 'MLT' }],
    [MALTA, { id: 'MLT', nameAsWritten: undefined }],
    [[MALTA, PORTUGAL], { id: 'PRT' }],
    [
      [MALTA, PORTUGAL],
      [{ id: 'PRT' }, { id: 'MLT' }],
    ],
    [MALTA, [{ id: 'MLT' }]],
    [{ date: { edtf: '2024', basis: 'stated' } }, { date: { edtf: '2024' } }],
    [null, null],
  ])('fits a value that has all of it: %j, %j', (value, pattern) =>
    expect(matchesPattern(value, pattern)).toBe(true),
  );

  it.each([
    [MALTA, { id: 'PRT' }],
    [[MALTA], [{ id: 'PRT' }, { id: 'MLT' }]],
    [null, { id: 'MLT' }],
    [{}, { toString: null }],
    [null, 0],
    ['MLT', { id: 'MLT' }],
  ])('fits no other value: %j, %j', (value, pattern) =>
    expect(matchesPattern(value, pattern)).toBe(false),
  );
});
