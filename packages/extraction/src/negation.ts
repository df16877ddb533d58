import { SearchExpression } from './search-expression.ts';
import { toCueSource } from './cues.ts';
import type { LanguageFile } from './language-file.ts';

const WITHIN = 24;
const ENDINGS = new WeakMap<LanguageFile, SearchExpression>();

/** Returns whether the words directly before a verb negate it: "did not adopt". */
export function isNegated(marked: string, verb: number, file: LanguageFile): boolean {
  let ending = ENDINGS.get(file);
  if (ending === undefined) {
    const negations = toCueSource(file.words['negations'] ?? []);
    ending = new SearchExpression(`(?:${negations})(?:\\s\\p{L}+)?\\s*$`);
    ENDINGS.set(file, ending);
  }
  return ending.test(marked.slice(Math.max(0, verb - WITHIN), verb));
}
