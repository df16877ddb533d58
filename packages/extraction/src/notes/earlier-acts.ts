import type { ApprovalVerb } from '../decisions/approval-rule.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from './note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence, SentenceMention } from './sentence-reader.ts';

/** A place or an agent between a verb and its day: "was signed in Tunis in 1999". */
const BETWEEN = `(?:\\s\\p{Ll}{1,2}\\s(?:\\p{Ll}{2,3}\\s)?[\\p{Lu}${MARKS.state}${MARKS.body}][^,;.${MARKS.date}]{0,40})?`;
/**
 * A day at the beginning of a sentence, or directly after a verb: "on 5 May 2020", "в 2020 году".
 */
const DAY_FIRST = new SearchExpression(
  `^(?:${BETWEEN}\\s\\p{L}{1,3}\\s|\\s?(?:\\p{L}{1,3}\\s)?)${MARKS.date}`,
);

/** Returns whether an act has a day before the meeting: "was signed on 5 May 2020". */
export function isOfEarlierDay(
  { marked, marks, mentions }: MarkedSentence,
  { end }: ApprovalVerb,
  { mainDay }: NoteContext,
): boolean {
  if (mainDay === undefined || !marked.includes(MARKS.date)) return false;
  // In Chinese no space is between a verb and its object: "通过2030年决算".
  const starts = /\s/u.test(marked.charAt(end)) ? [0, end] : [0];
  return starts.some((from) => {
    const found = DAY_FIRST.exec(marked.slice(from));
    const at = found === null ? -1 : from + found[0].length - 1;
    const mention = mentions[marks.indexOf(at)];
    return mention !== undefined && isBefore(mention, mainDay);
  });
}

function isBefore(mention: SentenceMention, day: string): boolean {
  if (mention.kind !== 'date') return false;
  const last = mention.edtf.split('/').at(-1) ?? '';
  return /^\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?$/.test(last) && last < day.slice(0, last.length);
}
