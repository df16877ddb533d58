import { onceByFile, toCue } from '../language/cues.ts';
import { toDateValue } from '../language/dates.ts';
import type { DraftValue } from '../draft.ts';
import type { MeetingCues } from './meeting-cues.ts';
import { findEarlierClause, findHost, findVerb } from './meeting-details.ts';
import { findMeetingPlace } from './meeting-places.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { keepStated } from '../notes/stated-fields.ts';

/** The day of a meeting that is prepared follows its name. */
const PREPARED_WITHIN = 50;
const AFTER_DAY = /^(?:(?!\s(?:and|et|и|а)\s)[^,;.，；。]){0,60}/u;

/** Returns the first meeting that patterns name, unless the words only mention it. */
export function findNamed(
  matched: readonly FactProposal[],
  { sentence }: MarkedSentence,
  cues: MeetingCues,
  { hasMeeting, mainOrdinal }: NoteContext,
): FactProposal | undefined {
  const before = hasMeeting ? cues.beforeEarlier : cues.beforeMentioned;
  // "At its 6th session the Council adopted …" in a note on the 7th tells of an earlier one.
  const isEarlier = findVerb(sentence.text, cues) === null && cues.atMeeting.test(sentence.text);
  const earlier = findEarlierClause(sentence.text, cues);
  return matched.find(({ type, span, fields }) => {
    if (type !== 'Meeting' || span.start - sentence.start < earlier) return false;
    const isOther = mainOrdinal !== undefined && fields['ordinal'] !== mainOrdinal;
    if (isEarlier && isOther) return false;
    const words = sentence.text.slice(0, span.start - sentence.start);
    const own = sentence.text.slice(words.length, span.end - sentence.start);
    if (hasMeeting && cues.pluperfect.test(own)) return false;
    // "Being the first meeting under the amended rules" counts the meeting anew.
    if (isOther && cues.counted.test(words)) return false;
    // "Met to prepare the 7th meeting of the Council" tells of another one than that of the
    // Council.
    const met = cues.held.exec(words)?.index ?? words.length;
    if (cues.preceded.test(words)) return true;
    const isMatter = cues.purposes.list(words).some(({ index }) => index > met);
    return !isMatter && !isMention(words, before, cues) && !cues.recalls.test(words);
  });
}

/**
 * "In the course of the 7th meeting" mentions it; "in the course of, held in Riga, the 7th" tells
 * of it.
 */
function isMention(words: string, before: SearchExpression, { held }: MeetingCues): boolean {
  const at = before.exec(words)?.index;
  return at !== undefined && !held.list(words).some(({ index }) => index >= at);
}

/**
 * Returns a later meeting that the words prepare, if they state its day: "to prepare the 8th
 * session in May 2032".
 */
export function findPrepared(
  matched: readonly FactProposal[],
  marked: MarkedSentence,
  cues: MeetingCues,
  context: NoteContext,
): readonly FactProposal[] {
  const { sentence } = marked;
  const { start, text } = sentence;
  const { mainOrdinal, mainBody } = context;
  const found = matched.find(
    ({ type, span }) =>
      type === 'Meeting' && cues.beforePrepared.test(text.slice(0, span.start - start)),
  );
  const { body = mainBody?.body, ordinal } = found?.fields ?? {};
  const end = (found?.span.end ?? 0) - sentence.start;
  if (found === undefined || body === undefined) return [];
  if (body === mainBody?.body && (ordinal === undefined || ordinal === mainOrdinal)) return [];
  const day = findDay(marked, end, cues, context);
  if (day === undefined) return [];
  // "The 8th summit, which Malta will host in Riga on 4 May".
  const told = { start: marked.toMark(end), end: marked.toMark(day.end) };
  const at = { from: told.start, telling: extendAfter(marked, told) };
  const place = findMeetingPlace(marked, cues.places, at, context.actors);
  const fields = keepStated({
    ...found.fields,
    body,
    scheduledOn: day.value,
    place: place?.value,
    host: findHost(marked, cues, { until: told.end }),
    modality: 'planned',
  });
  const span = { start: found.span.start, end: sentence.start + day.end };
  return [{ ...found, type: 'MeetingAnnounced', fields, span, rule: 'meeting-announced' }];
}

/** "On 4 May in Riga": the place may follow the day. */
function extendAfter({ marked }: MarkedSentence, { start, end }: UnitSpan): UnitSpan {
  return { start, end: end + (AFTER_DAY.exec(marked.slice(end))?.[0].length ?? 0) };
}

interface StatedDay {
  readonly value: DraftValue;
  /** The place after its words in the sentence. */
  readonly end: number;
}

/** Returns the day that soon follows a place: "on 4 May", or "scheduled for tomorrow". */
function findDay(
  { sentence, mentions }: MarkedSentence,
  from: number,
  { named, future }: MeetingCues,
  context: NoteContext,
): StatedDay | undefined {
  const date = mentions.find(
    (one) => one.kind === 'date' && one.start >= from && one.start <= from + PREPARED_WITHIN,
  );
  if (date?.kind === 'date') return { value: toDateValue(date), end: date.end };
  const [words = ''] = sentence.text.slice(from, from + PREPARED_WITHIN).split(';');
  const value = future.test(words) ? named.find(words, false, context) : undefined;
  const end = from + words.replace(/[\s.]+$/u, '').length;
  return value === undefined ? undefined : { value, end };
}

/** Those after the noun of a meeting that is theirs: "совещание экспертов". */
const getOwners = onceByFile(
  ({ slots }) => new SearchExpression(`^\\s(?<owner>${slots['meetingOwner'] ?? '(?!)'})(?!\\p{L})`),
);

/** "The 3rd summit" is another body than a council. */
export function isOfOtherKind(
  { span, fields }: FactProposal,
  { sentence }: MarkedSentence,
  { file, mainBody, titleWords }: NoteContext,
): boolean {
  if (fields['body'] !== undefined) return false;
  const words = sentence.text.slice(span.start - sentence.start, span.end - sentence.start);
  const rest = sentence.text.slice(span.end - sentence.start);
  // "A meeting of experts" is not that of the council.
  const owner = getOwners(file).exec(rest)?.groups?.['owner']?.toLowerCase();
  if (owner !== undefined && mainBody?.name.toLowerCase().includes(owner) !== true) return true;
  const noun = toCue(file.words['namedMeetings'] ?? [])
    .exec(words)?.[0]
    .toLowerCase();
  const named = `${mainBody?.name ?? ''} ${titleWords}`.toLowerCase();
  return noun !== undefined && !named.includes(noun);
}
