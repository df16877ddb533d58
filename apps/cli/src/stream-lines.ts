const NEWLINE = 10;

/** A line of a stream, without its end; the last one may have none. */
export interface StreamLine {
  readonly bytes: Uint8Array;
  readonly isComplete: boolean;
}

/** Splits a stream into its lines, byte for byte. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamLine> {
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const last = chunk.subarray(from, end);
      yield {
        bytes: parts.length === 0 ? last : Buffer.concat([...parts, last]),
        isComplete: true,
      };
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), isComplete: false };
}
