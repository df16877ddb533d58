import { SearchExpression } from './search-expression.ts';
import { onceByFile, toCueSource } from './cues.ts';
import type { LanguageFile } from './language-file.ts';

const WITHIN = 24;
const getEnding = onceByFile(
  ({ words }) =>
    new SearchExpression(`(?:${toCueSource(words['negations'] ?? [])})(?:\\s\\p{L}+)?\\s*$`),
);

/** Returns whether the words directly before a verb negate it: "did not adopt". */
export function isNegated(marked: string, verb: number, file: LanguageFile): boolean {
  return getEnding(file).test(marked.slice(Math.max(0, verb - WITHIN), verb));
}
