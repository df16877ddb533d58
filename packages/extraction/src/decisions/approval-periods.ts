import { onceByFile } from '../language/cues.ts';
import { toDateValue } from '../language/dates.ts';
import type { DraftFields } from '../draft.ts';
import type { LanguageFile } from '../language/language-file.ts';
import { MARKS } from '../text/marks.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence, SentenceMention } from '../notes/sentence-reader.ts';

/** The words before the end of a period. */
export const getUntil = onceByFile(
  ({ words }) =>
    new SearchExpression(`(?:${(words['until'] ?? ['(?!)']).join('|')})\\s?${MARKS.date}`),
);

/** Returns the period that words name, and the same one if the words only state its end. */
export function readPeriods(
  mentions: readonly SentenceMention[],
  isUntil: boolean,
): { readonly period: DraftFields; readonly ended: DraftFields } {
  const date = mentions.find((mention) => mention.kind === 'date' && mention.precision !== 'day');
  if (date?.kind !== 'date') return { period: {}, ended: {} };
  const period = { period: toDateValue(date) };
  const last = mentions.findLast((mention) => mention.kind === 'date');
  // "A strategy until 2035" states only the end of its period.
  const isOpen = isUntil && date === last && !date.edtf.includes('/');
  return { period, ended: isOpen ? { period: `../${date.edtf}` } : period };
}

/** "The mandate was extended until 4 May 2031": the end of the mandate follows the verb. */
export function findEnd(
  sentence: MarkedSentence,
  { end: from }: UnitSpan,
  file: LanguageFile,
): SentenceMention | undefined {
  const until = getUntil(file).exec(sentence.marked.slice(from));
  if (until === null || until.index > 1) return undefined;
  const end = from + until.index + until[0].length;
  return sentence.listMentions({ start: end - 1, end })[0];
}
