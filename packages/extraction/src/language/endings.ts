import { onceBy, toCue } from './cues.ts';
import { SearchExpression } from '../search/search-expression.ts';

const NO_ENDING = new SearchExpression('(?!)');
const makeEnding = onceBy(
  (words: readonly string[]) => new SearchExpression(`(?:${toCue(words).source})\\s*$`),
);

/** Returns a regular expression of phrases at the end of a text. */
export function toEnding(words: readonly string[]): SearchExpression {
  return words.length === 0 ? NO_ENDING : makeEnding(words);
}
