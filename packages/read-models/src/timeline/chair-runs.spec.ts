import { describe, expect, it } from 'vitest';
import { chaired } from '../testing/sample-chairs.ts';
import { buildChairLine } from './chair-line.ts';

describe('The chair of a body', () => {
  // It would take minutes to compare them with each other.
  it('is found among many thousands of meetings, of which some name one of two chairs', () => {
    const pairs = [
      ['NOR', 'ITA'],
      ['FIN', 'SWE'],
    ];
    const facts = Array.from({ length: 20_000 }, (_, n) => {
      const pair = pairs[Math.floor(n / 5_000) % 2] ?? [];
      const holders = n % 3 === 1 ? pair.slice(0, 1) : pair;
      // The second one names one of two chairs of the same day.
      const day = Date.UTC(1900, 0, 1) + Math.floor(n / 2) * 86_400_000;
      return chaired(`m${n}`, holders, new Date(day).toISOString().slice(0, 10));
    });
    const runs = buildChairLine(facts);
    expect(runs.map(({ holders, knownOn }) => [holders.length, knownOn.length])).toEqual([
      [2, 2_500],
      [2, 2_500],
      [2, 2_500],
      [2, 2_500],
    ]);
  });
});
