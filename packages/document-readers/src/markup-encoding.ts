import { DocumentReadError } from './document-read-error.ts';

const HEAD_BYTES = 2048;
const DECLARED =
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:-]+)|^\s*<\?xml[^>]*encoding\s*=\s*["']([\w:-]+)/i;

/**
 * Returns the text of HTML or XML in the encoding of its mark or its declaration, else in UTF-8. Throws
 * a DocumentReadError if bytes are not of this encoding; no byte is replaced.
 */
export function decodeMarkup(bytes: Uint8Array): string {
  const label = findEncoding(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    const refusal = {
      code: 'DOCUMENT_ENCODING',
      rule: `has bytes that are not of its encoding, ${label}`,
      fix: 'Declare the encoding of the file, or save it as UTF-8.',
    } as const;
    throw new DocumentReadError(refusal, undefined, { cause });
  }
}

function findEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  if (head.startsWith('\xef\xbb\xbf')) return 'utf-8';
  const match = DECLARED.exec(head);
  const label = match?.[1] ?? match?.[2] ?? 'utf-8';
  // A declaration that can be read as Latin letters is not in UTF-16.
  return /^utf-?16/i.test(label) ? 'utf-8' : label;
}
