import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUtf8, decodeExactly, decodeUtf8, EncodingError } from './utf8-text.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf8 = (text: string): Buffer => Buffer.from(text);
const littleEndian = (text: string): Buffer => Buffer.from(text, 'utf16le');
const bigEndian = (text: string): Buffer => littleEndian(text).swap16();
const wide = (text: string, write: 'writeUInt32LE' | 'writeUInt32BE'): Buffer => {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  for (const [n, point] of points.entries()) bytes[write](point, n * 4);
  return bytes;
};
/** The letters of Russian in windows-1251. */
const cyrillic = (text: string): Buffer =>
  Buffer.from(Array.from(text, (letter) => (letter.codePointAt(0) ?? 0) % 0x350));

function findError(bytes: Uint8Array, from?: Parameters<typeof checkUtf8>[1]): EncodingError {
  try {
    checkUtf8(bytes, from);
  } catch (error) {
    if (error instanceof EncodingError) return error;
    throw error;
  }
  throw new Error('The reader accepted the bytes.');
}

const ENGLISH = 'collection: harbour\nfacts:\n';
const RUSSIAN = 'Совет порта провел заседание.\n';

describe('The reader of texts', () => {
  it('returns a text in UTF-8, with or without its byte order mark', () => {
    const text = 'Genève, 上海 😀 \uFFFD\n';
    expect(decodeUtf8(utf8(text))).toBe(text);
    expect(decodeUtf8(utf8(`\uFEFF${text}`))).toBe(text);
    expect(decodeExactly(utf8(`\uFEFF${text}`))).toBe(`\uFEFF${text}`);
    expect(decodeUtf8(new Uint8Array())).toBe('');
  });

  it.each([
    ['Western letters', latin('Port\n  Communiqu\xE9 de la r\xE9union'), 'windows-1252'],
    ['one Western letter at the end', latin('Caf\xE9'), 'windows-1252'],
    ['typographic quotes', latin('He said \x93yes\x94.'), 'windows-1252'],
    ['Russian letters', cyrillic('Совет порта провел заседание в городе'), 'windows-1251'],
    ['UTF-16 with a mark', littleEndian(`\uFEFF${ENGLISH}`), 'UTF-16LE'],
    ['UTF-16 without a mark', littleEndian(ENGLISH), 'UTF-16LE'],
    ['UTF-16 in Russian', littleEndian(RUSSIAN), 'UTF-16LE'],
    ['big-endian UTF-16 with a mark', bigEndian(`\uFEFF${ENGLISH}`), 'UTF-16BE'],
    ['big-endian UTF-16 without a mark', bigEndian(ENGLISH), 'UTF-16BE'],
    ['big-endian UTF-16 in Russian', bigEndian(RUSSIAN), 'UTF-16BE'],
    ['UTF-32', wide(ENGLISH, 'writeUInt32LE'), 'UTF-32LE'],
    ['UTF-32 with a mark', wide(`\uFEFF${ENGLISH}`, 'writeUInt32LE'), 'UTF-32LE'],
    ['big-endian UTF-32', wide(RUSSIAN, 'writeUInt32BE'), 'UTF-32BE'],
    ['big-endian UTF-32 with a mark', wide(`\uFEFF${RUSSIAN}`, 'writeUInt32BE'), 'UTF-32BE'],
  ])('rejects %s and says how to convert them', (_, bytes, encoding) => {
    const error = findError(bytes);
    expect(error.encoding).toBe(encoding);
    expect(error.message).toContain(`; it looks like ${encoding}`);
    expect(error.formatRemedy('note.txt')).toContain(
      `\`iconv -f ${encoding.toUpperCase()} -t UTF-8 note.txt\``,
    );
  });

  it('names the first wrong byte and its place', () => {
    const bytes = Buffer.concat([utf8('\uFFFD é\n\u{1F600}a'), latin('\xE9, \xE8')]);
    expect(findError(bytes)).toMatchObject({
      offset: 12,
      line: 2,
      column: 3,
      message: expect.stringContaining('byte 0xE9 at offset 12 (line 2, column 3)'),
    });
    const from = { offset: 100, line: 7 };
    expect(findError(latin('ab\xE9c'), from)).toMatchObject({ offset: 102, line: 7, column: 3 });
  });

  it('rejects NULs, also in bytes that are UTF-8', () =>
    expect(findError(utf8('ab\0c'))).toMatchObject({ offset: 2, encoding: 'binary' }));

  it('rejects a text that is cut off', () => {
    const error = findError(utf8('élu en 上海').subarray(0, -1));
    expect(error).toMatchObject({ offset: 11, encoding: undefined });
    expect(error.message).toContain('it ends within a character');
    expect(error.formatRemedy()).toBe('Use a whole copy of the text.');
  });

  it('does not take a text with a wrong byte for one in another encoding', () => {
    const bytes = Buffer.concat([utf8('Genève élu '), latin('\xE9'), utf8(' réuni\n')]);
    expect(findError(bytes)).toMatchObject({ encoding: 'mixed' });
  });

  it.each([
    ['surrogates', [0xed, 0xa0, 0x80]],
    ['a long form of a letter', [0xc1, 0x81]],
    ['a character beyond the last', [0xf4, 0x90, 0x80, 0x80]],
    ['a continuation alone', [0x80, 0x41]],
  ])('rejects %s', (_, bytes) => expect(findError(Uint8Array.from(bytes)).offset).toBe(0));

  it('finds a byte before which the bytes are a text', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0x41, 0x0a, 0x80, 0xbf, 0xc3, 0xe2, 0xed, 0xef, 0xf0, 0xff)),
        (given) => {
          const bytes = Uint8Array.from(given);
          fc.pre(!isUtf8(bytes));
          const { offset } = findError(bytes);
          expect(offset).toBeLessThan(bytes.length);
          const before = bytes.subarray(0, offset);
          expect(isUtf8(before)).toBe(true);
        },
      ),
    ));
});
