import { unzipSync } from 'fflate';
import { createDamageError, createSizeError, DocumentReadError } from './document-read-error.ts';
import { decodeMarkup } from './markup-encoding.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';

/** The parts of a Word document that have words, or the numbers of its lists. */
const PARTS = new Set([
  'word/document.xml',
  'word/numbering.xml',
  'word/styles.xml',
  'word/footnotes.xml',
  'word/endnotes.xml',
  'docProps/core.xml',
]);
const ZIP_FLAG_ENCRYPTED = 1;

/**
 * Returns the parts of a Word document by name. Throws a DocumentReadError if the archive is none, or
 * if its parts are larger than the limit. The sizes in the archive are checked before anything is
 * unpacked, and a part that is larger than its size is damaged: it is never unpacked further.
 */
export function unpackDocx(bytes: Uint8Array): ReadonlyMap<string, string> {
  const parts = unpack(bytes);
  if (parts['word/document.xml'] === undefined)
    throw new DocumentReadError({
      code: 'DOCUMENT_FORMAT_UNKNOWN',
      rule: 'is an archive, and no Word document',
      fix: 'Unpack it, or save the document as DOCX, PDF or plain text.',
    });
  return new Map(
    Object.entries(parts).map(([name, part]) => [
      name,
      part === undefined ? '' : decodeMarkup(part),
    ]),
  );
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array | undefined>> {
  // The flags of the first entry: a password hides the content of all of them.
  if (((bytes[6] ?? 0) & ZIP_FLAG_ENCRYPTED) !== 0) throw createPasswordError();
  const { archiveEntriesMax, unpackedBytesMax } = DOCUMENT_LIMITS;
  let entries = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > archiveEntriesMax)
          throw createSizeError(`has more than ${archiveEntriesMax} files in its archive`);
        if (!PARTS.has(name)) return false;
        size += originalSize;
        if (size > unpackedBytesMax)
          throw createSizeError(`has more than ${unpackedBytesMax / 2 ** 20} MB when unpacked`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof DocumentReadError) throw error;
    throw createDamageError('is damaged: its archive cannot be unpacked', error);
  }
}

function createPasswordError(): DocumentReadError {
  return new DocumentReadError({
    code: 'DOCUMENT_ENCRYPTED',
    rule: 'is encrypted, and only a document without a password can be read',
    fix: 'Open it with its password, and save a copy without one.',
  });
}
