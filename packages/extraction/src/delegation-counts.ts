import type { StatedCount } from './contradictions.ts';
import { onceByFile } from './cues.ts';
import type { NoteContext } from './note-context.ts';
import { compilePattern } from './pattern.ts';
import type { PreparedText } from './prepared-text.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { SearchExpression } from './search-expression.ts';
import { createForms } from './slot-forms.ts';

/** Returns the numbers of delegations that a sentence states: "eight delegations took part". */
export function readDelegationCounts(
  { marked, sentence }: MarkedSentence,
  text: PreparedText,
  { file, numbers }: NoteContext,
): readonly StatedCount[] {
  const patterns = getPatterns(file)(numbers);
  return patterns.flatMap((pattern) => {
    const groups = Object.entries(pattern.exec(marked)?.groups ?? {});
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
