import { describe, expect, it } from 'vitest';
import { computeShare } from './leases.ts';

const computeShares = (partitions: number, live: number): readonly number[] =>
  Array.from({ length: live }, (_, preceding) => computeShare(partitions, { live, preceding }));

describe('The shares of projector instances', () => {
  it.each([
    [4, 3, [2, 1, 1]],
    [12, 5, [3, 3, 2, 2, 2]],
    [12, 3, [4, 4, 4]],
    [1, 2, [1, 0]],
  ])('of %i partitions among %i instances differ by at most one', (partitions, live, shares) => {
    expect(computeShares(partitions, live)).toEqual(shares);
  });
});
