import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { OrdinalValue } from '../shapes/quantity.ts';
import { Session } from '../shapes/session.ts';
import { text } from '../shapes/text.ts';

/** A meeting is to take place. */
export const MeetingAnnouncedV1 = defineFact('MeetingAnnounced', 1, {
  group: 'meetings',
  doc: 'A meeting is to take place.',
  coding: "The next meeting of another body; the reporting body's own is NextMeetingAgreed.",
  identity: ['meeting'],
  singleValued: ['ordinal'],
  introduces: [{ referent: 'meeting', field: 'meeting' }],
  fields: {
    meeting: MeetingId.describe("The meeting's id"),
    body: BodyId.describe('The body that will meet'),
    session: ifStated(Session).describe('What kind of session it will be'),
    ordinal: ifStated(OrdinalValue).describe("Its number in the body's series"),
    scheduledOn: ifStated(DateValue).describe('When it is to be held'),
    place: ifStated(Place).describe('Where it is to be held'),
    venue: ifStated(text(300)).describe('The building or host institution, as written'),
    chair: ifStated(ActorRef).describe('Who is to chair it'),
    by: ifStated(ActorRef).describe('Who announced it'),
    agenda: listOf(text(600)).describe('What it is to consider, in our words'),
    expected: listOf(ActorRef).describe('Who is expected; expectation is not attendance'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingAnnouncedV1.parse({
  meeting: 'sco-rats-council-45',
  body: 'sco-rats-council',
  scheduledOn: { edtf: '2026', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'planned' },
});
