import type { DocumentContent, TextParagraph } from './document-content.ts';
import { DocumentReadError } from './document-read-error.ts';

/** Returns a text in UTF-8 unchanged: a byte order mark counts as a character. */
export function readPlainText(bytes: Uint8Array): DocumentContent {
  const text = decode(bytes);
  return {
    text,
    paragraphs: listLines(text),
    title: undefined,
    language: undefined,
    structure: undefined,
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const rule = 'is not a text in UTF-8';
    const fix = 'Save it as UTF-8, or give its document.';
    throw new DocumentReadError({ code: 'DOCUMENT_ENCODING', rule, fix }, undefined, { cause });
  }
}

/** The lines with words are its paragraphs. */
function listLines(text: string): readonly TextParagraph[] {
  const lines: TextParagraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + Array.from(line).length;
    if (/\S/.test(line))
      lines.push({ start, end, page: undefined, pageStarts: [], element: undefined });
    start = end + 1;
  }
  return lines;
}
