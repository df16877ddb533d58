export { detectFormat, DOCUMENT_FORMATS } from './document-format.ts';
export type { DocumentPlace } from './document-places.ts';
export { DocumentReadError } from './document-read-error.ts';
export { readDocument, type OriginalFile, type ReadDocument } from './read-document.ts';
