import { onceByFile, onceBySlot, toCueSource } from '../language/cues.ts';
import { toEnding } from '../language/endings.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** Leaves out adverbs and asides between a subject and its verb. */
export function cutBeforeVerb(words: string, { file }: NoteContext): string {
  // The council "expresses concern": the quotation begins with the verb.
  const unquoted = words.trimEnd().replace(/\s["'«]$/u, '');
  const plain = toEnding(file.words['adverbs'] ?? []).remove(unquoted);
  const named = getObject(file).remove(getAdverb(file).remove(plain.trimEnd()));
  const subject = getAside(file).remove(named.trimEnd());
  return getDay(file).remove(subject);
}

/** "The Council on Sunday condemned": the day is between the subject and its verb. */
const getDay = onceByFile(({ words }) => {
  const days = (words['weekdays'] ?? []).flatMap((forms) => forms.split('|'));
  const named = [...days, ...(words['today'] ?? []), ...(words['yesterday'] ?? [])];
  return new SearchExpression(`\\s(?:${toCueSource(named)}|(?:on\\s)?${MARKS.date})$`);
});

/** Any adverb before a verb: "categorically". */
const getAdverb = onceByFile(
  ({ slots }) => new SearchExpression(`\\s(?:${slots['adverb'] ?? '(?!)'})\\s*$`),
);

/** In Chinese an object may stand before the verb: "各方对…表示". */
const getObject = onceBySlot('objectBefore');

/** Words between a speaker and the verb: "Malta, on behalf of the islands, urged". */
const getAside = onceBySlot('aside');

const CONJUNCTION =
  /(?:^|[,;:]\s*|(?<!\p{L})(?:and|that|et|que|и|а|но|что|while)\s|\p{Script=Han})(?:(?:the|la|le|les)\s|l')?$/iu;

/**
 * Returns whether words lead to a subject: none, a conjunction, or an adverb, "В то же время Кипр".
 */
export function leadsClause(head: string, { file }: NoteContext): boolean {
  return CONJUNCTION.test(head) || getOpening(file).test(head);
}

const getOpening = onceByFile(
  ({ words }) =>
    new SearchExpression(`^(?:${(words['adverbs'] ?? []).join('|') || '(?!)'})\\s$`, 'i'),
);

/**
 * The words that join actors and verbs: "and", or "а" of "а также", at the end; and a list there.
 */
export const getJoins = onceByFile(({ words }) => {
  const mark = `[${MARKS.state}${MARKS.body}]`;
  const and = (words['and'] ?? []).join('|');
  return {
    end: new SearchExpression(`(?:\\s(?:${and})|,\\sа|[,，])$`),
    list: new SearchExpression(`${mark}(?:(?:,\\s|,?\\s?(?:${and})\\s?|、)${mark})*$`),
  };
});
