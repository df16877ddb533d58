import { onceByFile, toCue, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

const IDIOM_WITHIN = 60;
const PASSIVE_WITHIN = 14;

/** The objects with which a verb of decisions decides nothing: "принял участие". */
const getIdioms = onceByFile(({ words, slots }) => {
  const objects = toCueSource(words['noApprovals'] ?? []);
  const and = (words['and'] ?? []).join('|') || '(?!)';
  return {
    after: new SearchExpression(
      `^\\s(?:\\p{Ll}+\\s){0,2}?(?:${objects})|${slots['relativeVerb'] ?? '(?!)'}`,
    ),
    // "Участие в котором приняли".
    directly: new SearchExpression(slots['idiomBefore'] ?? '(?!)'),
    before: new SearchExpression(`(?:${objects})(?:\\s(?!(?:${and})\\s)[^\\s,.;]+){0,5}\\s$`),
  };
});

/** Returns whether the words beside a verb make it one that decides nothing. */
export function isIdiom(marked: string, { start, end }: UnitSpan, file: LanguageFile): boolean {
  if (file.words['noApprovals'] === undefined && file.slots['relativeVerb'] === undefined)
    return false;
  const { after, before, directly } = getIdioms(file);
  const words = marked.slice(Math.max(0, start - IDIOM_WITHIN), start);
  return (
    directly.test(words) ||
    after.test(marked.slice(end, end + IDIOM_WITHIN)) ||
    // "Делегации приняты": an active verb has its object after it.
    (isPassiveAct(marked, { start, end }, file) && before.test(words))
  );
}

/**
 * Returns whether a verb of decisions is passive: "was adopted", or a participle alone, "принят".
 */
export function isPassiveAct(
  marked: string,
  { start, end }: UnitSpan,
  { words }: LanguageFile,
): boolean {
  const passive = toCue(words['passive'] ?? []);
  const before = marked.slice(Math.max(0, start - PASSIVE_WITHIN), start);
  return passive.test(marked.slice(start, end)) || passive.test(before);
}
