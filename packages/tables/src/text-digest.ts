import { createHash } from 'node:crypto';
import { countBytes, countPoints } from './table-row.ts';

/** The hash and the length of a text that comes in chunks. */
export class TextDigest {
  readonly #hash = createHash('sha256');
  #characters = 0;
  #bytes = 0;

  /** The length so far, in code points. */
  get characters(): number {
    return this.#characters;
  }

  /** The length so far in UTF-8. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a chunk, which does not end within a character. */
  add(chunk: string): void {
    this.#hash.update(chunk);
    this.#characters += countPoints(chunk);
    this.#bytes += countBytes(chunk);
  }

  /** Yields the chunks, and adds each. */
  async *follow(chunks: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const chunk of chunks) {
      this.add(chunk);
      yield chunk;
    }
  }

  /** Returns the SHA-256 of the text in UTF-8; the text is complete then. */
  finish(): string {
    return this.#hash.digest('hex');
  }
}
