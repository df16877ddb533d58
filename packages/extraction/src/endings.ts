import { toCue } from './cues.ts';
import { SearchExpression } from './search-expression.ts';

const NO_ENDING = new SearchExpression('(?!)');
const ENDINGS = new WeakMap<readonly string[], SearchExpression>();

/** Returns a regular expression of phrases at the end of a text. */
export function toEnding(words: readonly string[]): SearchExpression {
  if (words.length === 0) return NO_ENDING;
  const known = ENDINGS.get(words);
  if (known !== undefined) return known;
  const ending = new SearchExpression(`(?:${toCue(words).source})\\s*$`);
  ENDINGS.set(words, ending);
  return ending;
}
