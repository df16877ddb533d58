import { toCueSource, onceByFile } from '../language/cues.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { findOwnSubject } from './statement-subject.ts';
import { listVerbs, type StatementVerb } from './statement-verbs.ts';
import { cutBeforeVerb } from './words-before-verb.ts';

/** Returns the verbs that state or condemn, without those in the words of a speaker. */
export function listLeadingVerbs(
  sentence: MarkedSentence,
  context: NoteContext,
): readonly StatementVerb[] {
  const verbs = cutQuoted(listVerbs(sentence.marked, context), sentence, context);
  if (context.file.language !== 'zh') return verbs;
  return verbs
    .filter((verb, index) => index === 0 || leadsClause(sentence, verb, context))
    .filter(
      (verb, index, all) => !isOfState(sentence.marked.slice(verb.end, all[index + 1]?.start)),
    );
}

/** "王某表示港口国支持": the position is that of the state. */
function isOfState(between: string): boolean {
  return between.length <= 2 && between.startsWith(MARKS.state);
}

/** "王某说,各方支持": the words after a verb of speech and a comma are those of the speaker. */
function cutQuoted(
  verbs: readonly StatementVerb[],
  { marked }: MarkedSentence,
  { file: { words } }: NoteContext,
): readonly StatementVerb[] {
  const { quoting } = words;
  if (quoting === undefined) return verbs;
  const last = verbs.findIndex(
    ({ written, end }) => quoting.includes(written) && /^[,，:：]/u.test(marked.slice(end)),
  );
  if (last < 0) return verbs;
  const { written, end } = verbs[last] ?? { written: '', end: 0 };
  // "理事会强调，…，并敦促": the second verb has the same subject; not after "某人说，…".
  const goesOn =
    (words['stressing'] ?? []).includes(written) && !/[。；;](?=.)/u.test(marked.slice(end));
  return verbs.filter(
    ({ start }, index) =>
      index <= last || (goesOn && /[,，]并(?:再次|进一步)?$/u.test(marked.slice(0, start))),
  );
}

const getBefore = onceByFile(
  ({ words }) =>
    new SearchExpression(
      `(?:[,，;；]|${toCueSource([...(words['and'] ?? []), ...(words['adverbs'] ?? [])])})$`,
    ),
);

/**
 * Chinese has no relative pronouns: in "支持港口国提出的建议" the second verb is that of another. A verb of
 * the same subject follows a comma or a conjunction.
 */
function leadsClause(sentence: MarkedSentence, verb: StatementVerb, context: NoteContext): boolean {
  const before = sentence.marked.slice(0, verb.start);
  const cut = cutBeforeVerb(before, context);
  if ([before, cut].some((words) => getBefore(context.file).test(words))) return true;
  return findOwnSubject(sentence, verb, context) !== undefined;
}
