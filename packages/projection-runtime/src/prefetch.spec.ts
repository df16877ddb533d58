import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { prefetchOne } from './prefetch.ts';

const nothing = (): void => undefined;

describe('Reading one ahead', () => {
  it('makes the next while one is at work on the last, and no more', async () => {
    let made = 0;
    async function* source(): AsyncGenerator<number> {
      while (made < 5) yield (made += 1);
    }
    const seen: number[] = [];
    for await (const value of prefetchOne(source(), nothing)) {
      await turn();
      seen.push(value);
      expect(made).toBe(Math.min(5, value + 1));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('throws what the source throws when its turn has come', async () => {
    async function* source(): AsyncGenerator<number> {
      yield 1;
      throw new RangeError('no more');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const value of prefetchOne(source(), nothing)) {
        await turn();
        seen.push(value);
      }
    })();
    await expect(reading).rejects.toThrow('no more');
    expect(seen).toEqual([1]);
  });

  it('ends a source that waits', async () => {
    const ended = Promise.withResolvers<void>();
    let closed = false;
    async function* source(): AsyncGenerator<number> {
      try {
        yield 1;
        await ended.promise;
      } finally {
        closed = true;
      }
    }
    const reading = (async () => {
      for await (const value of prefetchOne(source(), ended.resolve))
        throw new RangeError(`failed at ${value}`);
    })();
    await expect(reading).rejects.toThrow('failed at 1');
    expect(closed).toBe(true);
  });
});
