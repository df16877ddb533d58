import { createHash } from 'node:crypto';
import type { DocumentContent } from './document-content.ts';
import { detectFormat, DOCUMENT_FORMATS, type DocumentFormat } from './document-format.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { type DocumentPlace, findPlaces } from './document-places.ts';
import { createSizeError, DocumentReadError } from './document-read-error.ts';
import type { DocumentStructure } from './document-structure.ts';
import { readPlainText } from './plain-text.ts';
import { DEFAULT_BOUNDS, READING_THREAD } from './reading-thread.ts';

/** The file that a text was read from. */
export interface OriginalFile {
  /** The SHA-256 of its bytes. */
  readonly sha256: string;
  readonly mediaType: string;
  /** Its size in bytes. */
  readonly bytes: number;
}

/** The text of a document, and the places of its words in the document. */
export interface ReadDocument {
  readonly format: DocumentFormat;
  /** A line for each paragraph; of plain text, all its bytes. */
  readonly text: string;
  readonly original: OriginalFile;
  /** The title that the document states about itself. */
  readonly title: string | undefined;
  /** A BCP 47 tag. */
  readonly language: string | undefined;
  /** The pages of a PDF that have no text and an image, from 1: their words are missing. */
  readonly imagePages: readonly number[];
  /** The parts of a resolution, if the mark-up names them. */
  readonly structure: DocumentStructure | undefined;
  /** Returns the places of the words between two offsets in code points, `end` exclusive. */
  readonly places: (start: number, end: number) => readonly DocumentPlace[];
}

/** Options of {@link readDocument}. */
export interface ReadDocumentOptions {
  /** The name of the file, for messages and to check its extension. */
  readonly name: string;
  /** The most time that reading may take, by default a minute. */
  readonly timeoutMs?: number;
  /** The most memory that reading may need, by default one gibibyte. */
  readonly memoryBytesMax?: number;
}

/**
 * Reads a document in a format that its content shows. The same bytes have the same text. Throws a
 * DocumentReadError that names the file, the broken rule and the fix. A hostile document ends like
 * this, too, within the limits of time and memory.
 */
export async function readDocument(
  bytes: Uint8Array,
  options: ReadDocumentOptions,
): Promise<ReadDocument> {
  try {
    return await read(bytes, options);
  } catch (error) {
    if (!(error instanceof DocumentReadError)) throw error;
    const { code, rule, fix, cause } = error;
    throw new DocumentReadError({ code, rule, fix }, `\`${options.name}\``, { cause });
  }
}

async function read(
  bytes: Uint8Array,
  { name, ...bounds }: ReadDocumentOptions,
): Promise<ReadDocument> {
  if (bytes.length > DOCUMENT_LIMITS.fileBytesMax)
    throw createSizeError(`has more than ${DOCUMENT_LIMITS.fileBytesMax / 2 ** 20} MB`);
  const format = detectFormat(bytes, name);
  const content = await readContent(bytes, format, { ...DEFAULT_BOUNDS, ...bounds });
  const { paragraphs, imagePages = [], ...known } = content;
  if (!/\S/.test(known.text)) throw createEmptyError(format);
  return {
    format,
    ...known,
    imagePages,
    original: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mediaType: DOCUMENT_FORMATS[format].mediaType,
      bytes: bytes.length,
    },
    places: (start, end) => findPlaces(paragraphs, start, end),
  };
}

async function readContent(
  bytes: Uint8Array,
  format: DocumentFormat,
  bounds: typeof DEFAULT_BOUNDS,
): Promise<DocumentContent> {
  if (format === 'text') return readPlainText(bytes);
  return READING_THREAD.read({ bytes, format }, bounds);
}

function createEmptyError(format: DocumentFormat): DocumentReadError {
  const isScan = format === 'pdf';
  return new DocumentReadError({
    code: 'DOCUMENT_WITHOUT_TEXT',
    rule: isScan ? 'has no text: its pages are images' : 'has no text',
    fix: isScan
      ? 'Recognize its text first (OCR), and save it as PDF or text.'
      : 'Give another file.',
  });
}
