import { describe, expect, it } from 'vitest';
import { murmur2, computePartition } from './partitioning.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Choosing a partition', () => {
  // Test vectors of Kafka's default partitioner.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (text, hash) => expect(murmur2(utf8(text))).toBe(hash));

  it('hashes bytes within a larger buffer', () => {
    const all = utf8('xxfoobar');
    expect(murmur2(all.subarray(2))).toBe(murmur2(utf8('foobar')));
  });

  it('is the hash without its sign, modulo the number of partitions', () => {
    expect(computePartition('foobar', 12)).toBe((-790332482 & 0x7fffffff) % 12);
    expect(computePartition('abc', 12)).toBe(479470107 % 12);
    expect(computePartition('sco', 1)).toBe(0);
  });
});
