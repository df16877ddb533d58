import type { SourceText } from '@rapporteur/drafting';
import { PreparedText } from '@rapporteur/extraction';
import type { TextRange } from '@rapporteur/review';
import { styled, type StyledSpan } from './styled-text.ts';

/** The most characters of a paragraph before and after the words of a fact. */
const AROUND_MAX = 600;

interface Paragraph {
  readonly start: number;
  readonly end: number;
}

/** Finds the paragraphs around the words of facts. */
export class TextContext {
  readonly #text: SourceText;
  readonly #paragraphs: readonly Paragraph[];

  constructor(text: SourceText) {
    this.#text = text;
    const prepared = new PreparedText(text.text);
    this.#paragraphs = prepared.blocks.map((block) => prepared.toPassage(block));
  }

  /** Returns each paragraph with the marked words of these ranges, in the order of the text. */
  quote(ranges: readonly TextRange[]): readonly (readonly StyledSpan[])[] {
    const sorted = ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const groups = new Map<Paragraph, TextRange[]>();
    for (const range of sorted) {
      const known = [...groups].find(
        ([{ start, end }]) => start <= range.start && range.end <= end,
      );
      if (known === undefined) groups.set(this.#findAround(range), [range]);
      else known[1].push(range);
    }
    return [...groups].map(([paragraph, marked]) => this.#mark(paragraph, marked));
  }

  /** Returns the paragraphs that begin or continue on these lines. */
  quoteLines(lines: readonly number[]): readonly (readonly StyledSpan[])[] {
    const found = this.#paragraphs.filter(({ start, end }) => {
      const first = this.#text.getLine(start);
      const last = this.#text.getLine(Math.max(start, end - 1));
      return lines.some((line) => first <= line && line <= last);
    });
    return found.map((paragraph) => this.#mark(this.#shorten(paragraph, paragraph), []));
  }

  #findAround(range: TextRange): Paragraph {
    const first = this.#paragraphs.find(({ end }) => end > range.start);
    const last = this.#paragraphs.findLast(({ start }) => start < range.end);
    const start = Math.min(first?.start ?? range.start, range.start);
    const end = Math.max(last?.end ?? range.end, range.end);
    return this.#shorten({ start, end }, range);
  }

  #shorten({ start, end }: Paragraph, range: Paragraph): Paragraph {
    return {
      start: Math.max(start, range.start - AROUND_MAX),
      end: Math.min(end, Math.max(range.end, range.start) + AROUND_MAX),
    };
  }

  #mark({ start, end }: Paragraph, ranges: readonly TextRange[]): readonly StyledSpan[] {
    const spans: StyledSpan[] = [];
    const add = (from: number, to: number, style: StyledSpan['style']): void => {
      const words = this.#text.slice(from, to);
      if (words !== undefined) spans.push(styled(words, style));
    };
    let at = start;
    for (const range of ranges) {
      add(at, range.start, 'plain');
      add(Math.max(at, range.start), range.end, 'mark');
      at = Math.max(at, range.end);
    }
    add(at, end, 'plain');
    return spans;
  }
}
