import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { prefetchOne } from './prefetch.ts';

const ignoreEnd = (): void => undefined;

describe('Prefetching one value', () => {
  it('fetches one value while the consumer uses the previous one', async () => {
    let fetched = 0;
    async function* source(): AsyncGenerator<number> {
      while (fetched < 5) yield (fetched += 1);
    }
    const seen: number[] = [];
    for await (const value of prefetchOne(source(), ignoreEnd)) {
      await turn();
      seen.push(value);
      expect(fetched).toBe(Math.min(5, value + 1));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('throws the error of the source in its order', async () => {
    async function* source(): AsyncGenerator<number> {
      yield 1;
      throw new RangeError('no more');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const value of prefetchOne(source(), ignoreEnd)) {
        await turn();
        seen.push(value);
      }
    })();
    await expect(reading).rejects.toThrow('no more');
    expect(seen).toEqual([1]);
  });

  it('ends a waiting source', async () => {
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
