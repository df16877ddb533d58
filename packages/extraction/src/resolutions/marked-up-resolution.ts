import type { DraftPassage } from '../draft.ts';

/** A part of the text: offsets in code points from 0, `end` exclusive. */
type MarkedSpan = Pick<DraftPassage, 'start' | 'end'>;

/** A paragraph that the mark-up of a document names. */
export interface MarkedParagraph extends MarkedSpan {
  readonly part: 'preamble' | 'operative';
  /** The number as printed, without the full stop; undefined if it has none. */
  readonly number: string | undefined;
  /** The place of the words after the number. */
  readonly textStart: number;
  /** The words that are printed as its verb. */
  readonly verb: MarkedSpan | undefined;
  /** The links to other documents, by their symbols. */
  readonly citations: readonly (MarkedSpan & { readonly symbol: string })[];
}

/** The parts of a resolution that the mark-up of its document names, such as Akoma Ntoso. */
export interface MarkedResolution {
  readonly symbol: string | undefined;
  readonly titleSpan: MarkedSpan | undefined;
  readonly adoptionSpan: MarkedSpan | undefined;
  /** The day of adoption, YYYY-MM-DD. */
  readonly adoptedOn: string | undefined;
  readonly meetingNumber: number | undefined;
  readonly publisher: string | undefined;
  readonly issuer: string | undefined;
  readonly formulaSpan: MarkedSpan | undefined;
  readonly paragraphs: readonly MarkedParagraph[];
}
