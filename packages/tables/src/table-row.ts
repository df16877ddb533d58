import type { TextSpan } from '@rapporteur/drafting';

/** A part of the text of a table: its place in code points, and its words. */
export interface TablePlace extends TextSpan {
  readonly words: string;
}

/** One row of a table. Header rows and empty rows are rows too. */
export interface TableRow {
  /** The number of the row, from 1, as a spreadsheet counts it. */
  readonly number: number;
  readonly cells: readonly string[];
  /** The whole row in the text, without its line end; undefined for an empty line. */
  readonly place: TablePlace | undefined;
  /** Returns the place of one cell; undefined if it has no words. */
  findCell(index: number): TablePlace | undefined;
}

/** A table cannot be read at all. The message names the place. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** Returns the number of code points. */
export function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Returns the length of a well-formed text in UTF-8. It also runs where there is no Buffer. */
export function countBytes(text: string): number {
  let bytes = text.length;
  for (let n = 0; n < text.length; n += 1) {
    const unit = text.charCodeAt(n);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    // A pair of surrogates has four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && !isSurrogate ? 2 : 1;
  }
  return bytes;
}

/** Returns the number of line feeds. */
export function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Returns the place of the words between two offsets (UTF-16 units) of a place. */
export function takePart(place: TablePlace, from: number, to: number): TablePlace | undefined {
  const words = place.words.slice(from, to);
  if (words === '') return undefined;
  const before = place.words.slice(0, from);
  const start = place.start + countPoints(before);
  const line = place.line + countLineFeeds(before);
  return { start, end: start + countPoints(words), line, words };
}
