/** The limit of a line of a bulk stream. */
export const LINE_BYTES_MAX = 1_000_000;

/** A line of a stream, numbered from 1; without bytes if it was longer than the limit. */
export interface NdjsonLine {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

const NEWLINE = 0x0a;

/** Collects the bytes of one line, and drops them beyond the limit. */
class LineBuffer {
  #chunks: Uint8Array[] = [];
  #size = 0;

  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size <= LINE_BYTES_MAX) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** Returns the line's bytes, or null if it is too long, and empties the buffer. */
  flush(): Uint8Array | null {
    const bytes = this.#size > LINE_BYTES_MAX ? null : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#size = 0;
    return bytes;
  }
}

/** Splits a stream into its lines. The last one may lack its newline. */
export async function* splitLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<NdjsonLine> {
  const buffer = new LineBuffer();
  let number = 1;
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      buffer.add(chunk.subarray(from, end));
      yield { number: number++, bytes: buffer.flush() };
      from = end + 1;
    }
    buffer.add(chunk.subarray(from));
  }
  if (!buffer.isEmpty) yield { number, bytes: buffer.flush() };
}
