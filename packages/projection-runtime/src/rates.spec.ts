import { describe, expect, it } from 'vitest';
import { Rates } from './rates.ts';

describe('A rate', () => {
  let nowMs = 0;
  const after = (seconds: number): void => void (nowMs += seconds * 1000);

  it('is not known before it was seen twice', () => {
    const rates = new Rates(() => nowMs);
    expect(rates.perSecond('a')).toBeNull();
    rates.note('a', 7);
    expect(rates.perSecond('a')).toBeNull();
  });

  it('is what was added over the last minute, and nothing for what stands still', () => {
    const rates = new Rates(() => nowMs);
    rates.note('a', 0);
    after(5);
    rates.note('a', 100);
    rates.note('b', 5);
    expect(rates.perSecond('a')).toBe(20);
    after(59);
    rates.note('a', 100);
    rates.note('b', 5);
    expect(rates.perSecond('a')).toBe(0);
    expect(rates.perSecond('b')).toBe(0);
  });

  it('begins anew where a count goes back', () => {
    const rates = new Rates(() => nowMs);
    rates.note('a', 1000);
    after(1);
    rates.note('a', 10);
    expect(rates.perSecond('a')).toBeNull();
    after(1);
    rates.note('a', 25);
    expect(rates.perSecond('a')).toBe(15);
  });
});
