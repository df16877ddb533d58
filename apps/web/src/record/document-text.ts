/**
 * A text by lines, words and sentences. Offsets count code points, as passages do.
 *
 * Invariants (tests: document-text.spec.ts):
 * 1. The segments of a line are the line. ("splits a line at the ends of ranges")
 * 2. A selection begins and ends with a word. ("snaps to words")
 */

/** A part of the text: code points from 0, `end` exclusive. */
export interface CharacterRange {
  readonly start: number;
  readonly end: number;
}

/** A line of the text without its end. */
export interface DocumentLine extends CharacterRange {
  /** From 1. */
  readonly number: number;
  readonly characters: readonly string[];
}

/** A part of a line that all of the same ranges cover. */
export interface LineSegment extends CharacterRange {
  readonly words: string;
  /** The names of the ranges that cover it. */
  readonly names: readonly string[];
}

/** A range with a name, such as the passage of a fact. */
export interface NamedRange extends CharacterRange {
  readonly name: string;
}

/** Returns the lines of a text. */
export function listLines(text: string): readonly DocumentLine[] {
  let start = 0;
  return text.split('\n').map((line, index) => {
    const characters = Array.from(line);
    const end = start + characters.length;
    const found = { number: index + 1, start, end, characters };
    start = end + 1;
    return found;
  });
}

/** Returns the parts of a line between the ends of ranges. */
export function splitLine(
  line: DocumentLine,
  ranges: readonly NamedRange[],
): readonly LineSegment[] {
  const inside = ranges.filter(({ start, end }) => start < line.end && end > line.start);
  const ends = new Set([line.start, line.end]);
  for (const { start, end } of inside) {
    ends.add(Math.max(start, line.start));
    ends.add(Math.min(end, line.end));
  }
  const places = [...ends].toSorted((a, b) => a - b);
  return places.slice(0, -1).map((start, n) => {
    const end = places[n + 1] ?? line.end;
    return {
      start,
      end,
      words: line.characters.slice(start - line.start, end - line.start).join(''),
      names: inside.filter((one) => one.start <= start && one.end >= end).map(({ name }) => name),
    };
  });
}

/** The words and sentences of a text, in order. */
export interface TextUnits {
  readonly words: readonly CharacterRange[];
  readonly sentences: readonly CharacterRange[];
}

/** Returns the words and sentences of a text, by the rules of Unicode for its language. */
export function listUnits(lines: readonly DocumentLine[], language: string): TextUnits {
  const words: CharacterRange[] = [];
  const sentences: CharacterRange[] = [];
  const wordBreaks = createSegmenter(language, 'word');
  const sentenceBreaks = createSegmenter(language, 'sentence');
  for (const { characters, start } of lines) {
    const line = characters.join('');
    // A line of words only, in which each character is one unit, needs no count.
    const isPlain = line.length === characters.length;
    const toPoint = (unit: number): number =>
      start + (isPlain ? unit : Array.from(line.slice(0, unit)).length);
    for (const { segment, index, isWordLike } of wordBreaks.segment(line))
      if (isWordLike === true)
        words.push({ start: toPoint(index), end: toPoint(index + segment.length) });
    for (const { segment, index } of sentenceBreaks.segment(line))
      if (segment.trim() !== '')
        sentences.push({ start: toPoint(index), end: toPoint(index + segment.trimEnd().length) });
  }
  return { words, sentences };
}

function createSegmenter(language: string, granularity: 'word' | 'sentence'): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    // The language of a document may be no tag that the browser knows.
    return new Intl.Segmenter('en', { granularity });
  }
}

/** A selection of words, by their numbers: the end that stays, and the one that moves. */
export interface WordSelection {
  readonly anchor: number;
  readonly focus: number;
}

/** Returns the range of a selection; undefined if the text has no such words. */
export function toRange(
  { words }: TextUnits,
  { anchor, focus }: WordSelection,
): CharacterRange | undefined {
  const first = words[Math.min(anchor, focus)];
  const last = words[Math.max(anchor, focus)];
  return first === undefined || last === undefined
    ? undefined
    : { start: first.start, end: last.end };
}

/** Returns the words that a range touches; undefined if it touches none. */
export function snapToWords(
  { words }: TextUnits,
  { start, end }: CharacterRange,
): WordSelection | undefined {
  const anchor = words.findIndex((word) => word.end > start);
  const focus = words.findLastIndex((word) => word.start < end);
  return anchor < 0 || focus < anchor ? undefined : { anchor, focus };
}

/** Returns the selection of the sentence before or after that of the present words. */
export function selectSentence(
  units: TextUnits,
  { focus }: WordSelection,
  direction: 'previous' | 'next',
): WordSelection | undefined {
  const at = units.words[focus]?.start ?? 0;
  const present = units.sentences.findIndex(({ end }) => end > at);
  const isInside = (units.sentences[present]?.start ?? Infinity) <= at;
  const next = direction === 'next' ? (isInside ? present + 1 : present) : present - 1;
  const sentence = units.sentences[next];
  return sentence === undefined ? undefined : snapToWords(units, sentence);
}
