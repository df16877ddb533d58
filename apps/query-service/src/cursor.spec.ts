import { describe, expect, it } from 'vitest';
import { computeQueryFingerprint, formatCursor, parseCursor } from './cursor.ts';

describe('A cursor', () => {
  const start = { position: 42, after: ['2025-09-10', '2025-09-10', 7, 1] };
  const asked = { question: 'decisions', collection: 'sco', path: {}, parameters: { kind: ['a'] } };
  const of = computeQueryFingerprint(asked);

  it('leads back to where the next page begins, and to the position of the first', () => {
    expect(parseCursor(of, formatCursor(of, start))).toEqual(start);
  });

  it('does not fit another question, or other parameters', () => {
    const other = computeQueryFingerprint({ ...asked, parameters: { kind: ['b'] } });
    expect(() => parseCursor(other, formatCursor(of, start))).toThrow(
      'belongs to another question',
    );
  });

  it('fits whatever the size of the page', () => {
    const paged = (limit: number) =>
      computeQueryFingerprint({ ...asked, parameters: { kind: ['a'], limit, cursor: 'x' } });
    expect([paged(10), paged(20)]).toEqual([of, of]);
  });

  it.each(['', 'x', 'bm8', Buffer.from('{"of":1}').toString('base64url')])('is not %j', (value) => {
    expect(() => parseCursor(of, value)).toThrow('is no cursor');
  });
});
