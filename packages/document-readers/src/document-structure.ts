/** A part of the text: offsets in code points from 0, `end` exclusive. */
export interface StructureSpan {
  readonly start: number;
  readonly end: number;
}

/** A document that a paragraph cites by a link of the mark-up. */
export interface StructureCitation extends StructureSpan {
  /** The symbol of the cited document, such as `H/RES/12(2031)`. */
  readonly symbol: string;
}

/** A paragraph of a resolution, as the mark-up gives it. */
export interface StructureParagraph extends StructureSpan {
  readonly part: 'preamble' | 'operative';
  /** The number as printed, without the full stop; undefined if it has none. */
  readonly number: string | undefined;
  /** The place of the words after the number. */
  readonly textStart: number;
  /** The words in italics that lead the paragraph. */
  readonly verb: StructureSpan | undefined;
  readonly citations: readonly StructureCitation[];
}

/** The parts of a resolution that its mark-up names. */
export interface DocumentStructure {
  readonly symbol: string | undefined;
  /** The line of the symbol, the title and the adoption. */
  readonly symbolSpan: StructureSpan | undefined;
  readonly titleSpan: StructureSpan | undefined;
  readonly adoptionSpan: StructureSpan | undefined;
  /** The day of adoption, YYYY-MM-DD. */
  readonly adoptedOn: string | undefined;
  readonly meetingNumber: number | undefined;
  /** The organization that publishes the document, and the body that issues it. */
  readonly publisher: string | undefined;
  readonly issuer: string | undefined;
  /** The enacting formula, such as "The Harbour Council,". */
  readonly formulaSpan: StructureSpan | undefined;
  readonly paragraphs: readonly StructureParagraph[];
  /** The attachments. */
  readonly attachments: readonly StructureSpan[];
}
