import type { TableRow } from '../table-row.ts';

/** Returns a text in chunks of some UTF-16 units. */
export async function* chunkText(text: string, size = 7): AsyncGenerator<string> {
  const points = Array.from(text);
  for (let at = 0; at < points.length; at += size)
    yield await Promise.resolve(points.slice(at, at + size).join(''));
}

/** Returns a table file with a text in UTF-8. */
export function createTableFile(name: string, text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  async function* openBytes(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 11)
      yield await Promise.resolve(bytes.subarray(at, at + 11));
  }
  return { name, openBytes };
}

/** Returns all rows. */
export async function collectRows(rows: AsyncIterable<TableRow>): Promise<readonly TableRow[]> {
  const all: TableRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
