import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { optionalVerbFields, OrdinalValue } from '../shapes/quantity.ts';
import { SessionKind } from '../shapes/session.ts';
import { text } from '../shapes/text.ts';

/** A meeting is to take place. */
export const MeetingAnnouncedV1 = defineFact('MeetingAnnounced', 1, {
  group: 'meetings',
  doc: 'A meeting is to take place.',
  coding: "The next meeting of another body; the reporting body's own is NextMeetingAgreed.",
  identity: ['meeting'],
  singleValued: ['body', 'session', 'ordinal', 'scheduledOn', 'place', 'host', 'chair'],
  introduces: [{ referent: 'meeting', field: 'meeting' }],
  fields: {
    meeting: MeetingId.describe("The meeting's id"),
    body: BodyId.describe('The body that will meet'),
    session: nullableField(SessionKind).describe('The kind of session'),
    ordinal: nullableField(OrdinalValue).describe("Its number in the body's series"),
    series: nullableField(text(200)).describe(
      'The series in which it is counted, if the body begins anew by year, term or session: ' +
        '"2025", "seventy-eighth session"',
    ),
    scheduledOn: nullableField(DateValue).describe('The planned date'),
    place: nullableField(Place).describe('The planned place'),
    venue: nullableField(text(300)).describe('The building or host institution, as written'),
    host: nullableField(ActorRef).describe('The host; it need not be the chair'),
    chair: nullableField(ActorRef).describe('The planned chair'),
    by: nullableField(ActorRef).describe('The actor that announced it'),
    agenda: listField(text(600)).describe(
      'The matters on the agenda, in the words of the recorder',
    ),
    expected: listField(ActorRef).describe(
      'The actors expected to attend; expectation is not attendance',
    ),
    ...optionalVerbFields,
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingAnnouncedV1.parse({
  meeting: 'sco-rats-council-45',
  body: 'sco-rats-council',
  scheduledOn: { edtf: '2026', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'planned' },
});
