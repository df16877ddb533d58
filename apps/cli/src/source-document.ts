/** The documents that texts are read from: plain text, HTML, PDF, Word and Akoma Ntoso. */
import { basename } from 'node:path';
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

/** Returns whether a program keeps a file for itself: hidden ones, and locks such as `~$note.docx`. */
export function isAuxiliaryFile(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

/**
 * Returns the name of the draft of each document. Documents that differ in the extension or the folder
 * only, such as `a.pdf` and `a.docx`, keep their extension or are numbered: no draft replaces another.
 */
export function nameDrafts(files: readonly string[]): readonly string[] {
  const names = files.map((file) => basename(file));
  const short = countEach(names.map(removeExtension));
  const unique = names.map((name) => {
    const plain = removeExtension(name);
    return short.get(plain) === 1 ? plain : name;
  });
  const used = new Map<string, number>();
  return unique.map((name) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? `${name}.draft.yaml` : `${name}-${count}.draft.yaml`;
  });
}

function removeExtension(name: string): string {
  return name.replace(EXTENSION, '');
}

function countEach(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]),
  );
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
