import { sha256Hex } from '@rapporteur/contracts';
import { ComposedText } from './composed-text.ts';
import { findLastIndexUpTo } from './last-index.ts';

/** A part of a text: offsets in code points from 0, `end` exclusive, and its first line, from 1. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * The text of a source. The byte order mark and line ends stay, so its hash is the hash of the file.
 *
 * Invariants (tests: source-text.spec.ts, source-text.prop.spec.ts):
 * 1. Offsets count code points, never UTF-16 units. ("counts code points and lines, not UTF-16 units")
 * 2. `slice` returns the words of a found span. ("finds every substring at its offsets")
 * 3. Words are found in NFC and NFD. ("finds words in a text of another composition")
 */
export class SourceText {
  readonly text: string;
  readonly sha256: string;
  /** The length in code points. */
  readonly characters: number;
  // The start of each line, in UTF-16 units and in code points.
  readonly #lineUnits: readonly number[];
  readonly #linePoints: readonly number[];
  #composed: ComposedText | undefined;

  constructor(text: string) {
    this.text = text;
    this.sha256 = sha256Hex(text);
    const units = [0];
    const points = [0];
    let point = 0;
    let unit = 0;
    for (const character of text) {
      unit += character.length;
      point += 1;
      if (character === '\n') {
        units.push(unit);
        points.push(point);
      }
    }
    this.#lineUnits = units;
    this.#linePoints = points;
    this.characters = point;
  }

  /** Returns the words between two code points; undefined if the text is shorter. */
  slice(start: number, end: number): string | undefined {
    if (start < 0 || start >= end || end > this.characters) return undefined;
    return this.text.slice(this.#unitOf(start), this.#unitOf(end));
  }

  /** Returns the line of a code point, from 1. */
  getLine(point: number): number {
    return findLastIndexUpTo(this.#linePoints, point) + 1;
  }

  /**
   * Returns all occurrences of the words, in order, including overlapping ones. If there is none,
   * white space, quotation marks and dashes may differ, because copied words may be wrapped
   * differently. So may the composition of letters: `é` is one code point in NFC and two in NFD.
   */
  find(words: string): readonly TextSpan[] {
    const exact = this.#findExactly(words);
    return exact.length > 0 ? exact : this.#findLoosely(words);
  }

  #findExactly(words: string): readonly TextSpan[] {
    const spans: TextSpan[] = [];
    if (words === '' || !words.isWellFormed()) return spans;
    for (let at = this.text.indexOf(words); at >= 0; at = this.text.indexOf(words, at + 1)) {
      spans.push(this.#span(at, at + words.length));
    }
    return spans;
  }

  #findLoosely(words: string): readonly TextSpan[] {
    const pattern = loosePattern(words.trim().normalize('NFC'));
    if (pattern === undefined) return [];
    this.#composed ??= new ComposedText(this.text);
    const composed = this.#composed;
    return [...composed.text.matchAll(pattern)].flatMap((match) => {
      const start = composed.findUnit(match.index);
      const end = composed.findUnit(match.index + match[0].length);
      return start === undefined || end === undefined ? [] : [this.#span(start, end)];
    });
  }

  #span(startUnit: number, endUnit: number): TextSpan {
    const start = this.#pointOf(startUnit);
    return { start, end: this.#pointOf(endUnit), line: this.getLine(start) };
  }

  #pointOf(unit: number): number {
    const line = findLastIndexUpTo(this.#lineUnits, unit);
    const lineStart = this.#lineUnits[line] ?? 0;
    return (this.#linePoints[line] ?? 0) + countPoints(this.text.slice(lineStart, unit));
  }

  #unitOf(point: number): number {
    const line = findLastIndexUpTo(this.#linePoints, point);
    let unit = this.#lineUnits[line] ?? 0;
    for (let left = point - (this.#linePoints[line] ?? 0); left > 0; left -= 1) {
      unit += (this.text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    }
    return unit;
  }
}

function countPoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const SIMILAR_CHARACTERS: readonly (readonly [RegExp, string])[] = [
  [/^\s+$/, '\\s+'],
  [/^['‘’‛′`]$/, "['‘’‛′`]"],
  [/^["“”„‟«»″]$/, '["“”„‟«»″]'],
  [/^[-‐‑‒–—−]$/, '[-‐‑‒–—−]'],
];

function loosePattern(words: string): RegExp | undefined {
  if (words === '' || !words.isWellFormed()) return undefined;
  const parts = words.match(/\s+|[^\s]/gu) ?? [];
  const source = parts.map(
    (part) =>
      SIMILAR_CHARACTERS.find(([kind]) => kind.test(part))?.[1] ??
      part.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'),
  );
  return new RegExp(source.join(''), 'gu');
}
