import type { DocumentContent } from './document-content.ts';
import type { DocumentFormat } from './document-format.ts';

/** Reads a document in one format. Each reader is loaded when it is needed first. */
export async function readFormat(
  bytes: Uint8Array,
  format: Exclude<DocumentFormat, 'text'>,
): Promise<DocumentContent> {
  switch (format) {
    case 'html':
      return (await import('./html-reader.ts')).readHtml(bytes);
    case 'akn':
      return (await import('./akn-reader.ts')).readAkn(bytes);
    case 'docx':
      return (await import('./docx-reader.ts')).readDocx(bytes);
    case 'pdf':
      return (await import('./pdf-reader.ts')).readPdf(bytes);
  }
}
