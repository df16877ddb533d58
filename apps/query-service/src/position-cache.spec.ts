import { describe, expect, it } from 'vitest';
import { PositionCache } from './position-cache.ts';

const at = (position: number) => ({
  collections: [{ collection: 'harbours', partition: 0, position }],
  asOf: null,
});

describe('The cache of results', () => {
  it('computes a result once for each position and each parameter', async () => {
    let computed = 0;
    const cache = new PositionCache<number>();
    const read = (position: number, by: string) =>
      cache.read(at(position), { by }, async () => {
        computed += 1;
        return Promise.resolve(computed);
      });
    expect(await Promise.all([read(1, 'year'), read(1, 'year')])).toEqual([1, 1]);
    expect(await read(2, 'year')).toBe(2);
    expect(await read(1, 'type')).toBe(3);
    expect(await read(1, 'year')).toBe(1);
  });

  it('keeps no failure, and nothing for longer than a minute', async () => {
    let time = 0;
    const cache = new PositionCache<string>(() => time);
    const read = (result: Promise<string>) => cache.read(at(1), {}, () => result);
    await expect(read(Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await read(Promise.resolve('first'))).toBe('first');
    time = 59_000;
    expect(await read(Promise.resolve('second'))).toBe('first');
    time = 61_000;
    expect(await read(Promise.resolve('third'))).toBe('third');
  });
});
