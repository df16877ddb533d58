import { formatLogPosition } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { isPosition, parsePosition } from './position.ts';
import { parseWaitSeconds } from './query-request.ts';

describe('A position', () => {
  it('is formatted with its partition, and parsed with or without it', () => {
    expect(formatLogPosition({ partition: 3, pseq: 42 })).toBe('3:42');
    expect(parsePosition('position', '3:42', 3)).toBe(42);
    expect(parsePosition('position', '42', 3)).toBe(42);
  });

  it('is rejected in another partition, or if malformed', () => {
    expect(() => parsePosition('position', '1:42', 3)).toThrow('is in partition 1');
    for (const wrong of ['', 'x', '3:', ':4', '3:4:5', '1.5', '-2', '99999999999']) {
      expect(isPosition(wrong), wrong).toBe(false);
      expect(() => parsePosition('position', wrong, 3), wrong).toThrow('must be a position');
    }
  });
});

describe('Prefer: wait', () => {
  it('is parsed as whole seconds, among other preferences', () => {
    expect(parseWaitSeconds('respond-async, wait=10')).toBe(10);
    expect(parseWaitSeconds('wait = 3')).toBe(3);
    expect(parseWaitSeconds('return=minimal')).toBeUndefined();
    expect(parseWaitSeconds(undefined)).toBeUndefined();
  });

  it('is rejected if malformed', () => {
    expect(() => parseWaitSeconds('wait=soon')).toThrow('wait=soon');
  });
});
