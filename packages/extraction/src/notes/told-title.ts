import type { Language } from '../language/language.ts';
import type { NoteContext } from './note-context.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/**
 * Returns the meeting of the note's body that a headline tells of: "В Риге прошло заседание Совета
 * портов". The sentences below often leave out what it states.
 */
export function readToldTitle(
  title: MarkedSentence,
  { rules, meetings }: Language,
  context: NoteContext,
): FactProposal | undefined {
  const { mainBody, isOpening } = context;
  if (mainBody === undefined) return undefined;
  context.isOpening = true;
  const named = meetings.findNamed(rules.listMeetings(title, context.actors), title, context);
  const told = meetings.propose(named, title, context);
  context.isOpening = isOpening;
  return told.find(
    ({ type, fields }) =>
      type === 'MeetingHeld' &&
      fields['body'] === mainBody.body &&
      (fields['places'] !== undefined || fields['occurredOn'] !== undefined),
  );
}

/** Returns proposals whose meeting has the place and the day that only the headline states. */
export function completeByTitle(
  told: FactProposal | undefined,
  proposals: readonly FactProposal[],
): readonly FactProposal[] {
  if (told === undefined) return proposals;
  const { places, occurredOn, body, ordinal } = told.fields;
  return proposals.map((one) => {
    const { fields, span } = one;
    const isOther =
      fields['body'] !== body || (ordinal !== undefined && fields['ordinal'] !== ordinal);
    const hasDay = fields['occurredOn'] !== undefined;
    if (one.type !== 'MeetingHeld' || isOther) return one;
    // Another day may be that of another meeting.
    if (hasDay && occurredOn !== undefined) return one;
    const own = {
      ...(places === undefined || fields['format'] === 'videoconference' ? {} : { places }),
      ...(occurredOn === undefined ? {} : { occurredOn }),
    };
    if (Object.keys(own).every((field) => fields[field] !== undefined)) return one;
    const start = Math.min(told.span.start, span.start);
    return { ...one, fields: { ...own, ...fields }, span: { start, end: span.end } };
  });
}
