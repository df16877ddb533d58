import type { DocumentContent } from './document-content.ts';
import type { DocumentFormat } from './document-format.ts';
import { DocumentReadError } from './document-read-error.ts';

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
    case 'pdf':
      throw new DocumentReadError({
        code: 'DOCUMENT_FORMAT_UNKNOWN',
        rule: 'is in a format that has no reader yet',
        fix: 'Save it as plain text or HTML.',
      });
  }
}
