import type { DraftFields } from '../draft.ts';
import { isOfOwner } from '../meetings/main-meeting.ts';
import type { NoteHeader } from './note-header.ts';
import type { FactProposal } from './sentence-rules.ts';
import { keepStated } from './stated-fields.ts';

/**
 * Returns the proposals of a sentence. The meeting of the header gets the day and place that only the
 * lines of the header state; its words are then those of both.
 */
export function completeByHeader(
  header: NoteHeader | undefined,
  proposals: readonly FactProposal[],
): readonly FactProposal[] {
  if (header === undefined) return proposals;
  const { fields, span } = header.proposal;
  return proposals.map((one) => {
    if (one.type !== 'MeetingHeld' || !isToldBy(header, one)) return one;
    const isWhole = ['occurredOn', 'places'].every(
      (field) => one.fields[field] !== undefined || fields[field] === undefined,
    );
    if (isWhole || one.fields['ordinal'] !== fields['ordinal']) return one;
    const start = Math.min(span.start, one.span.start);
    const end = Math.max(span.end, one.span.end);
    return { ...one, fields: { ...fields, ...one.fields }, span: { start, end } };
  });
}

/**
 * Returns proposals whose meeting has the place and format of the head, if it has the same number
 * and day.
 */
export function completePlace(
  head: NoteHeader | undefined,
  proposals: readonly FactProposal[],
): readonly FactProposal[] {
  const { places, format, occurredOn, ordinal } = head?.proposal.fields ?? {};
  if (head === undefined || (places === undefined && format === undefined)) return proposals;
  return proposals.map((one) => {
    const isSame =
      one.type === 'MeetingHeld' &&
      one.fields['ordinal'] === ordinal &&
      isSameDate(one.fields['occurredOn'], occurredOn) &&
      isToldBy(head, one);
    if (!isSame) return one;
    // The place above a meeting by video is that of the secretariat.
    const isPlaced = head.isIssued !== true && one.fields['format'] !== 'videoconference';
    const stated = keepStated({ format, places: isPlaced ? places : undefined });
    if (Object.keys(stated).every((field) => one.fields[field] !== undefined)) return one;
    const start = Math.min(head.proposal.span.start, one.span.start);
    return { ...one, fields: { ...stated, ...one.fields }, span: { start, end: one.span.end } };
  });
}

/** Returns the meeting of the header, unless a sentence tells of it. */
export function listHeaders(
  header: NoteHeader | undefined,
  found: readonly FactProposal[],
): readonly FactProposal[] {
  if (header === undefined || found.some((one) => isToldBy(header, one))) return [];
  return [header.proposal];
}

function isToldBy({ proposal: { fields } }: NoteHeader, other: FactProposal): boolean {
  if (other.type !== 'MeetingHeld' && other.type !== 'MeetingAnnounced') return false;
  const { body, ordinal, scheduledOn } = other.fields;
  // A head without a number states the meeting of that day, whatever it calls its body.
  if (fields['ordinal'] === undefined && isSameDay(fields, other)) return true;
  if (body !== fields['body'] && !isOfOwner(other.fields, fields)) return false;
  // A meeting that is still to come is another one than that of the lines.
  if (scheduledOn !== undefined && fields['occurredOn'] !== undefined)
    return isSameDate(scheduledOn, fields['occurredOn']);
  return ordinal === undefined || fields['ordinal'] === undefined || ordinal === fields['ordinal'];
}

type DateField = DraftFields[string] | undefined;

function isSameDay({ occurredOn }: DraftFields, { type, fields }: FactProposal): boolean {
  return (
    type === 'MeetingHeld' &&
    occurredOn !== undefined &&
    isSameDate(occurredOn, fields['occurredOn'])
  );
}

function isSameDate(one: DateField, other: DateField): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
