import { createHash } from 'node:crypto';

/** The words between two offsets of a text, with the line of the first word. */
export type TextExcerpt =
  | { readonly ok: true; readonly words: string; readonly line: number }
  | { readonly ok: false };

/** A source text of this instance. Offsets are code points, as in the passages of the record. */
export class StoredText {
  readonly sha256: string;
  readonly bytes: number;
  readonly text: string;
  /** The number of code points. */
  readonly characters: number;
  readonly #points: readonly string[] | undefined;

  constructor(sha256: string, bytes: number, text: string) {
    this.sha256 = sha256;
    this.bytes = bytes;
    this.text = text;
    // Most texts have no character outside the basic plane. Then code points equal UTF-16 units.
    const points = /[\u{10000}-\u{10ffff}]/u.test(text) ? Array.from(text) : undefined;
    this.#points = points;
    this.characters = points?.length ?? text.length;
  }

  /**
   * Returns the words from `start` to before `end`, and their line, counted from 1. Not ok past the
   * end of the text.
   */
  excerpt(start: number, end: number): TextExcerpt {
    const words = this.findWords(start, end);
    if (words === undefined) return { ok: false };
    const line = this.#slice(0, start).split('\n').length;
    return { ok: true, words, line };
  }

  /** Returns the words from `start` to before `end`; undefined past the end of the text. */
  findWords(start: number, end: number): string | undefined {
    const isWithin = start >= 0 && start < end && end <= this.characters;
    return isWithin ? this.#slice(start, end) : undefined;
  }

  #slice(start: number, end: number): string {
    return this.#points === undefined
      ? this.text.slice(start, end)
      : this.#points.slice(start, end).join('');
  }
}

/** Returns the SHA-256 of bytes in hex. */
export function computeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
