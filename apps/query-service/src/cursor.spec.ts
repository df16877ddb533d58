import { describe, expect, it } from 'vitest';
import { computeQueryFingerprint, formatCursor, parseCursor } from './cursor.ts';

describe('A cursor', () => {
  const start = { position: '0:42', after: ['2025-09-10', '2025-09-10', 7, 1] };
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

  it.each(['', 'x', 'bm8', Buffer.from('{"of":1}').toString('base64url')])(
    'is rejected if malformed: %j',
    (value) => expect(() => parseCursor(fingerprint, value)).toThrow('is not a cursor'),
  );
});
