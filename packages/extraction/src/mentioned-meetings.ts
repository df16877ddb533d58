import { toDateValue } from './dates.ts';
import type { MeetingCues } from './meeting-cues.ts';
import type { NoteContext } from './note-context.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** The day of a meeting that is prepared follows its name. */
const PREPARED_WITHIN = 50;

/** Returns the first meeting that patterns name, unless the words only mention it. */
export function findNamed(
  matched: readonly FactProposal[],
  { sentence }: MarkedSentence,
  cues: MeetingCues,
  { hasMeeting, mainOrdinal }: NoteContext,
): FactProposal | undefined {
  const before = hasMeeting ? cues.beforeEarlier : cues.beforeMentioned;
  // "At its 6th session the Council adopted …" in a note on the 7th tells of an earlier one.
  const isEarlier = !cues.held.test(sentence.text) && cues.atMeeting.test(sentence.text);
  return matched.find(({ type, span, fields }) => {
    if (type !== 'Meeting') return false;
    if (isEarlier && mainOrdinal !== undefined && fields['ordinal'] !== mainOrdinal) return false;
    const words = sentence.text.slice(0, span.start - sentence.start);
    // "Met to prepare the 7th meeting of the Council" tells of another one than that of the Council.
    const met = cues.held.exec(words)?.index ?? words.length;
    const isMatter = cues.purposes.list(words).some(({ index }) => index > met);
    return !isMatter && !before.test(words) && !cues.recalls.test(words);
  });
}

/** Returns a later meeting that the words prepare, if they state its day: "to prepare the 8th session in May 2032". */
export function findPrepared(
  matched: readonly FactProposal[],
  { sentence, mentions }: MarkedSentence,
  cues: MeetingCues,
  { mainOrdinal, mainBody }: NoteContext,
): readonly FactProposal[] {
  const found = matched.find(
    ({ type, span }) =>
      type === 'Meeting' &&
      cues.beforePrepared.test(sentence.text.slice(0, span.start - sentence.start)),
  );
  const { body = mainBody?.body, ordinal } = found?.fields ?? {};
  const end = (found?.span.end ?? 0) - sentence.start;
  const date = mentions.find(
    (one) => one.kind === 'date' && one.start >= end && one.start <= end + PREPARED_WITHIN,
  );
  if (found === undefined || date?.kind !== 'date' || body === undefined) return [];
  if (body === mainBody?.body && (ordinal === undefined || ordinal === mainOrdinal)) return [];
  const span = { start: found.span.start, end: sentence.start + date.end };
  const fields = { ...found.fields, body, scheduledOn: toDateValue(date), modality: 'planned' };
  return [{ ...found, type: 'MeetingAnnounced', fields, span, rule: 'meeting-announced' }];
}
