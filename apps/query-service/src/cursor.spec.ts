import { describe, expect, it } from 'vitest';
import { computeQueryFingerprint, formatCursor, parseCursor } from './cursor.ts';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Sort keys that no query has. */
const FORGED: readonly unknown[] = [
  null,
  [],
  [1],
  ['a\u0000'],
  ['\uD800'],
  ['x'.repeat(1_001)],
  ['a', 'b', 'c'],
  ['2025-02-30', '2025-09-10', 'a', 7, 1],
  ['2025-09-10', '2025-09-10', 'a', 1e18, 1],
  ['2025-09-10', '2025-09-10', 'a', 1.5, 1],
  ['2025-09-10', '2025-09-10', 'a', '7', 1],
  ['yesterday', 0, 0],
  [{}, [], true],
];

describe('A cursor', () => {
  const start = { position: '0:42', after: ['2025-09-10', 'infinity', 'a', 7, 1] };
  const query = { query: 'decisions', collections: ['sco'], path: {}, parameters: { kind: ['a'] } };
  const fingerprint = computeQueryFingerprint(query);

  it('holds the start of the next page and the position of the first', () => {
    expect(parseCursor(fingerprint, formatCursor(fingerprint, start))).toEqual(start);
  });

  it('is rejected by another query, and with other parameters', () => {
    const other = computeQueryFingerprint({ ...query, parameters: { kind: ['b'] } });
    expect(() => parseCursor(other, formatCursor(fingerprint, start))).toThrow(
      'belongs to another query',
    );
  });

  it('is valid for any page size', () => {
    const withLimit = (limit: number) =>
      computeQueryFingerprint({ ...query, parameters: { kind: ['a'], limit, cursor: 'x' } });
    expect([withLimit(10), withLimit(20)]).toEqual([fingerprint, fingerprint]);
  });

  it.each([
    '',
    'x',
    'bm8',
    encode({ of: 1 }),
    ...FORGED.map((after) => encode({ of: 'a'.repeat(8), at: '0:1', after })),
  ])('is rejected if malformed: %j', (value) =>
    expect(() => parseCursor(fingerprint, value)).toThrow('is not a cursor'),
  );
});
