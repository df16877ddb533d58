import { toCue } from './cues.ts';
import type { DraftFields, DraftValue } from './draft.ts';
import type { MeetingCues } from './meeting-cues.ts';
import type { NoteContext } from './note-context.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** "Norway hosted the annual meeting": the noun is near the verb. */
const HOSTED_WITHIN = 30;

/** Returns the state that the words name as the host; with `isApart`, the sentence must name what is hosted. */
export function findHost(
  sentence: MarkedSentence,
  cues: MeetingCues,
  isApart = false,
): DraftFields | undefined {
  const { marked } = sentence;
  for (const pattern of cues.hosts)
    for (const match of pattern.list(marked)) {
      const start = match.index;
      const end = start + match[0].length;
      // In a sentence of its own, the words must name the meeting as that which is hosted.
      const before = marked.slice(0, start).trimEnd();
      const named = before === '' ? marked.slice(end, end + HOSTED_WITHIN) : before;
      if (isApart && !cues.hosting.test(named)) continue;
      const mentions = sentence.listMentions({ start, end });
      const [state] = mentions.filter((mention) => mention.kind === 'state');
      if (state !== undefined) return { [state.code]: state.name };
    }
  return undefined;
}

/** "Opened on 6 May and closed on 8 May" is one period. */
export function findPeriod(
  { marked, mentions }: MarkedSentence,
  cues: MeetingCues,
): DraftValue | undefined {
  const opened = cues.opened.exec(marked);
  const closed = cues.closed.exec(marked);
  if (opened === null || closed === null || closed.index < opened.index) return undefined;
  const days = mentions.flatMap((mention) =>
    mention.kind === 'date' && mention.precision === 'day' ? [mention.edtf] : [],
  );
  const [first, last] = days;
  return days.length === 2 && first !== undefined && last !== undefined && first < last
    ? `${first}/${last}`
    : undefined;
}

/** A later meeting of the body of the note is its next one. */
export function isLater(
  { fields }: FactProposal,
  { mainBody, mainOrdinal, hasMeeting }: NoteContext,
): boolean {
  const { body = mainBody?.body, ordinal } = fields;
  if (!hasMeeting || body !== mainBody?.body) return false;
  return (
    ordinal === undefined ||
    (typeof ordinal === 'number' && (mainOrdinal === undefined || ordinal > mainOrdinal))
  );
}

/** Returns whether the first verb is that of the meeting, and the second one that of a clause about something else. */
export function isMainVerb(held: RegExpExecArray, future: RegExpExecArray): boolean {
  return held.index < future.index && /^(?:met|convened|gathered|concluded|ended)\b/.test(held[0]);
}

/** "The 3rd summit" is another body than a council. */
export function isOfOtherKind(
  { span, fields }: FactProposal,
  { sentence }: MarkedSentence,
  { file, mainBody, titleWords }: NoteContext,
): boolean {
  if (fields['body'] !== undefined) return false;
  const words = sentence.text.slice(span.start - sentence.start, span.end - sentence.start);
  const noun = toCue(file.words['namedMeetings'] ?? [])
    .exec(words)?.[0]
    .toLowerCase();
  const named = `${mainBody?.name ?? ''} ${titleWords}`.toLowerCase();
  return noun !== undefined && !named.includes(noun);
}
