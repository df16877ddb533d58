import type { DocumentContent, TextParagraph } from './document-content.ts';
import { createSizeError } from './document-read-error.ts';
import { DOCUMENT_LIMITS } from './document-limits.ts';

/** The page and the element of a paragraph. */
interface ParagraphPlace {
  readonly page?: number | undefined;
  readonly element?: string | undefined;
}

/** A line that is being composed. */
interface OpenLine {
  text: string;
  /** Its length in code points. */
  points: number;
  /** White space is written before the next word, and never at the beginning or end of a line. */
  space: '' | ' ' | '\t' | '\n';
  pages: { readonly at: number; readonly page: number }[];
}

// Hyphens and spaces without width are hints for a layout, and no part of a word.
const INVISIBLE = /[\u00ad\u200b\ufeff]/g;
// Control characters count as white space. A space that keeps words together is a character.
const WHITE_SPACE = /[ \p{Cc}]+/gu;

/**
 * Composes the text of a document from its words: a line for each paragraph, and the place of each.
 *
 * Invariants (tests: text-composer.spec.ts):
 * 1. Offsets count code points. ("counts code points")
 * 2. White space of the mark-up is one space. ("collapses white space")
 * 3. Each paragraph is the words between its offsets. ("finds each paragraph at its offsets")
 */
export class TextComposer {
  readonly #texts: string[] = [];
  readonly #paragraphs: TextParagraph[] = [];
  readonly #outer: OpenLine[] = [];
  #deferred: { readonly line: OpenLine; readonly place: ParagraphPlace }[] = [];
  #line = createLine();
  #points = 0;
  #units = 0;

  /** The offset of the next word, in code points. A line within a line has no offset of its own. */
  get nextPoint(): number {
    const { points, space } = this.#line;
    return this.#points + points + (points === 0 ? 0 : space.length);
  }

  /** The offset after the last word, in code points. */
  get lastPoint(): number {
    return this.#points + this.#line.points;
  }

  /** Whether the line has no words yet. */
  get isLineEmpty(): boolean {
    return this.#line.text === '';
  }

  /** Adds words to the line. Returns whether there were any. */
  write(words: string): boolean {
    const plain = words.replace(INVISIBLE, '').replace(WHITE_SPACE, ' ').toWellFormed();
    const begins = plain.startsWith(' ');
    if (begins) this.writeSpace(' ');
    if (plain.length <= 1 && (begins || plain === '')) return false;
    const ends = plain.endsWith(' ');
    this.#append(plain.slice(begins ? 1 : 0, ends ? -1 : undefined));
    if (ends) this.writeSpace(' ');
    return true;
  }

  /** Adds a space, the tabulator between two cells, or the end of a line within the paragraph. */
  writeSpace(space: ' ' | '\t' | '\n'): void {
    if (this.#line.space === '' || space !== ' ') this.#line.space = space;
  }

  /** States that the words from here on are on another page. */
  turnPage(page: number): void {
    const { points, space, pages } = this.#line;
    pages.push({ at: points + (points === 0 ? 0 : space.length), page });
  }

  /** Begins a line within the line, such as a footnote. It follows the line as a paragraph. */
  openInnerLine(): void {
    this.#outer.push(this.#line);
    this.#line = createLine();
  }

  /** Ends the line within a line. */
  closeInnerLine(place: ParagraphPlace): void {
    const outer = this.#outer.pop();
    if (outer === undefined) return;
    this.#deferred.push({ line: this.#line, place });
    this.#line = outer;
  }

  /** Ends the line. Returns its paragraph; undefined if it has no words. */
  endParagraph(place: ParagraphPlace = {}): TextParagraph | undefined {
    if (this.#outer.length > 0) {
      this.writeSpace(' ');
      return undefined;
    }
    const paragraph = this.#addParagraph(this.#line, place);
    const deferred = this.#deferred;
    this.#line = createLine();
    this.#deferred = [];
    for (const inner of deferred) this.#addParagraph(inner.line, inner.place);
    return paragraph;
  }

  /** Returns the text, with what else the reader knows of the document. */
  finish(
    known: Partial<Pick<DocumentContent, 'title' | 'language' | 'structure'>> = {},
  ): DocumentContent {
    this.endParagraph();
    const { title, language, structure } = known;
    const text = this.#texts.join('');
    return { text, paragraphs: this.#paragraphs, title, language, structure };
  }

  #append(words: string): void {
    const line = this.#line;
    const added = (line.text === '' ? '' : line.space) + words;
    line.text += added;
    line.points += countPoints(added);
    line.space = '';
    this.#units += words.length + 1;
    if (this.#units > DOCUMENT_LIMITS.textUnitsMax)
      throw createSizeError(`has a text of more than ${DOCUMENT_LIMITS.textUnitsMax} characters`);
  }

  #addParagraph(
    { text, points, pages }: OpenLine,
    { page, element }: ParagraphPlace,
  ): TextParagraph | undefined {
    if (text === '') return undefined;
    const start = this.#points;
    const end = start + points;
    const pageStarts = pages.map((turn) => ({ start: start + turn.at, page: turn.page }));
    const paragraph = { start, end, page, pageStarts, element };
    this.#paragraphs.push(paragraph);
    this.#texts.push(text, '\n');
    this.#points = end + 1;
    return paragraph;
  }
}

function createLine(): OpenLine {
  return { text: '', points: 0, space: '', pages: [] };
}

function countPoints(text: string): number {
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g);
  return text.length - (pairs?.length ?? 0);
}
