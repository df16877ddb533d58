import { describe, expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

describe('A rate', () => {
  let nowMs = 0;
  const after = (seconds: number): void => void (nowMs += seconds * 1000);

  it('is not known before it was seen twice', () => {
    const rates = new RateMeter(() => nowMs);
    expect(rates.perSecond('a')).toBeNull();
    rates.record('a', 7);
    expect(rates.perSecond('a')).toBeNull();
  });

  it('is what was added over the last minute, and nothing for what stands still', () => {
    const rates = new RateMeter(() => nowMs);
    rates.record('a', 0);
    after(5);
    rates.record('a', 100);
    rates.record('b', 5);
    expect(rates.perSecond('a')).toBe(20);
    after(59);
    rates.record('a', 100);
    rates.record('b', 5);
    expect(rates.perSecond('a')).toBe(0);
    expect(rates.perSecond('b')).toBe(0);
  });

  it('begins anew where a count goes back', () => {
    const rates = new RateMeter(() => nowMs);
    rates.record('a', 1000);
    after(1);
    rates.record('a', 10);
    expect(rates.perSecond('a')).toBeNull();
    after(1);
    rates.record('a', 25);
    expect(rates.perSecond('a')).toBe(15);
  });
});
