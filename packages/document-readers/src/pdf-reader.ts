import { getDocument, OPS } from 'unpdf/pdfjs';
import type { DocumentContent } from './document-content.ts';
import { createDamageError, createSizeError, DocumentReadError } from './document-read-error.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';
import { toLanguageTag } from './html-reader.ts';
import { type PdfPage, removeFurniture } from './pdf-furniture.ts';
import { joinPieces } from './pdf-lines.ts';
import { writeParagraphs } from './pdf-paragraphs.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;

/** The mark of the end is within so many last bytes. */
const ENDING_BYTES = 2048;

/**
 * Returns the text of a PDF: a line for each paragraph, without headers and footers, and with words in
 * one piece. Nothing of the document is run, drawn or fetched.
 */
export async function readPdf(bytes: Uint8Array): Promise<DocumentContent> {
  const ending = Buffer.from(bytes.subarray(-ENDING_BYTES)).toString('latin1');
  // pdf.js would read the pages that are left, and tell nobody.
  if (!ending.includes('%%EOF')) throw createDamageError('is cut off: its last bytes are missing');
  const task = getDocument({
    // pdf.js takes the bytes over.
    data: new Uint8Array(bytes),
    verbosity: 0,
    stopAtErrors: true,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    return await readPages(await task.promise);
  } catch (error) {
    throw toReadError(error);
  } finally {
    await task.destroy();
  }
}

async function readPages(document: PdfDocument): Promise<DocumentContent> {
  const { pagesMax } = DOCUMENT_LIMITS;
  if (document.numPages > pagesMax) throw createSizeError(`has more than ${pagesMax} pages`);
  const pages: PdfPage[] = [];
  const imagePages: number[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { page, isImage } = await readPage(document, number);
    pages.push(page);
    if (isImage) imagePages.push(number);
  }
  const { title, language } = await readProperties(document);
  const content = writeParagraphs(removeFurniture(pages).flat(), { title, language });
  return { ...content, imagePages };
}

async function readPage(
  document: PdfDocument,
  number: number,
): Promise<{ readonly page: PdfPage; readonly isImage: boolean }> {
  const source = await document.getPage(number);
  const { items } = await source.getTextContent();
  const lines = joinPieces(
    items.flatMap((item) => ('str' in item ? [item] : [])),
    number,
  );
  const [, bottom = 0, , top = 0] = source.view;
  const isImage = lines.length === 0 && (await hasImages(source));
  source.cleanup();
  return { page: { lines, bottom, top }, isImage };
}

const IMAGE_OPERATORS = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintInlineImageXObject,
]);

async function hasImages(page: Awaited<ReturnType<PdfDocument['getPage']>>): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((operator) => IMAGE_OPERATORS.has(operator));
}

async function readProperties(
  document: PdfDocument,
): Promise<Pick<DocumentContent, 'title' | 'language'>> {
  const { info } = await document.getMetadata();
  const { Title: title, Language: language } = info as Readonly<Record<string, unknown>>;
  return {
    title: typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined,
    language: typeof language === 'string' ? toLanguageTag(language) : undefined,
  };
}

function toReadError(error: unknown): unknown {
  if (error instanceof DocumentReadError || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException')
    return new DocumentReadError({
      code: 'DOCUMENT_ENCRYPTED',
      rule: 'is encrypted, and only a document without a password can be read',
      fix: 'Open it with its password, and print it into a new PDF.',
    });
  return createDamageError(`is damaged: ${error.message.replace(/\.$/, '')}`, error);
}
