import type { StatedCount } from '../notes/contradictions.ts';
import { onceByFile, toCue } from '../language/cues.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { compilePattern } from '../language/pattern.ts';
import type { PreparedText } from '../text/prepared-text.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { SearchExpression } from '../search/search-expression.ts';
import { createForms } from '../language/slot-forms.ts';

const SOME_WITHIN = 60;

/** Returns the numbers of delegations that a sentence states: "eight delegations took part". */
export function readDelegationCounts(
  { marked, sentence }: MarkedSentence,
  text: PreparedText,
  { file, numbers }: NoteContext,
): readonly StatedCount[] {
  const patterns = getPatterns(file)(numbers);
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(marked);
    const rest = match === null ? '' : marked.slice(match.index + match[0].length);
    // "Fourteen states, among them Malta": the list has only some.
    if (toCue(file.words['someOf'] ?? []).test(rest.slice(0, SOME_WITHIN))) return [];
    const groups = Object.entries(match?.groups ?? {});
    const words = groups.find(([name]) => name.startsWith('count'))?.[1];
    const count = words === undefined ? undefined : numbers.parseCount(words);
    return count === undefined ? [] : [{ count, passage: text.toPassage(sentence) }];
  });
}

const getPatterns = onceByFile((file) => {
  let made: readonly SearchExpression[] | undefined;
  return (numbers: NoteContext['numbers']): readonly SearchExpression[] => {
    if (made !== undefined) return made;
    const forms = createForms(file, numbers);
    made = (file.words['delegationCounts'] ?? []).map(
      (pattern) => compilePattern(pattern, forms).expression,
    );
    return made;
  };
});
