import { listMatches } from '../search/search-expression.ts';
import type { TextBlock, UnitSpan } from './prepared-text.ts';

/** A sentence, or a line without a full stop. */
export interface TextSentence extends UnitSpan {
  readonly text: string;
}

/** A longer sentence is listed and not searched: no sentence of the genre is as long. */
export const SENTENCE_LENGTH_MAX = 3000;

// A run of full stops is tried once, not from each of them.
// A bullet within a line begins an item of its own.
const SENTENCE_END = /(?<![.!?…])[.!?…]+["')\]»]*(?=\s)|[。！？]+["」』）]*|[;；](?=\s?[•●▪■◦]\s)/g;
const LAST_WORD = /[\p{L}\p{N}.]+$/u;
const INITIAL = /^\p{Lu}$|^(?:\p{L}\.)+\p{L}?$/u;
const NUMBER = /^(?:\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.)\s+(?=\D)/;
const WORD_LENGTH_MAX = 24;

/**
 * Returns the sentences of a paragraph. A full stop after an abbreviation or an initial ends none,
 * and none ends before a small letter.
 */
export function splitSentences(
  block: TextBlock,
  abbreviations: ReadonlySet<string>,
): readonly TextSentence[] {
  const { text } = block;
  const sentences: TextSentence[] = [];
  // The number of a paragraph is no sentence.
  let start = NUMBER.exec(text)?.[0].length ?? 0;
  const add = (end: number): void => {
    const words = text.slice(start, end);
    const trimmed = words.trim();
    if (/[\p{L}\p{N}]/u.test(trimmed)) {
      const from = block.start + start + (words.length - words.trimStart().length);
      sentences.push({ start: from, end: from + trimmed.length, text: trimmed });
    }
    start = end;
  };

  for (const match of listMatches(text, SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (end > start && endsSentence(text, { start: match.index, end }, abbreviations)) add(end);
  }
  add(text.length);
  return sentences;
}

function endsSentence(text: string, mark: UnitSpan, abbreviations: ReadonlySet<string>): boolean {
  const next = text.slice(mark.end, mark.end + 8).trimStart();
  if (/^\p{Ll}/u.test(next)) return false;
  if (text[mark.start] !== '.') return true;

  const before = text.slice(Math.max(0, mark.start - WORD_LENGTH_MAX), mark.start);
  const word = LAST_WORD.exec(before)?.[0] ?? '';
  if (next === '') return true;
  return !INITIAL.test(word) && !abbreviations.has(word.toLowerCase());
}
