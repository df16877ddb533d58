import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A source describes a body: its foundation, function, seat or relations. */
export const BodyDescribedV1 = defineFact('BodyDescribed', 1, {
  group: 'bodies',
  doc: 'A source describes a body: its foundation, function, seat or relations.',
  identity: ['body', 'aspect'],
  singleValued: ['occurredOn', 'place'],
  fields: {
    body: BodyId.describe('The body described'),
    aspect: z
      .enum(['established', 'function', 'headquarters', 'relation'])
      .describe('The aspect described'),
    what: nullableField(text(600)).describe(
      'Its function or relation, in the words of the recorder',
    ),
    occurredOn: nullableField(DateValue).describe('The day it was established'),
    by: nullableField(ActorRef).describe('The actor that established it'),
    instrument: nullableField(text(300))
      .describe('The instrument that established it, as written or described')
      .meta({ personal: true }),
    place: nullableField(Place).describe('Its seat'),
    others: listField(ActorRef).describe('The actors it has relations with'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = BodyDescribedV1.parse({
  body: 'sco-rats',
  aspect: 'headquarters',
  place: { name: 'Tashkent' },
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
