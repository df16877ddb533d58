import type { DocumentStructure } from './document-structure.ts';

/** A paragraph of the extracted text: a line, its page and its element. */
export interface TextParagraph {
  /** Offsets in code points from 0, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The page, from 1, of a format with pages. */
  readonly page: number | undefined;
  /** The later pages of a paragraph that goes on over a page: where each begins. */
  readonly pageStarts: readonly { readonly start: number; readonly page: number }[];
  /** The element of the mark-up, such as `p`, `#para_3` or `Heading1`. */
  readonly element: string | undefined;
}

/** The text of a document with its paragraphs, as the reader of its format returns it. */
export interface DocumentContent {
  readonly text: string;
  readonly paragraphs: readonly TextParagraph[];
  /** The title that the document states about itself. */
  readonly title: string | undefined;
  /** A BCP 47 tag. */
  readonly language: string | undefined;
  /** The pages that have no text and an image, from 1. */
  readonly imagePages?: readonly number[];
  /** The parts of a resolution, if the mark-up tells them. */
  readonly structure: DocumentStructure | undefined;
}
