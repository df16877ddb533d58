import { describe, expect, it } from 'vitest';
import { cutLines } from './text-lines.ts';

describe('The lines of a text', () => {
  it('are cut where passages begin and end, also where they overlap', () => {
    const [line] = cutLines({ text: 'one two three', start: 100, line: 7 }, [
      { start: 100, end: 107 },
      { start: 104, end: 113 },
    ]);
    expect(line).toEqual({
      number: 7,
      parts: [
        { start: 100, words: 'one ', passages: [0] },
        { start: 104, words: 'two', passages: [0, 1] },
        { start: 107, words: ' three', passages: [1] },
      ],
    });
  });

  it('count code points, and the line break as one', () => {
    const lines = cutLines({ text: '🚢🚢\nab', start: 0, line: 1 }, [{ start: 1, end: 4 }]);
    expect(lines.map(({ parts }) => parts.map(({ words, passages }) => [words, passages]))).toEqual(
      [
        [
          ['🚢', []],
          ['🚢', [0]],
        ],
        [
          ['a', [0]],
          ['b', []],
        ],
      ],
    );
  });

  it('join to the text again', () => {
    const text = 'a\n\nbc\n';
    const lines = cutLines({ text, start: 5, line: 2 }, [{ start: 6, end: 9 }]);
    expect(lines.map(({ parts }) => parts.map(({ words }) => words).join('')).join('\n')).toBe(
      text,
    );
    expect(lines.map(({ number }) => number)).toEqual([2, 3, 4, 5]);
  });
});
