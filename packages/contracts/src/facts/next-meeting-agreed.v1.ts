import { z } from 'zod';
import { defineFact, ifStated, LIST_LENGTH_MAX } from '../define-fact.ts';
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
  coding: 'Whatever the verb, where the reporting body says where it will meet next; never EventPlanned.',
  identity: ['body', 'after'],
  singleValued: ['ordinal', 'scheduledOn', 'place'],
  fields: {
    body: BodyId,
    /** The meeting after which it comes. */
    after: MeetingId,
    ordinal: ifStated(OrdinalValue),
    scheduledOn: ifStated(DateValue),
    place: ifStated(Place),
    venue: ifStated(text(300)),
    /** Who agreed; null: not stated. */
    parties: ifStated(z.array(ActorRef).max(LIST_LENGTH_MAX)),
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
