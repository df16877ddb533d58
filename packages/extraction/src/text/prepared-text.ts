import { BULLET } from './item-label.ts';
import type { DraftPassage } from '../draft.ts';

/** A part of a text in UTF-16 units, `end` exclusive. */
export interface UnitSpan {
  readonly start: number;
  readonly end: number;
}

/** A paragraph of the text: one line, or several that were wrapped. */
export interface TextBlock extends UnitSpan {
  /** Its words, with plain quotation marks and spaces. They have the length of the original. */
  readonly text: string;
}

/** Characters that are written in several ways. Each replacement has the same length. */
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\v\f]/g, ' '],
  [/[‘’‛′]/g, "'"],
  [/[“”„‟]/g, '"'],
  [/[\u2010\u2011]/g, '-'],
];

const TERMINATED = /[.;:!?。；：！？](?:["')\]]|\s)*$/;
/** Not "г. Рига, 4 мая 2031 года", a line of its own. */
const CONTINUES = /^(?!(?:г|гор)\.\s?\p{Lu}[\p{L} -]{1,30},?\s+\d)[\p{Ll}(]/u;
const NUMBERED = new RegExp(`^(?:\\(?\\d{1,3}[.)]|\\(?[a-z]{1,4}\\)|${BULLET})\\s`, 'i');
const WRAPPED_LINE_MIN = 50;

/**
 * A text with its paragraphs. The words are searched in a form with plain spaces and quotation marks,
 * and found at their places in the original.
 *
 * Invariants (tests: prepared-text.spec.ts):
 * 1. A place of the folded text is the same place of the original. ("keeps every place")
 * 2. Passages count code points and lines, not UTF-16 units. ("counts code points")
 * 3. It takes linear time. ("reads hostile texts in linear time")
 */
export class PreparedText {
  readonly original: string;
  readonly folded: string;
  readonly blocks: readonly TextBlock[];
  // The places of the low surrogates: each makes the count of code points one smaller.
  readonly #astral: readonly number[];
  /** The places of these characters in code points. */
  readonly #astralPoints: readonly number[];
  readonly #lineStarts: readonly number[];

  constructor(original: string) {
    this.original = original;
    this.folded = VARIANTS.reduce((text, [form, plain]) => text.replace(form, plain), original);
    this.#astral = listLowSurrogates(original);
    this.#astralPoints = this.#astral.map((unit, before) => unit - 1 - before);
    this.#lineStarts = listLineStarts(original);
    this.blocks = this.#joinLines();
  }

  /** Returns the passage of a span. */
  toPassage({ start, end }: UnitSpan): DraftPassage {
    return {
      start: start - countBefore(this.#astral, start),
      end: end - countBefore(this.#astral, end),
      line: countBefore(this.#lineStarts, start + 1),
    };
  }

  /** Returns the span between two code points. */
  toUnits({ start, end }: Pick<DraftPassage, 'start' | 'end'>): UnitSpan {
    const toUnit = (point: number): number => point + countBefore(this.#astralPoints, point);
    return { start: toUnit(start), end: toUnit(end) };
  }

  /** Returns the words of a span, as they are in the original. */
  getWords({ start, end }: UnitSpan): string {
    return this.original.slice(start, end);
  }

  /** Returns a span without the white space around it. */
  trim({ start, end }: UnitSpan): UnitSpan {
    const words = this.folded.slice(start, end);
    const from = start + (words.length - words.trimStart().length);
    return { start: from, end: Math.max(from, start + words.trimEnd().length) };
  }

  #joinLines(): readonly TextBlock[] {
    const lines = this.#lineStarts.map((start, n) =>
      this.trim({ start, end: (this.#lineStarts[n + 1] ?? this.original.length + 1) - 1 }),
    );
    const isWrapped = looksWrapped(lines);
    const blocks: { start: number; end: number }[] = [];
    let last: { start: number; end: number } | undefined;
    let width = 0;
    for (const line of lines) {
      const words = this.folded.slice(line.start, Math.min(line.end, line.start + 40));
      if (words === '') {
        last = undefined;
        continue;
      }
      if (
        last !== undefined &&
        width >= WRAPPED_LINE_MIN &&
        this.#continues(last, words, isWrapped)
      )
        last.end = line.end;
      else {
        last = { ...line };
        blocks.push(last);
      }
      width = line.end - line.start;
    }
    return blocks.map(({ start, end }) => {
      const words = this.folded.slice(start, end);
      return { start, end, text: words.includes('\n') ? words.replaceAll('\n', ' ') : words };
    });
  }

  #continues(last: UnitSpan, words: string, isWrapped: boolean): boolean {
    const ending = this.folded.slice(Math.max(last.start, last.end - 10), last.end);
    if (TERMINATED.test(ending) || NUMBERED.test(words)) return false;
    return CONTINUES.test(words) || (isWrapped && !ending.endsWith(','));
  }
}

function listLowSurrogates(text: string): readonly number[] {
  if (!/[\ud800-\udbff]/.test(text)) return [];
  return [...text.matchAll(/[\ud800-\udbff](?=[\udc00-\udfff])/g)].map(({ index }) => index + 1);
}

function listLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Returns whether most lines have nearly the same width, as in a text with fixed columns. */
function looksWrapped(lines: readonly UnitSpan[]): boolean {
  const widths = lines.map(({ start, end }) => end - start).filter((width) => width > 0);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const full = widths.filter((width) => width > widest * 0.75).length;
  return widest <= 110 && widths.length >= 8 && full * 2 > widths.length;
}

/** Returns how many of the sorted places are before a place. */
function countBefore(places: readonly number[], place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
