import { describe, expect, it } from 'vitest';
import { looksLikePosition, printPosition, readPosition } from './position.ts';
import { waitSecondsOf } from './request.ts';

describe('A position', () => {
  it('is printed with its partition, and read with or without', () => {
    expect(printPosition(3, 42)).toBe('3:42');
    expect(readPosition('position', '3:42', 3)).toBe(42);
    expect(readPosition('position', '42', 3)).toBe(42);
  });

  it('is refused in another partition, or where it is none', () => {
    expect(() => readPosition('position', '1:42', 3)).toThrow('is in partition 1');
    for (const wrong of ['', 'x', '3:', ':4', '3:4:5', '1.5', '-2', '99999999999']) {
      expect(looksLikePosition(wrong), wrong).toBe(false);
      expect(() => readPosition('position', wrong, 3), wrong).toThrow('is no position');
    }
  });
});

describe('Prefer: wait', () => {
  it('is whole seconds, among other preferences', () => {
    expect(waitSecondsOf('respond-async, wait=10')).toBe(10);
    expect(waitSecondsOf('wait = 3')).toBe(3);
    expect(waitSecondsOf('return=minimal')).toBeUndefined();
    expect(waitSecondsOf(undefined)).toBeUndefined();
  });

  it('is refused where it is none', () => {
    expect(() => waitSecondsOf('wait=soon')).toThrow('wait=soon');
  });
});
