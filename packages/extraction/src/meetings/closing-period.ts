import type { DraftFields } from '../draft.ts';
import { onceByFile, toCueSource } from '../language/cues.ts';
import { addToDay, readEdtf } from '../language/date-values.ts';
import { MARKS } from '../text/marks.ts';
import type { NoteContext } from '../notes/note-context.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';

const DAYS_MAX = 31;
const DAY = /^\d{4}-\d\d-\d\d$/;

const getForms = onceByFile(({ words, slots }) => ({
  /** "Concluded today": the day of the meeting is its last one. */
  closed: new SearchExpression(
    `(?:${toCueSource(words['closed'] ?? [])})\\s(?:${toCueSource([...(words['today'] ?? []), ...(words['yesterday'] ?? [])])}|(?:on\\s)?${MARKS.date})|(?:${toCueSource(words['today'] ?? [])})\\s(?:${toCueSource(words['closed'] ?? [])})`,
  ),
  opened: new SearchExpression(slots['openedOn'] ?? '(?!)'),
  duration: new SearchExpression(slots['duration'] ?? '(?!)'),
}));

/** Enters the first day of a meeting that ended on its day: "The four-day meeting opened on 3 May". */
export function enterFirstDay(
  sentence: MarkedSentence,
  [told]: readonly FactProposal[],
  context: NoteContext,
): void {
  const { closed, duration } = getForms(context.file);
  const isMain = told?.type === 'MeetingHeld' && told.fields['body'] === context.mainBody?.body;
  if (isMain && closed.test(sentence.marked)) context.isClosing = true;
  if (!context.isClosing) return;
  const count = duration.exec(sentence.marked)?.groups?.['count'];
  if (count !== undefined) context.days ??= context.numbers.parseCount(count);
  context.firstDay ??= findOpened(sentence, context);
}

/** Returns the day after "opened on". */
function findOpened(sentence: MarkedSentence, { file }: NoteContext): string | undefined {
  const found = getForms(file).opened.exec(sentence.marked);
  if (found === null) return undefined;
  const at = found.index + found[0].length - 1;
  const [date] = sentence.listMentions({ start: at, end: at + 1 });
  return date?.kind === 'date' && date.precision === 'day' ? date.edtf : undefined;
}

/** Returns the period of a meeting of which a sentence tells the last day, and others the first. */
export function extendPeriod(
  { occurredOn }: DraftFields,
  { firstDay, days }: NoteContext,
): DraftFields {
  const last = readEdtf(occurredOn);
  if (last === undefined || !DAY.test(last)) return {};
  const counted = days === undefined ? undefined : addToDay(last, 1 - days, 'days');
  const first = firstDay ?? counted;
  if (first === undefined || first >= last || first < addToDay(last, -DAYS_MAX, 'days')) return {};
  return { occurredOn: `${first}/${last}` };
}
