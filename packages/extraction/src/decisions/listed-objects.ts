import { onceByFile, toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { SearchExpression } from '../search/search-expression.ts';

const getOpening = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `^\\s(?:\\p{L}+\\s)?(?:${toCueSource(words['listOpeners'] ?? [])})[^:.;]{0,40}:(?=\\s)`,
    ),
);

/**
 * Returns where the objects begin in the words after a verb: "adopted the following texts: the rules and
 * the plan" names them after the colon.
 */
export function startOfObjects(words: string, file: LanguageFile): number {
  return getOpening(file).exec(words)?.[0].length ?? 0;
}
