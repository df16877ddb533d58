import { describe, expect, it } from 'vitest';
import { formatLogPosition, parseLogPosition } from './log-position.ts';

describe('A log position', () => {
  it('is formatted with its partition', () =>
    expect(formatLogPosition({ partition: 3, pseq: 42 })).toBe('3:42'));

  it.each([
    ['3:42', { partition: 3, pseq: 42 }],
    ['42', { pseq: 42 }],
    ['0:-1', { partition: 0, pseq: -1 }],
  ])('is parsed from "%s"', (text, position) => expect(parseLogPosition(text)).toEqual(position));

  it.each(['', 'x', ':1', '1:', '1:2:3', '1.5', '-2', '0x1', '1e3', ' 1', '99999999999'])(
    'is not parsed from "%s"',
    (text) => expect(parseLogPosition(text)).toBeUndefined(),
  );
});
