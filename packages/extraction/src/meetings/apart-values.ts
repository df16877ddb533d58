import { tellsAttendance } from './attendance-rule.ts';
import { findWord } from '../language/cues.ts';
import { toDateValue } from '../language/dates.ts';
import type { DraftValue } from '../draft.ts';
import { MARKS } from '../text/marks.ts';
import type { MeetingCues } from './meeting-cues.ts';
import { findHost, type MeetingVerbs } from './meeting-details.ts';
import { findOwnDetails } from './meeting-places.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { MarkedSentence } from '../notes/sentence-reader.ts';

/** "The meeting was held online": the verb follows its subject. */
const OWN_WITHIN = 20;
/** "The one-day meeting on Sunday was held": the day follows the meeting. */
const OWN_DAY_WITHIN = 60;

/**
 * Enters the values of the known meeting that a sentence of its own tells: "It was hosted by Malta",
 * and in the first sentences its format, place and day.
 */
export function enterApart(
  sentence: MarkedSentence,
  { held, future }: MeetingVerbs,
  cues: MeetingCues,
  context: NoteContext,
): void {
  const { actors } = context;
  if (!context.hasMeeting || future !== null) return;
  const { marked } = sentence;
  if (!cues.offers.test(marked)) context.host ??= findHost(sentence, cues, { isApart: true });
  if (!context.isOpening) return;
  context.format ??= findOwnFormat(sentence, held, context);
  if (held === null) return;
  const { place, day } = findOwnDetails(sentence, held, cues, actors);
  context.place ??= place;
  context.day ??= day ?? findOwnDay(sentence, cues, context);
}

/** Returns the format of the meeting that a sentence tells. */
function findOwnFormat(
  sentence: MarkedSentence,
  held: RegExpExecArray | null,
  context: NoteContext,
): string | undefined {
  const format = findWord(context.file.formats, sentence.sentence.text);
  // "Malta took part online" tells of its delegation, "90 delegates took part, in person or online"
  // of all.
  const isOwn = tellsAttendance(sentence, context)
    ? format === 'hybrid' && !sentence.marked.includes(MARKS.state)
    : held !== null && held.index <= OWN_WITHIN;
  return isOwn ? format : undefined;
}

/** Returns the day that a sentence about "the meeting" begins with. */
function findOwnDay(
  { marked, mentions, marks }: MarkedSentence,
  { ownStart, named }: MeetingCues,
  context: NoteContext,
): DraftValue | undefined {
  const own = ownStart.exec(marked);
  if (own === null) return undefined;
  const end = own[0].length + OWN_DAY_WITHIN;
  const date = mentions.find((one, index) => one.kind === 'date' && (marks[index] ?? end) < end);
  if (date?.kind === 'date') return toDateValue(date);
  return named.find(marked.slice(0, end), true, context);
}
