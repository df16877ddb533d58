import { SearchExpression } from '../search/search-expression.ts';

const WORD = new SearchExpression("[\\p{L}\\p{N}][\\p{L}\\p{N}'&-]*");
const CAPITAL = /^(?:[ldLD]')?\p{Lu}/u;
const SMALL_FIRST = 0x61;
const SMALL_LAST = 0x7a;

/** Returns the words of a text that a name may have, in order. */
export function listNameWords(text: string): readonly RegExpExecArray[] {
  return WORD.list(text);
}

/** Returns whether a word begins with a capital, also after "l'". Most words begin with a to z. */
export function isCapitalized(word: string): boolean {
  const first = word.charCodeAt(0);
  const isSmall = first >= SMALL_FIRST && first <= SMALL_LAST && word[1] !== "'";
  return !isSmall && CAPITAL.test(word);
}
