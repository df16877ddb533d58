import { describe, expect, it } from 'vitest';
import { ExponentialBackoff } from './backoff.ts';

describe('An exponential backoff', () => {
  it('doubles the delay up to its limit', () => {
    const backoff = new ExponentialBackoff({ firstDelayMs: 10, delayMsMax: 40 });
    expect([1, 2, 3, 4].map(() => backoff.nextDelayMs())).toEqual([10, 20, 40, 40]);
  });

  it('returns to the first delay after a reset', () => {
    const backoff = new ExponentialBackoff({ firstDelayMs: 10 });
    backoff.nextDelayMs();
    backoff.nextDelayMs();
    backoff.reset();
    expect(backoff.nextDelayMs()).toBe(10);
  });

  it('multiplies delays by 1 to 3 with jitter', () => {
    const backoff = new ExponentialBackoff({ firstDelayMs: 100, delayMsMax: 100, jitter: true });
    for (let n = 0; n < 50; n += 1) {
      const delayMs = backoff.nextDelayMs();
      expect(delayMs).toBeGreaterThanOrEqual(100);
      expect(delayMs).toBeLessThan(300);
    }
  });
});
