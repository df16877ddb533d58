const NEWLINE = 10;

/** A line of a stream, without its newline. */
export interface StreamLine {
  readonly bytes: Uint8Array;
  /** False: the stream ended without a newline. */
  readonly isComplete: boolean;
}

/** Yields the lines of a stream of bytes. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamLine> {
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const last = chunk.subarray(start, end);
      const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
      yield { bytes, isComplete: true };
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), isComplete: false };
}
