import { describe, expect, it } from 'vitest';
import { findSimilarName, suggestName } from './similar-names.ts';

describe('findSimilarName', () => {
  it.each([
    ['ordnal', 'ordinal'],
    ['Ordinal', 'ordinal'],
    ['ordinla', 'ordinal'],
    ['colour', undefined],
    ['by', undefined],
  ])('finds the candidate for %s', (name, expected) =>
    expect(findSimilarName(name, ['places', 'ordinal', 'to'])).toBe(expected),
  );

  it('returns the first in alphabetical order of equally similar candidates', () =>
    expect(findSimilarName('council-x', ['council-b', 'council-a'])).toBe('council-a'));

  it('never returns the name itself or a candidate that the filter rejects', () => {
    expect(findSimilarName('council', ['council'])).toBeUndefined();
    expect(findSimilarName('counsil', ['council'], { isCandidate: () => false })).toBeUndefined();
  });

  it('keeps to the given distance', () =>
    expect(findSimilarName('abcdefgh', ['abcdxxxx'], { distanceMax: 2 })).toBeUndefined());
});

describe('suggestName', () => {
  it('names the similar candidate, or all candidates', () => {
    expect(suggestName('ordnal', ['ordinal', 'places'])).toBe('Did you mean `ordinal`?');
    expect(suggestName('colour', ['ordinal', 'places'])).toBe('Use one of ordinal, places.');
  });
});
