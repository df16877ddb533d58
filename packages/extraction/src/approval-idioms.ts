import { onceByFile, toCueSource } from './cues.ts';
import type { LanguageFile } from './language-file.ts';
import type { UnitSpan } from './prepared-text.ts';
import { SearchExpression } from './search-expression.ts';

const IDIOM_WITHIN = 60;

/** The objects with which a verb of decisions decides nothing: "принял участие". */
const getIdioms = onceByFile(({ words, slots }) => {
  const objects = toCueSource(words['noApprovals'] ?? []);
  return {
    after: new SearchExpression(
      `^\\s(?:\\p{Ll}+\\s){0,2}?(?:${objects})|${slots['relativeVerb'] ?? '(?!)'}`,
    ),
    before: new SearchExpression(`(?:${objects})(?:\\s[^\\s,.;]+){0,5}\\s$`),
  };
});

/** Returns whether the words beside a verb make it one that decides nothing. */
export function isIdiom(marked: string, { start, end }: UnitSpan, file: LanguageFile): boolean {
  if (file.words['noApprovals'] === undefined && file.slots['relativeVerb'] === undefined)
    return false;
  const { after, before } = getIdioms(file);
  return (
    after.test(marked.slice(end, end + IDIOM_WITHIN)) ||
    before.test(marked.slice(Math.max(0, start - IDIOM_WITHIN), start))
  );
}
