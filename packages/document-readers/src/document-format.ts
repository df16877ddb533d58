import { DocumentReadError } from './document-read-error.ts';

/** The formats that have a reader. */
export type DocumentFormat = 'text' | 'html' | 'akn' | 'docx' | 'pdf';

/** A format: its name in messages, its media type, and the extensions of its files. */
interface FormatNames {
  readonly label: string;
  readonly mediaType: string;
  readonly extensions: readonly string[];
}

export const DOCUMENT_FORMATS: Readonly<Record<DocumentFormat, FormatNames>> = {
  text: { label: 'plain text', mediaType: 'text/plain', extensions: ['.txt', '.text', '.md'] },
  html: { label: 'HTML', mediaType: 'text/html', extensions: ['.html', '.htm', '.xhtml', '.xml'] },
  pdf: { label: 'PDF', mediaType: 'application/pdf', extensions: ['.pdf'] },
  docx: {
    label: 'a Word document',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['.docx'],
  },
  akn: { label: 'Akoma Ntoso', mediaType: 'application/akn+xml', extensions: ['.xml', '.akn'] },
};

const EXTENSIONS = new Set(Object.values(DOCUMENT_FORMATS).flatMap(({ extensions }) => extensions));
const HEAD_BYTES = 4096;
/** Viewers find the header of a PDF within so many bytes. */
const PDF_HEADER_WITHIN = 1024;

/** The beginnings of files that have no reader. */
const UNREADABLE: readonly (readonly [string, string, string])[] = [
  ['{\\rtf', 'is a document in RTF', 'Save it as DOCX or PDF.'],
  ['\x89PNG', 'is an image', 'Recognize its text first (OCR), and save it as text or PDF.'],
  ['\xff\xd8\xff', 'is an image', 'Recognize its text first (OCR), and save it as text or PDF.'],
  ['GIF8', 'is an image', 'Recognize its text first (OCR), and save it as text or PDF.'],
  ['II*\0', 'is an image', 'Recognize its text first (OCR), and save it as text or PDF.'],
  ['MM\0*', 'is an image', 'Recognize its text first (OCR), and save it as text or PDF.'],
  ['\x1f\x8b', 'is packed with gzip', 'Unpack it first.'],
  ['7z\xbc\xaf', 'is a 7z archive', 'Unpack it first.'],
  ['Rar!', 'is a RAR archive', 'Unpack it first.'],
];

/**
 * Returns the format of a document by its content. Throws a DocumentReadError if it has no reader, or
 * if the extension of the file states another format.
 */
export function detectFormat(bytes: Uint8Array, name: string): DocumentFormat {
  if (bytes.length === 0)
    throw new DocumentReadError({
      code: 'DOCUMENT_WITHOUT_TEXT',
      rule: 'is empty: it has 0 bytes',
      fix: 'Get the file again.',
    });
  const extension = /\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase() ?? '';
  const format = detectByContent(bytes, extension);
  const { extensions, label } = DOCUMENT_FORMATS[format];
  if (!EXTENSIONS.has(extension) || extensions.includes(extension)) return format;
  throw new DocumentReadError({
    code: 'DOCUMENT_EXTENSION_WRONG',
    rule: `has the extension ${extension}, but its content is ${label}`,
    fix: `Rename it to ${extensions[0]}, or get the file again.`,
  });
}

function detectByContent(bytes: Uint8Array, extension: string): DocumentFormat {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  if (head.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) return 'docx';
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw createCompoundError(bytes);
  for (const [signature, rule, fix] of UNREADABLE)
    if (head.startsWith(signature))
      throw new DocumentReadError({ code: 'DOCUMENT_FORMAT_UNKNOWN', rule, fix });
  return detectMarkup(head, extension);
}

function detectMarkup(head: string, extension: string): DocumentFormat {
  // UTF-16 has a zero in each Latin letter.
  const plain = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  const root = findRoot(plain);
  if (root === 'akomantoso') return 'akn';
  if (root === 'html' || root === 'head' || root === 'body') return 'html';
  const isXml = plain.trimStart().startsWith('<?xml') || extension === '.akn';
  if (isXml || (extension === '.xml' && root !== undefined))
    throw new DocumentReadError({
      code: 'DOCUMENT_FORMAT_UNKNOWN',
      rule: `is XML with the root element ${root ?? '(none)'}, which has no reader`,
      fix: 'Give Akoma Ntoso or XHTML, or save the text as HTML or plain text.',
    });
  // A page may begin with any element, or with a text.
  return ['.html', '.htm', '.xhtml'].includes(extension) ? 'html' : 'text';
}

/** Returns the local name of the first element, in small letters; undefined for a text. */
function findRoot(text: string): string | undefined {
  let rest = text.trimStart();
  for (;;) {
    const ending = rest.startsWith('<!--') ? '-->' : /^<[?!]/.test(rest) ? '>' : undefined;
    if (ending === undefined) break;
    const declared = /^<!doctype\s+(?:[\w.-]+:)?([\w.-]+)/i.exec(rest)?.[1];
    if (declared !== undefined) return declared.toLowerCase();
    const at = rest.indexOf(ending);
    if (at < 0) return undefined;
    rest = rest.slice(at + ending.length).trimStart();
  }
  return /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(rest)?.[1]?.toLowerCase();
}

/** An older format of Word, or an encrypted document: both are files within a file. */
function createCompoundError(bytes: Uint8Array): DocumentReadError {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted
    ? new DocumentReadError({
        code: 'DOCUMENT_ENCRYPTED',
        rule: 'is encrypted, and only a document without a password can be read',
        fix: 'Open it with its password, and save a copy without one.',
      })
    : new DocumentReadError({
        code: 'DOCUMENT_FORMAT_UNKNOWN',
        rule: 'is in an older format of Microsoft Office',
        fix: 'Save it as DOCX or PDF.',
      });
}
