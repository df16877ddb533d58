import { createHash } from 'node:crypto';

/** The words between two offsets of a held text. */
export type TextExcerpt =
  | { readonly ok: true; readonly words: string; readonly line: number }
  | { readonly ok: false };

/** A source text that is held here. Offsets are code points, as in the record's passages. */
export class StoredText {
  readonly sha256: string;
  readonly bytes: number;
  readonly text: string;
  /** How many code points it has. */
  readonly characters: number;
  readonly #points: readonly string[] | undefined;

  constructor(sha256: string, bytes: number, text: string) {
    this.sha256 = sha256;
    this.bytes = bytes;
    this.text = text;
    // Most texts have no character outside the basic plane: then code points and UTF-16 units are counted alike.
    const points = /[\u{10000}-\u{10ffff}]/u.test(text) ? Array.from(text) : undefined;
    this.#points = points;
    this.characters = points?.length ?? text.length;
  }

  /** The words from `start` to before `end`, and the line they begin on (from 1); not ok past the end of the text. */
  excerpt(start: number, end: number): TextExcerpt {
    if (start < 0 || start >= end || end > this.characters) return { ok: false };
    const excerpt = this.#slice(start, end);
    return { ok: true, words: excerpt, line: this.#slice(0, start).split('\n').length };
  }

  #slice(start: number, end: number): string {
    return this.#points === undefined
      ? this.text.slice(start, end)
      : this.#points.slice(start, end).join('');
  }
}

/** The SHA-256 of bytes, as hex. */
export function computeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes; undefined where they are none. A byte order mark is kept: it counts as a character. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
