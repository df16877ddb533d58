/** The documents that texts are read from: plain text, HTML, PDF, Word and Akoma Ntoso. */
import { EXIT } from '@rapporteur/platform/exit-codes';
import { decodeExactly } from '@rapporteur/platform/utf8-text';
import type { ReadDocument } from '@rapporteur/document-readers';
import { CliError } from './cli-error.ts';
import { decodeInput } from './text-input.ts';

/** The files of a folder that are documents. */
const EXTENSION = /\.(?:txt|html?|pdf|docx|xml)$/i;

/** Returns whether a file of a folder is a document, by its extension. */
export function isDocumentFile(name: string): boolean {
  return EXTENSION.test(name);
}

/** Returns the name of a document without its extension. */
export function removeExtension(name: string): string {
  return name.replace(EXTENSION, '');
}

/**
 * Reads the document that a file is. Throws a CliError that names the file, the rule and the fix; for
 * a plain text with the place of the first byte that is not UTF-8.
 */
export async function readSourceDocument(
  bytes: Uint8Array,
  { file, path = file }: { readonly file: string; readonly path?: string },
): Promise<ReadDocument> {
  // Loaded here, because most calls read no document.
  const { detectFormat, DocumentReadError, readDocument } =
    await import('@rapporteur/document-readers');
  try {
    if (detectFormat(bytes, file) === 'text') decodeInput(bytes, { file, path }, decodeExactly);
    return await readDocument(bytes, { name: file });
  } catch (error) {
    if (!(error instanceof DocumentReadError)) throw error;
    const { message } = new DocumentReadError(error, `\`${file}\``);
    throw new CliError(EXIT.usage, message, error.fix, { cause: error });
  }
}

/** Returns the function that finds the page of words, from 1; undefined for one without pages. */
export function createPageFinder({
  places,
}: ReadDocument): (start: number, end: number) => number | undefined {
  return (start, end) => places(start, end)[0]?.page;
}

/** Returns a message about the pages whose words are missing; undefined if none are. */
export function formatMissingPages({ imagePages }: ReadDocument, file: string): string | undefined {
  if (imagePages.length === 0) return undefined;
  const pages = imagePages.length === 1 ? 'page' : 'pages';
  const numbers = new Intl.ListFormat('en').format(imagePages.map(String));
  return `\`${file}\`: ${pages} ${numbers} without text, only images. Recognize the text first (OCR).`;
}
