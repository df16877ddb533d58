import type { DocumentContent } from './document-content.ts';
import type { DocumentFormat } from './document-format.ts';
import type { DocumentRefusal } from './document-read-error.ts';

/** A document for the thread. */
export interface ReadingRequest {
  readonly bytes: Uint8Array;
  readonly format: Exclude<DocumentFormat, 'text'>;
}

/** The answer of the thread. `failed`: the reader ended with an error of its own. */
export type ReadingAnswer =
  | { readonly kind: 'content'; readonly content: DocumentContent }
  | { readonly kind: 'refused'; readonly refusal: DocumentRefusal }
  | { readonly kind: 'failed'; readonly message: string };
