import { describe, expect, it } from 'vitest';
import {
  listLines,
  listUnits,
  selectSentence,
  snapToWords,
  splitLine,
  toRange,
} from './document-text.ts';

const TEXT = '⚓𝒜 The pilots met.\n\nThey chose a lamp. It burns.';
const LINES = listLines(TEXT);
const POINTS = Array.from(TEXT);
const wordsOf = (range: { readonly start: number; readonly end: number } | undefined): string =>
  range === undefined ? '' : POINTS.slice(range.start, range.end).join('');

describe('The text of a document', () => {
  it('has lines with the offsets of code points', () => {
    expect(LINES.map(({ number, start, end }) => [number, start, end])).toEqual([
      [1, 0, 18],
      [2, 19, 19],
      [3, 20, 48],
    ]);
  });

  it('splits a line at the ends of ranges', () => {
    const [first] = LINES;
    if (first === undefined) throw new Error('The text has lines.');
    const segments = splitLine(first, [
      { name: 'a', start: 3, end: 13 },
      { name: 'b', start: 7, end: 30 },
    ]);
    expect(segments.map(({ words, names }) => [words, names])).toEqual([
      ['⚓𝒜 ', []],
      ['The ', ['a']],
      ['pilots', ['a', 'b']],
      [' met.', ['b']],
    ]);
    expect(segments.map(({ words }) => words).join('')).toBe(first.characters.join(''));
  });

  it('snaps to words', () => {
    const units = listUnits(LINES, 'en');
    const selection = snapToWords(units, { start: 9, end: 15 });
    expect(selection && wordsOf(toRange(units, selection))).toBe('pilots met');
    expect(snapToWords(units, { start: 47, end: 48 })).toBeUndefined();
  });

  it('moves by sentences', () => {
    const units = listUnits(LINES, 'en');
    const first = selectSentence(units, { anchor: 0, focus: 2 }, 'next');
    expect(first && wordsOf(toRange(units, first))).toBe('They chose a lamp');
    const second = first && selectSentence(units, first, 'next');
    expect(second && wordsOf(toRange(units, second))).toBe('It burns');
    expect(second && selectSentence(units, second, 'next')).toBeUndefined();
    const back = second && selectSentence(units, second, 'previous');
    expect(back && wordsOf(toRange(units, back))).toBe('They chose a lamp');
  });

  it('accepts a language that the browser does not know', () => {
    expect(listUnits(LINES, 'no tag!').words.length).toBeGreaterThan(5);
  });
});
