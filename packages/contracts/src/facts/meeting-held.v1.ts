import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { Count, Identifier, OrdinalValue } from '../shapes/quantity.ts';
import { SessionKind } from '../shapes/session.ts';
import { text } from '../shapes/text.ts';

/** A meeting of a body took place. */
export const MeetingHeldV1 = defineFact('MeetingHeld', 1, {
  group: 'meetings',
  doc: 'A meeting of a body took place.',
  coding:
    'Also a meeting that "is taking place". A future meeting is MeetingAnnounced or ' +
    'NextMeetingAgreed.',
  identity: ['meeting'],
  singleValued: [
    'body',
    'session',
    'ordinal',
    'occurredOn',
    'places',
    'host',
    'format',
    'participants',
  ],
  introduces: [{ referent: 'meeting', field: 'meeting' }],
  fields: {
    meeting: MeetingId.describe("The meeting's id"),
    body: BodyId.describe('The body that met'),
    session: nullableField(SessionKind).describe('The kind of session'),
    sessionAsWritten: nullableField(text(200)).describe('The words of the source, if they differ'),
    ordinal: nullableField(OrdinalValue).describe("Its number in the body's series"),
    series: nullableField(text(200)).describe(
      'The series in which it is counted, if the body begins anew by year, term or session: ' +
        '"2025", "seventy-eighth session"',
    ),
    occurredOn: nullableField(DateValue).describe('The date of the meeting'),
    places: listField(Place).describe(
      'The places of the meeting; several if it moved or was split',
    ),
    venue: nullableField(text(300)).describe('The building or host institution, as written'),
    host: nullableField(ActorRef).describe('The host; it need not be the chair'),
    format: nullableField(z.enum(['in-person', 'videoconference', 'hybrid', 'written'])).describe(
      'The format of the meeting, only if the words state it',
    ),
    participants: nullableField(Count).describe(
      'The number of participants, as stated: "nine states", "some 40 delegates"',
    ),
    prepares: nullableField(MeetingId).describe('The meeting that this one prepares'),
    marginsOf: nullableField(text(300)).describe('The event in whose margins it was held'),
    identifiers: listField(Identifier).describe('Its ids in external schemes'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingHeldV1.parse({
  meeting: 'sco-rats-council-44',
  body: 'sco-rats-council',
  ordinal: { value: 44 },
  occurredOn: { edtf: '2025-09-10', basis: 'stated' },
  places: [{ name: 'Cholpon-Ata', country: { code: 'KGZ' } }],
  assertion: { passages: [examplePassage], modality: 'reported' },
});
