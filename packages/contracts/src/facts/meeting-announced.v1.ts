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
    meeting: MeetingId,
    body: BodyId,
    session: ifStated(Session),
    ordinal: ifStated(OrdinalValue),
    scheduledOn: ifStated(DateValue),
    place: ifStated(Place),
    venue: ifStated(text(300)),
    chair: ifStated(ActorRef),
    by: ifStated(ActorRef),
    agenda: listOf(text(600)),
    /** Who is expected; expectation is not attendance. */
    expected: listOf(ActorRef),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingAnnouncedV1.parse({
  meeting: 'sco-rats-council-45',
  body: 'sco-rats-council',
  scheduledOn: { edtf: '2026', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'planned' },
});
