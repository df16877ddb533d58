/**
 * Full-text search that does not depend on the database: the words are parted, folded and stemmed
 * here, and Postgres gets finished vectors and queries. Tests: search-words.spec.ts.
 * 1. No word is left out: the organization WHO and the topic IT are words like others.
 * 2. A script without spaces is parted into characters, and a query for several is a phrase, since a
 *    dictionary would part the same word differently within another sentence.
 * 3. Texts and queries are parted by the same function.
 */
import { stemmer } from 'stemmer';

const SPACELESS =
  String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}` +
  String.raw`\p{scx=Khmer}\p{scx=Myanmar}`;
/** A character of a script without spaces, with its marks; or a run of other letters or digits. */
const WORD = new RegExp(
  String.raw`[[\p{L}\p{N}]&&[${SPACELESS}]]\p{M}*|[[\p{L}\p{N}]--[${SPACELESS}]][[\p{L}\p{N}\p{M}]--[${SPACELESS}]]*`,
  'gv',
);
/** Soft hyphens, joiners and other characters that nobody sees. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** A text of ASCII is folded by its case alone, at a tenth of the cost. */
const ASCII = /^\p{ASCII}*$/u;
const ASCII_WORD = /[a-z0-9]+/g;
/** The rules of the stemmer are those of English. */
const ENGLISH = /^[a-z]{3,}$/;
/** Most words of a record occur often. */
const STEMS_MAX = 20_000;
const stems = new Map<string, string>();
/** The limits of Postgres: a longer word or a later position is an error or is lost. */
const WORD_LENGTH_MAX = 500;
const POSITION_MAX = 16_383;
const POSITIONS_PER_WORD_MAX = 255;

/** Returns the words of a text, folded and stemmed, in order. */
function splitSearchWords(text: string): string[] {
  if (ASCII.test(text)) return (text.toLowerCase().match(ASCII_WORD) ?? []).map(stemWord);
  const folded = text.normalize('NFKC').replaceAll(INVISIBLE, '').toUpperCase().toLowerCase();
  return (folded.normalize('NFC').match(WORD) ?? []).map(stemWord);
}

function stemWord(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;

  const stem = ENGLISH.test(word) ? stemmer(word) : word;
  const limited = stem.slice(0, WORD_LENGTH_MAX).toWellFormed();
  if (stems.size >= STEMS_MAX) stems.clear();
  if (word.length < WORD_LENGTH_MAX) stems.set(word, limited);
  return limited;
}

/** Returns the text of a `tsvector`: `'exercis':2 'joint':1`. */
export function formatSearchVector(text: string): string {
  const positions = new Map<string, number[]>();
  for (const [index, word] of splitSearchWords(text).entries()) {
    const known = positions.get(word) ?? [];
    positions.set(word, known);
    if (known.length < POSITIONS_PER_WORD_MAX) known.push(Math.min(index + 1, POSITION_MAX));
  }
  return [...positions].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ');
}

/** A part of a query: a quoted phrase or a run without blanks, perhaps excluded. */
const TERM = /(?<excluded>-?)(?:"(?<phrase>[^"]*)"?|(?<run>[^\s"]+))/gu;
/** Quotation marks of any script delimit a phrase. */
const QUOTATION_MARK = /[“”„‟«»]/gu;

/**
 * Returns the text of a `tsquery` for words in the syntax of a search engine: `"joint exercise"
 * -border` or `border or frontier`. Without any word it is empty, which matches nothing.
 */
export function formatSearchQuery(words: string): string {
  const alternatives: string[][] = [[]];
  for (const { groups = {} } of words.replaceAll(QUOTATION_MARK, '"').matchAll(TERM)) {
    const { excluded, phrase, run } = groups;
    if (excluded === '' && run?.toLowerCase() === 'or') {
      alternatives.push([]);
      continue;
    }
    const parts = splitSearchWords(phrase ?? run ?? '').map((word) => `'${word}'`);
    if (parts.length === 0) continue;
    const text = `(${parts.join(' <-> ')})`;
    alternatives.at(-1)?.push(excluded === '-' ? `!${text}` : text);
  }
  return alternatives
    .filter((terms) => terms.length > 0)
    .map((terms) => `(${terms.join(' & ')})`)
    .join(' | ');
}
