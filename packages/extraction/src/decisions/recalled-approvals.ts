import { onceByFile, onceBySlot, toCue, toCueSource } from '../language/cues.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { listVerbs } from '../statements/statement-verbs.ts';

/** The words that lead to an act are directly before it. */
const LEADING_WITHIN = 300;

/** "The agreement, which was signed last year" tells of something else. */
const getRelative = onceByFile(({ words }) => {
  const [relatives, passive] = ['relatives', 'passive'].map((list) =>
    toCueSource(words[list] ?? []),
  );
  return new SearchExpression(`(?:${relatives})\\s(?:had\\s|has\\s|have\\s)?(?:${passive})\\s$`);
});

/** "授权秘书处签署备忘录": those who are asked have not acted yet. */
const getAsked = onceBySlot('askedAct');

/**
 * "Recalled that the Council had adopted a plan" tells of an earlier meeting. `act` is the place of
 * its verb.
 */
export function isRecalled(marked: string, act: number, context: NoteContext): boolean {
  const before = marked.slice(Math.max(0, act - LEADING_WITHIN), act);
  if (getAsked(context.file).test(before)) return true;
  if (getRelative(context.file).test(before)) return true;
  const recalled = listVerbs(marked, context).find(
    ({ verb, end }) => verb === 'recalled' && end <= act,
  );
  const that = toCue(context.file.words['thatWords'] ?? []);
  return recalled !== undefined && that.test(marked.slice(recalled.end, act));
}

/** "The text would have the Assembly reaffirm": what a draft says is no act of the meeting. */
const getDrafted = onceBySlot('draftedAct');

/** Returns whether the words before a verb are those of a draft. */
export function isDrafted(marked: string, act: number, { file }: NoteContext): boolean {
  return getDrafted(file).test(marked.slice(Math.max(0, act - LEADING_WITHIN), act));
}
