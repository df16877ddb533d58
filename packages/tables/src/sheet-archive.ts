import { strFromU8, unzipSync } from 'fflate';
import { TableError } from './table-row.ts';

/** The limits of a workbook: a hostile file ends within bounded time and memory. */
export const WORKBOOK_LIMITS = {
  fileBytesMax: 64 * 2 ** 20,
  unpackedBytesMax: 256 * 2 ** 20,
  archiveEntriesMax: 10_000,
  elementsMax: 20_000_000,
  depthMax: 200,
  rowsMax: 1_048_576,
  columnsMax: 16_384,
} as const;

const ZIP_FLAG_ENCRYPTED = 1;
const SAVE_AGAIN = 'Open it in its program, and save a new copy.';

/** Returns the bytes of a file. Throws a TableError if they are more than the limit. */
export async function collectBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > WORKBOOK_LIMITS.fileBytesMax) throw createSizeError('file', 'fileBytesMax');
    parts.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Returns the parts of a workbook whose names are wanted. The sizes in the archive are checked before
 * anything is unpacked; a part is never unpacked beyond its size. Throws a TableError.
 */
export function unpackWorkbook(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const [first, second] = bytes;
  if (first === 0xd0 && second === 0xcf)
    throw new TableError(
      'The workbook is an old XLS file, or it has a password.',
      'Save it as XLSX or ODS, without a password.',
    );
  if (first !== 0x50 || second !== 0x4b)
    throw new TableError(
      'The file is not a workbook: it does not begin as an archive.',
      SAVE_AGAIN,
    );
  if (((bytes[6] ?? 0) & ZIP_FLAG_ENCRYPTED) !== 0)
    throw new TableError('The workbook is encrypted.', 'Save a copy without a password.');
  const parts = unzip(bytes, isWanted);
  return new Map(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
}

function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean) {
  let entries = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > WORKBOOK_LIMITS.archiveEntriesMax)
          throw new TableError('The workbook has too many parts.', SAVE_AGAIN);
        if (!isWanted(name)) return false;
        size += originalSize;
        if (size > WORKBOOK_LIMITS.unpackedBytesMax)
          throw createSizeError('unpacked workbook', 'unpackedBytesMax');
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof TableError) throw cause;
    throw new TableError('The workbook is damaged.', SAVE_AGAIN, { cause });
  }
}

function createSizeError(what: string, limit: 'fileBytesMax' | 'unpackedBytesMax'): TableError {
  return new TableError(
    `The ${what} has more than ${WORKBOOK_LIMITS[limit] / 2 ** 20} MB.`,
    'Save the sheet as CSV.',
  );
}
