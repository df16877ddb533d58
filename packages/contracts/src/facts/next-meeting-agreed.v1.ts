import { z } from 'zod';
import { defineFact, nullableField, LIST_LENGTH_MAX } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { optionalVerbFields, OrdinalValue } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body agreed when or where it will meet next. */
export const NextMeetingAgreedV1 = defineFact('NextMeetingAgreed', 1, {
  group: 'meetings',
  doc: 'A body agreed when or where it will meet next.',
  coding:
    'The place or date of the next meeting of the reporting body, with any verb; never ' +
    'EventPlanned.',
  identity: ['body', 'after'],
  singleValued: ['ordinal', 'scheduledOn', 'place', 'host'],
  fields: {
    body: BodyId.describe('The body that will meet; it is the reporting body'),
    after: MeetingId.describe('The meeting that precedes it'),
    ordinal: nullableField(OrdinalValue).describe('Its number; usually derived'),
    series: nullableField(text(200)).describe(
      'The series in which it is counted, if the body begins anew by year, term or session',
    ),
    scheduledOn: nullableField(DateValue).describe('The planned date'),
    place: nullableField(Place).describe('The planned place'),
    venue: nullableField(text(300)).describe('The building or host institution, as written'),
    host: nullableField(ActorRef).describe('The host; it need not be the chair'),
    parties: nullableField(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe(
      'The parties that agreed',
    ),
    ...optionalVerbFields,
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
