import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceText } from './source-text.ts';

// Few letters, so that words recur; some outside the basic plane, so that code points and units differ.
const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\n', '’', '😀', '𐍈', '\u{10FFFF}'),
  minLength: 1,
  maxLength: 80,
});
const textWithSpan = text.chain((whole) => {
  const points = Array.from(whole);
  return fc
    .tuple(fc.nat(points.length - 1), fc.integer({ min: 1, max: points.length }))
    .map(([start, length]) => ({ whole, start, end: Math.min(start + length, points.length) }));
});

describe('The text of a source', () => {
  it('finds every substring at its offsets', () => {
    fc.assert(
      fc.property(textWithSpan, ({ whole, start, end }) => {
        const source = new SourceText(whole);
        const words = Array.from(whole).slice(start, end).join('');
        const found = source.find(words);
        expect(found.map((span) => span.start)).toContain(start);
        for (const span of found) expect(source.slice(span.start, span.end)).toBe(words);
      }),
    );
  });

  it('finds words in a text of another composition', () => {
    const unit = fc.constantFrom(
      'a',
      'e',
      '\u0301',
      '\u0323',
      'é',
      'ệ',
      ' ',
      '😀',
      '가',
      'ᆨ',
      '\u212B',
    );
    const words = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(words, words, words, (before, middle, after) => {
        const whole = `${before}(${middle}) ${after}`;
        for (const form of ['NFC', 'NFD'] as const) {
          const source = new SourceText(whole);
          const found = source.find(`(${middle})`.normalize(form));
          const starts = found.map(({ start, end }) => source.slice(start, end));
          expect(starts).toContain(`(${middle})`);
        }
      }),
    );
  });

  it('counts lines by line breaks', () => {
    fc.assert(
      fc.property(textWithSpan, ({ whole, start }) => {
        const before = Array.from(whole).slice(0, start).join('');
        expect(new SourceText(whole).getLine(start)).toBe(before.split('\n').length);
      }),
    );
  });

  it('has the hash and the length of its UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const source = new SourceText(whole);
        expect(source.sha256).toBe(
          createHash('sha256').update(Buffer.from(whole, 'utf8')).digest('hex'),
        );
        expect(source.characters).toBe(Array.from(whole).length);
      }),
    );
  });

  it('returns nothing beyond its end', () => {
    fc.assert(
      fc.property(text, fc.integer(), fc.integer(), (whole, start, end) => {
        const words = new SourceText(whole).slice(start, end);
        if (start >= 0 && start < end && end <= Array.from(whole).length)
          expect(words).toHaveLength(words?.length ?? -1);
        else expect(words).toBeUndefined();
      }),
    );
  });
});
