import { describe, expect, it } from 'vitest';
import { wrapWords } from './chart-image.ts';

describe('The words of an image', () => {
  it('are in lines that fit it', () => {
    const lines = wrapWords('one two three '.repeat(20));
    expect(lines.join(' ')).toBe('one two three '.repeat(20).trim());
    expect(lines.every((line) => line.length <= 105)).toBe(true);
  });

  it('break only where a word is longer than a line', () => {
    expect(wrapWords(`See ${'x'.repeat(110)}`)).toEqual(['See', 'x'.repeat(105), 'x'.repeat(5)]);
    expect(wrapWords('')).toEqual([]);
  });
});
