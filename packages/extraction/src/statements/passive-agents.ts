import { onceByFile, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

const BEFORE_WITHIN = 40;
const ACTOR = `[${MARKS.state}${MARKS.body}]`;

/** The words before a passive verb, and those between it and its agent. */
const getForms = onceByFile(({ words }) => {
  const { passive = [], passiveAgents = [], adverbs = [], and = [] } = words;
  if (passiveAgents.length === 0) return undefined;
  const list = `${ACTOR}(?:(?:,\\s|,?\\s(?:${and.join('|')})\\s)(?:[Tt]he\\s)?${ACTOR})*`;
  return {
    before: new SearchExpression(
      `(?:${toCueSource(passive)})(?:\\s(?:${adverbs.join('|') || '(?!)'}|\\p{Ll}+ly))?\\s$`,
    ),
    agent: new SearchExpression(
      `^\\s(?:${toCueSource(passiveAgents)})\\s(?<agent>${list}|[^.,;:]{3,80})(?=[.,;:]|$)`,
      'd',
    ),
  };
});

/** Returns whether a verb follows its auxiliary: "was welcomed". */
export function isPassive(marked: string, start: number, file: LanguageFile): boolean {
  const before = marked.slice(Math.max(0, start - BEFORE_WITHIN), start);
  return getForms(file)?.before.test(before) ?? false;
}

/** Returns the place of those who acted, after a passive verb: "was welcomed by the ministers". */
export function findAgent(
  marked: string,
  { start, end }: UnitSpan,
  file: LanguageFile,
): UnitSpan | undefined {
  if (!isPassive(marked, start, file)) return undefined;
  const agent = getForms(file)?.agent.exec(marked.slice(end))?.indices?.groups?.['agent'];
  return agent && { start: end + agent[0], end: end + agent[1] };
}
