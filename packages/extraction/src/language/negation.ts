import { SearchExpression } from '../search/search-expression.ts';
import { onceByFile, toCueSource } from './cues.ts';
import type { LanguageFile } from './language-file.ts';

const WITHIN = 24;
const getEnding = onceByFile(({ words: { negations = [], passive = [] } }) => {
  const negated = toCueSource(negations);
  // "未获会议通过": in Chinese the passive is between the negation and the verb.
  const passives = `(?:${negated})(?:${toCueSource(passive)})\\p{Script=Han}{0,4}$`;
  return new SearchExpression(`(?:${negated})(?:\\s\\p{L}+)?\\s*$|${passives}`);
});

/** Returns whether the words directly before a verb negate it: "did not adopt". */
export function isNegated(marked: string, verb: number, file: LanguageFile): boolean {
  return getEnding(file).test(marked.slice(Math.max(0, verb - WITHIN), verb));
}
