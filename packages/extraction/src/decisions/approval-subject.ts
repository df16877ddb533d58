import { toCue } from '../language/cues.ts';
import { getLabelLength, isOnlyLabel } from '../text/item-label.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { toOwnBodyCue } from '../names/own-body.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

/** "The Council, meeting in Riga with the ministers of Malta, adopted". */
const OPENING_BODY = new SearchExpression(
  `^(?:(?:[Tt]he|[Ll]e|[Ll]a)\\s|[Ll]')?${MARKS.body},?\\s[^;]*,\\s$`,
);

/** Returns whether a body, the meeting or its participants stand before the verb. */
export function hasSubject(
  before: string,
  sentence: MarkedSentence,
  context: NoteContext,
): boolean {
  const close = before.slice(-90);
  const { file } = context;
  if (isOnlyLabel(before) && context.listSubject !== undefined) return true;
  if (OPENING_BODY.test(before) || isOfList(before, sentence, context)) return true;
  if (close.includes(MARKS.body) || toCue(file.words['deciders'] ?? []).test(close)) return true;
  return toOwnBodyCue(context)?.cue.test(close) ?? false;
}

/** "a) a examiné et" in a list of acts: the subject is that of the line above. */
function isOfList(
  before: string,
  { sentence }: MarkedSentence,
  { listSubject, listItem }: NoteContext,
): boolean {
  if (listSubject === undefined || listItem !== sentence.start) return false;
  return /^(?:a|ont)\s(?:\p{Ll}+\s){0,3}$/u.test(before.slice(getLabelLength(before)));
}
