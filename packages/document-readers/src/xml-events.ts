import { SaxesParser } from 'saxes';
import { createDamageError, createSizeError, DocumentReadError } from './document-read-error.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';

/** An open element. */
export interface XmlElement {
  /** The name without a prefix. */
  readonly name: string;
  /** The attributes by their names, with their prefixes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Receives the parts of a document in order. */
export interface XmlHandler {
  open(element: XmlElement): void;
  text(words: string): void;
  close(element: XmlElement): void;
}

const CHUNK_UNITS = 65_536;

/**
 * Reads XML strictly. Entities are never expanded, and nothing outside the document is read. Throws a
 * DocumentReadError.
 *
 * Invariants (tests: hostile-documents.spec.ts):
 * 1. A document that declares entities is refused. ("refuses entities, which may be bombs or files")
 * 2. The number and the depth of elements are bounded. ("refuses elements without end")
 */
export function readXml(xml: string, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false });
  const open: XmlElement[] = [];
  let count = 0;
  parser.on('error', (error) => {
    throw createDamageError(`is damaged: its XML breaks off at ${shorten(error.message)}`, error);
  });
  parser.on('doctype', (doctype) => {
    if (/\[|\b(?:SYSTEM|PUBLIC)\b/.test(doctype) && !/^\s*html\b[^[]*$/i.test(doctype))
      throw createEntityError();
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    checkElements(count, open.length);
    const element = { name: name.slice(name.indexOf(':') + 1), attributes };
    open.push(element);
    handler.open(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) handler.close(element);
  });
  parser.on('text', (words) => handler.text(words));
  parser.on('cdata', (words) => handler.text(words));
  // In parts, so that a document that is refused at its beginning is not read to its end.
  for (let at = 0; at < xml.length; at += CHUNK_UNITS)
    parser.write(xml.slice(at, at + CHUNK_UNITS));
  parser.close();
}

/** Throws a DocumentReadError if a document has too many elements, or too many within each other. */
export function checkElements(count: number, depth: number): void {
  const { elementsMax, depthMax } = DOCUMENT_LIMITS;
  if (count > elementsMax) throw createSizeError(`has more than ${elementsMax} elements`);
  if (depth > depthMax)
    throw createSizeError(`has elements nested more than ${depthMax} deep`, 'Correct its mark-up.');
}

function createEntityError(): DocumentReadError {
  return new DocumentReadError({
    code: 'DOCUMENT_ENTITIES',
    rule: 'declares entities or an external document type, and neither is read',
    fix: 'Remove the DOCTYPE, and write the characters themselves.',
  });
}

function shorten(message: string): string {
  const plain = message.replace(/\s+/g, ' ');
  return plain.length <= 120 ? plain : `${plain.slice(0, 120)}…`;
}
