import { z } from 'zod';
import { defineFact, nullableField, LIST_LENGTH_MAX } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { OrdinalValue } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body agreed when or where it will meet next. */
export const NextMeetingAgreedV1 = defineFact('NextMeetingAgreed', 1, {
  group: 'meetings',
  doc: 'A body agreed when or where it will meet next.',
  coding:
    'Whatever the verb, where the reporting body says where it will meet next; never EventPlanned.',
  identity: ['body', 'after'],
  singleValued: ['ordinal', 'scheduledOn', 'place'],
  fields: {
    body: BodyId.describe('The body that will meet, which is the one that reports'),
    after: MeetingId.describe('The meeting after which it comes'),
    ordinal: nullableField(OrdinalValue).describe('Its number, mostly derived'),
    scheduledOn: nullableField(DateValue).describe('When it is to be held'),
    place: nullableField(Place).describe('Where it is to be held'),
    venue: nullableField(text(300)).describe('The building or host institution, as written'),
    parties: nullableField(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe('Who agreed'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = NextMeetingAgreedV1.parse({
  body: 'sco-rats-council',
  after: 'sco-rats-council-44',
  ordinal: { value: 45, basis: 'derived', rule: 'next-is-last-plus-one' },
  place: { name: 'Tashkent' },
  assertion: { passages: [examplePassage], modality: 'decided' },
});
