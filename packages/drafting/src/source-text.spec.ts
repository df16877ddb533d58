import { describe, expect, it } from 'vitest';
import { SourceText } from './source-text.ts';

describe('Finding words in a text', () => {
  it('counts code points and lines, not UTF-16 units', () =>
    expect(new SourceText('😀😀\n😀 the words').find('the words')).toEqual([
      { start: 5, end: 14, line: 2 },
    ]));

  it('returns all occurrences, including overlapping ones', () =>
    expect(new SourceText('ababa').find('aba').map(({ start }) => start)).toEqual([0, 2]));

  it('ignores differences of white space, quotation marks and dashes if the exact words do not occur', () => {
    const source = new SourceText('it’s a\n  “grey–zone”');
    expect(source.find('it\'s a "grey-zone"')).toEqual([{ start: 0, end: 20, line: 1 }]);
    expect(source.slice(0, 20)).toBe('it’s a\n  “grey–zone”');
  });

  it('prefers the exact words to similar ones', () =>
    expect(new SourceText("it’s, it's").find("it's")).toEqual([{ start: 6, end: 10, line: 1 }]));

  it('treats characters of patterns as text', () => {
    expect(new SourceText('a.c (b)').find('a c')).toEqual([]);
    expect(new SourceText('x (b|c)  [d]').find('(b|c) [d]')).toHaveLength(1);
  });

  it.each([
    ['NFC', 'NFD'],
    ['NFD', 'NFC'],
  ])('finds words in %s in a text in %s, at the offsets of that text', (form, textForm) => {
    const words = 'Genève, Đà Nẵng 한국 Å';
    const text = `😀 élu\nà ${words} é`.normalize(textForm);
    const source = new SourceText(text);
    const [span, second] = source.find(words.normalize(form));
    expect(second).toBeUndefined();
    expect(span?.line).toBe(2);
    const { start = 0, end = 0 } = span ?? {};
    expect(source.slice(start, end)).toBe(words.normalize(textForm));
    expect(source.text).toBe(text);
  });

  it('finds words beside letters that have another composition', () => {
    const source = new SourceText('e\u0301 “x” \u212B');
    expect(source.find('"x"')).toEqual([{ start: 3, end: 6, line: 1 }]);
    expect(source.find('\u00C5')).toEqual([{ start: 7, end: 8, line: 1 }]);
    expect(source.find('\u0301 "')).toEqual([]);
  });

  it('keeps a byte order mark in its hash and offsets', () => {
    const source = new SourceText('\uFEFFa');
    expect(source.characters).toBe(2);
    expect(source.find('a')[0]?.start).toBe(1);
  });

  it('finds nothing for half a character', () =>
    expect(new SourceText('😀').find('\uD83D')).toEqual([]));
});
