/**
 * The reader of each text from outside: files, the standard input, lines and bodies of requests.
 *
 * Invariants (tests: utf8-text.spec.ts):
 * 1. Only UTF-8 is accepted. No byte becomes U+FFFD.
 * 2. A text has no NUL: bytes of UTF-16 and UTF-32 may be valid UTF-8.
 * 3. An error names the first wrong byte, its place, the likely encoding, and how to convert.
 */
import { isUtf8 } from 'node:buffer';
import { guessEncoding } from './text-encoding.ts';

/** The place of bytes in a file: the offset of the first one, and its line from 1. */
export interface BytePlace {
  readonly offset: number;
  readonly line: number;
}

const START: BytePlace = { offset: 0, line: 1 };

/** Bytes are not a text in UTF-8. The message goes on a sentence that names the text. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
  readonly code = 'TEXT_NOT_UTF8';
  /** The offset of the first wrong byte, from 0. */
  readonly offset: number;
  /** Its line, from 1. */
  readonly line: number;
  /** Its column in code points, from 1. */
  readonly column: number;
  /** The likely encoding by its usual name, `mixed` or `binary`; undefined: the text is cut off. */
  readonly encoding: string | undefined;

  constructor(bytes: Uint8Array, fault: number, from: BytePlace) {
    const before = decode(bytes.subarray(0, fault));
    const line = from.line + before.split('\n').length - 1;
    const column = Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1;
    const encoding = isCutOff(bytes, fault, before) ? undefined : guessEncoding(bytes, fault);
    const offset = from.offset + fault;
    const byte = (bytes[fault] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const place = `byte 0x${byte} at offset ${offset} (line ${line}, column ${column})`;
    super(`is not a text in UTF-8: ${place}; ${formatGuess(encoding)}`);
    this.offset = offset;
    this.line = line;
    this.column = column;
    this.encoding = encoding;
  }

  /** Returns how to mend the text. `file` is its name in a line for a shell, if it is a file. */
  formatRemedy(file?: string): string {
    switch (this.encoding) {
      case undefined:
        return 'Use a whole copy of the text.';
      case 'mixed':
        return 'Correct the character at this place, and save the text as UTF-8.';
      case 'binary':
        return 'Extract the text first, and save it as UTF-8.';
      default: {
        const words = ['iconv -f', this.encoding.toUpperCase(), '-t UTF-8', file ?? []].flat();
        return `Convert it first, for example with \`${words.join(' ')}\`.`;
      }
    }
  }
}

function formatGuess(encoding: string | undefined): string {
  switch (encoding) {
    case undefined:
      return 'it ends within a character';
    case 'mixed':
      return 'the characters around it are UTF-8';
    case 'binary':
      return 'it does not look like a text';
    default:
      return `it looks like ${encoding}`;
  }
}

/**
 * Returns the text of bytes without a byte order mark. `from` is the place of the bytes, if they
 * are a part of a file. Throws an EncodingError if they are not UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array, from?: BytePlace): string {
  const text = decodeExactly(bytes, from);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Returns the text of bytes, in which a byte order mark counts as a character. Throws the same. */
export function decodeExactly(bytes: Uint8Array, from = START): string {
  checkUtf8(bytes, from);
  return decode(bytes);
}

/** Throws an EncodingError if bytes are not UTF-8. */
export function checkUtf8(bytes: Uint8Array, from = START): void {
  const nul = bytes.indexOf(0);
  const checked = nul === -1 ? bytes : bytes.subarray(0, nul);
  if (!isUtf8(checked)) throw new EncodingError(bytes, findInvalidByte(checked), from);
  if (nul !== -1) throw new EncodingError(bytes, nul, from);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Returns the offset of the first byte that a decoder replaces by U+FFFD. */
function findInvalidByte(bytes: Uint8Array): number {
  const text = decode(bytes);
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(at === -1 ? text.slice(from) : text.slice(from, at));
    // The text may have this character itself.
    const isWritten = [0xef, 0xbf, 0xbd].every((byte, n) => bytes[offset + n] === byte);
    if (at === -1 || !isWritten) return offset;
    offset += 3;
    from = at + 1;
  }
}

/** Returns whether a text ends within a character; one letter of another encoding does not. */
function isCutOff(bytes: Uint8Array, fault: number, before: string): boolean {
  const rest = bytes.subarray(fault);
  if (rest.length === 1 && !/[^\0-\u007F]/.test(before)) return false;
  try {
    // A stream may go on, so an incomplete character is not yet an error.
    new TextDecoder('utf-8', { fatal: true }).decode(rest, { stream: true });
    return bytes[fault] !== 0;
  } catch {
    return false;
  }
}
