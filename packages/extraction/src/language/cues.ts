import { SearchExpression } from '../search/search-expression.ts';
import { escapeForm } from './pattern.ts';
import { ADVERBS } from '../text/marks.ts';
import type { LanguageFile } from './language-file.ts';

/** Returns the key of the first list that has a word of a text. */
export function findWord(
  lists: Readonly<Record<string, readonly string[]>>,
  text: string,
): string | undefined {
  // Titles are often in capitals.
  const small = text.toLowerCase();
  return listCues(lists).find(({ cue }) => cue.test(small))?.key;
}

/**
 * Returns the key of the list with the head of a noun phrase: its first word that is in a list, the
 * longest of them; the last one in a language whose phrases end with their head.
 */
export function findHead(
  lists: Readonly<Record<string, readonly string[]>>,
  text: string,
  endsWithHead: boolean,
): string | undefined {
  const found = listCues(lists).flatMap(({ key, cue }) => {
    const matches = cue.list(text);
    const match = endsWithHead ? matches.at(-1) : matches[0];
    return match === undefined
      ? []
      : [{ key, start: match.index, end: match.index + match[0].length }];
  });
  const [head] = endsWithHead
    ? found.toSorted((a, b) => b.end - a.end || a.start - b.start)
    : found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return head?.key;
}

/** Returns a function that makes something of a language file once, such as its expressions. */
export function onceByFile<T>(make: (file: LanguageFile) => T): (file: LanguageFile) => T {
  return onceBy(make);
}

/**
 * Returns a function that makes something of an object once. Its other parameters belong to the
 * object.
 */
export function onceBy<K extends object, T, R extends readonly unknown[] = []>(
  make: (key: K, ...rest: R) => T,
): (key: K, ...rest: R) => T {
  const made = new WeakMap<K, T>();
  return (key, ...rest) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const one = make(key, ...rest);
    made.set(key, one);
    return one;
  };
}

/** Returns a function that gives the expression of a slot. Without the slot it never matches. */
export function onceBySlot(slot: string): (file: LanguageFile) => SearchExpression {
  return onceByFile(({ slots }) => new SearchExpression(slots[slot] ?? '(?!)'));
}

const listCues = onceBy((lists: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(lists).map(([key, words]) => ({ key, cue: toCue(words) })),
);

const NO_CUE = new SearchExpression('(?!)');
const makeCue = onceBy(
  (words: readonly string[]) => new SearchExpression(() => toCueSource(words)),
);

/** Returns a regular expression of words or phrases; each word may begin with a capital. */
export function toCue(words: readonly string[]): SearchExpression {
  return words.length === 0 ? NO_CUE : makeCue(words);
}

/** Returns the source of a cue, the longest phrases first. */
export function toCueSource(words: readonly string[]): string {
  const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);
  const spaced = words.filter((word) => !isHan(word));
  const parts = [
    ...(spaced.length === 0 ? [] : [`(?<!\\p{L})(?:${toTree(spaced)})(?!\\p{L})`]),
    ...words
      .filter(isHan)
      .toSorted((a, b) => b.length - a.length)
      .map(escapeForm),
  ];
  return parts.length === 0 ? '(?!)' : parts.join('|');
}

interface CueNode {
  isEnd: boolean;
  readonly next: Map<string, CueNode>;
}

/**
 * Returns alternatives that share their beginnings, so that few of them are tried at each place.
 */
function toTree(words: readonly string[]): string {
  return joinForms(
    words.map((word) => {
      let isStart = true;
      return (word.match(LETTERS) ?? []).map((letter) => {
        const form = toLetterForm(letter, isStart);
        isStart = !/\p{L}/u.test(letter);
        return form;
      });
    }),
  );
}

/** Returns alternatives, given by the forms of their letters, as one expression; longest first. */
export function joinForms(alternatives: readonly (readonly string[])[]): string {
  const root: CueNode = { isEnd: false, next: new Map() };
  for (const forms of alternatives) {
    let node = root;
    for (const form of forms) {
      const next = node.next.get(form) ?? { isEnd: false, next: new Map() };
      node.next.set(form, next);
      node = next;
    }
    node.isEnd = true;
  }
  return writeNode(root);
}

/** The letters of a word; adverbs that it may have count as one. */
const LETTERS = new RegExp(`${ADVERBS.start}[^${ADVERBS.end}]*${ADVERBS.end}|.`, 'gsu');

function toLetterForm(letter: string, isStart: boolean): string {
  if (letter.length > 1 && letter.startsWith(ADVERBS.start))
    return `,?\\s+(?:${toTree(letter.slice(1, -1).split('|'))}),?`;
  if (letter === ' ') return '\\s+';
  const small = letter.toLowerCase();
  const capital = letter.toUpperCase();
  const isCased = isStart && small !== capital && capital.length === 1;
  return isCased ? `[${small}${capital}]` : escapeForm(letter);
}

function writeNode({ isEnd, next }: CueNode): string {
  if (next.size === 0) return '';
  const parts = [...next].map(([form, node]) => form + writeNode(node));
  const body = parts.length === 1 && !isEnd ? (parts[0] ?? '') : `(?:${parts.join('|')})`;
  return isEnd ? `${body}?` : body;
}
