/** The longest line of a bulk stream. */
export const LINE_BYTES_MAX = 1_000_000;

/** A line of a stream, numbered from 1; null where it was too long to be kept. */
export interface NdjsonLine {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

const NEWLINE = 0x0a;

/** Collects the bytes of one line, and gives up on them past the limit. */
class LineBuffer {
  #chunks: Uint8Array[] = [];
  #size = 0;

  add(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size <= LINE_BYTES_MAX) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  get empty(): boolean {
    return this.#size === 0;
  }

  take(): Uint8Array | null {
    const bytes = this.#size > LINE_BYTES_MAX ? null : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#size = 0;
    return bytes;
  }
}

/** Splits a stream into its lines. The last one need not end with a newline; a line too long is passed over. */
export async function* splitLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<NdjsonLine> {
  const gathering = new LineBuffer();
  let number = 1;
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      gathering.add(chunk.subarray(from, at));
      yield { number: number++, bytes: gathering.take() };
      from = at + 1;
    }
    gathering.add(chunk.subarray(from));
  }
  if (!gathering.empty) yield { number, bytes: gathering.take() };
}
