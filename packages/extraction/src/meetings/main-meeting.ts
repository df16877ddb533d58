import type { DraftFields } from '../draft.ts';
import { readEdtf } from '../language/date-values.ts';
import type { NoteContext } from '../notes/note-context.ts';
import type { FactProposal } from '../notes/sentence-rules.ts';
import { keepStated } from '../notes/stated-fields.ts';

/** A note tells of its meeting at the beginning; an article mentions meetings anywhere. */
export const OPENING_SENTENCES = 5;

/**
 * The title numbers the meeting that the first sentences tell of; the same number is the same
 * meeting.
 */
export function addOrdinal(
  meeting: FactProposal,
  order: number,
  context: NoteContext,
): FactProposal {
  const { type, fields } = meeting;
  const { titleOrdinal, titleSession, mainBody } = context;
  const isTold = type === 'MeetingHeld' || type === 'MeetingAnnounced';
  if (!isTold || order >= OPENING_SENTENCES || titleOrdinal === undefined) return meeting;
  if (mainBody === undefined) return meeting;
  const isSame =
    fields['ordinal'] === undefined
      ? fields['body'] === mainBody.body
      : fields['ordinal'] === titleOrdinal;
  if (!isSame) return meeting;
  // An organ of the title's organization has its own meeting.
  const told =
    typeof fields['body'] === 'string' ? context.register.get(fields['body']) : undefined;
  const isOrgan =
    told?.parents.includes(mainBody.body) === true ||
    (told?.kind === 'organ' && mainBody.kind === 'organization');
  const body = isOrgan ? told.body : mainBody.body;
  const session = titleSession === undefined ? {} : { session: titleSession };
  return { ...meeting, fields: { ...session, ...fields, ordinal: titleOrdinal, body } };
}

/** The meeting of the note's body is the one that the note is about; else one of its beginning. */
export function enterMeeting(
  [held]: readonly FactProposal[],
  order: number,
  context: NoteContext,
): void {
  enterAnnounced(held, context);
  if (held?.type !== 'MeetingHeld') return;
  const { body, ordinal } = held.fields;
  if (context.hasMeeting) {
    enterOrgan(held.fields, context);
    // The head may tell the day of the meeting, and the first sentences its number.
    const isSame = order < OPENING_SENTENCES && body === context.mainBody?.body;
    if (isSame && typeof ordinal === 'number') context.mainOrdinal ??= ordinal;
    return;
  }
  const isTitled = context.mainBody !== undefined && context.mainBody.body === body;
  if (!isTitled && order >= OPENING_SENTENCES) return;
  context.mainBody = typeof body === 'string' ? context.register.get(body) : context.mainBody;
  context.hasMeeting = true;
  if (typeof ordinal === 'number') context.mainOrdinal = ordinal;
  context.mainDay = toFirstDay(held.fields['occurredOn']);
}

/** The organ that a sentence names is the body of the meeting that the title gave to its owner. */
function enterOrgan(held: DraftFields, context: NoteContext): void {
  const { mainBody, mainOrdinal, mainDay, register } = context;
  // So it is for a title without a number.
  const day = toFirstDay(held['occurredOn']);
  const isOnDay = mainOrdinal === undefined && day !== undefined && day === mainDay;
  if (!isOnDay && !isOfOwner(held, keepStated({ body: mainBody?.body, ordinal: mainOrdinal })))
    return;
  context.mainBody = register.get(typeof held['body'] === 'string' ? held['body'] : '') ?? mainBody;
}

/** Returns the first day of a date, or its month or year. */
export function toFirstDay(date: DraftFields[string] | undefined): string | undefined {
  return /^\d{4}(?:-\d\d){0,2}/.exec(readEdtf(date) ?? '')?.[0];
}

/** A note on the 8th meeting may tell what was done at the 7th. */
function enterAnnounced(told: FactProposal | undefined, context: NoteContext): void {
  const ordinal = told?.type === 'MeetingAnnounced' ? told.fields['ordinal'] : undefined;
  if (typeof ordinal === 'number') context.mainOrdinal ??= ordinal;
}

export function isOtherMeeting({ ordinal, body }: DraftFields, context: NoteContext): boolean {
  const { mainOrdinal, mainBody, hasMeeting } = context;
  if (!hasMeeting) return false;
  return body !== mainBody?.body || (ordinal !== undefined && ordinal !== mainOrdinal);
}

/**
 * "The eighth session of the Conference of the Union" is the "8th summit of the Union" of the
 * title.
 */
export function isOfOwner({ body, ordinal }: DraftFields, title: DraftFields): boolean {
  const owner = title['body'];
  return (
    ordinal !== undefined &&
    ordinal === title['ordinal'] &&
    typeof body === 'string' &&
    typeof owner === 'string' &&
    body.endsWith(`-${owner}`)
  );
}
