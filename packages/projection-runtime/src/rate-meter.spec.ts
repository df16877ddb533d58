import { describe, expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

describe('A rate', () => {
  let nowMs = 0;
  const advance = (seconds: number): void => void (nowMs += seconds * 1000);

  it('is unknown before the second sample', () => {
    const meter = new RateMeter(() => nowMs);
    expect(meter.perSecond('a')).toBeNull();
    meter.record('a', 7);
    expect(meter.perSecond('a')).toBeNull();
  });

  it('is the growth over the last minute, and 0 for a stalled counter', () => {
    const meter = new RateMeter(() => nowMs);
    meter.record('a', 0);
    advance(5);
    meter.record('a', 100);
    meter.record('b', 5);
    expect(meter.perSecond('a')).toBe(20);
    advance(59);
    meter.record('a', 100);
    meter.record('b', 5);
    expect(meter.perSecond('a')).toBe(0);
    expect(meter.perSecond('b')).toBe(0);
  });

  it('starts again after a counter went back', () => {
    const meter = new RateMeter(() => nowMs);
    meter.record('a', 1000);
    advance(1);
    meter.record('a', 10);
    expect(meter.perSecond('a')).toBeNull();
    advance(1);
    meter.record('a', 25);
    expect(meter.perSecond('a')).toBe(15);
  });
});
