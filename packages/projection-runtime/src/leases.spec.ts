import { describe, expect, it } from 'vitest';
import { computeShare } from './leases.ts';

const sharesOf = (partitions: number, live: number): readonly number[] =>
  Array.from({ length: live }, (_, before) => computeShare(partitions, { live, before }));

describe('The shares of the instances of a projector', () => {
  it.each([
    [4, 3, [2, 1, 1]],
    [12, 5, [3, 3, 2, 2, 2]],
    [12, 3, [4, 4, 4]],
    [1, 2, [1, 0]],
  ])('of %i partitions among %i are even', (partitions, live, shares) => {
    expect(sharesOf(partitions, live)).toEqual(shares);
  });
});
