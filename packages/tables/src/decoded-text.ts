import { TableError } from './table-row.ts';

/**
 * Yields the text of bytes in an encoding, with its byte order mark. Throws a TableError at bytes
 * that the encoding does not have, and for an encoding that is not known.
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = createDecoder(encoding);
  let offset = 0;
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk, { stream: true });
      checkNul(text, encoding);
      offset += chunk.length;
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new TableError(
      `The table is not a text in ${encoding}: a wrong byte follows offset ${offset}.`,
      'Name another encoding in `table: { encoding: … }`, or save the table as UTF-8.',
      { cause },
    );
  }
}

/** Returns whether programs know an encoding by this name. */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== 'replacement';
  } catch {
    return false;
  }
}

function createDecoder(encoding: string) {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

function checkNul(text: string, encoding: string): void {
  if (!text.includes('\u0000')) return;
  throw new TableError(
    `The table is not a text in ${encoding}: it contains NUL, as UTF-16 does.`,
    'Name the encoding, such as `table: { encoding: utf-16le }`, or save the table as UTF-8.',
  );
}
