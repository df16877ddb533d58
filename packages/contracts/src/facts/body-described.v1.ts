import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A source says when a body was established, what it does, where it sits, or whom it keeps contact with. */
export const BodyDescribedV1 = defineFact('BodyDescribed', 1, {
  group: 'bodies',
  doc: 'A source says when a body was established, what it does, where it sits, or whom it keeps contact with.',
  identity: ['body', 'aspect'],
  singleValued: ['occurredOn', 'place'],
  fields: {
    body: BodyId,
    aspect: z.enum(['established', 'function', 'headquarters', 'relation']),
    what: ifStated(text(600)),
    occurredOn: ifStated(DateValue),
    by: ifStated(ActorRef),
    /** The instrument that established it, as written or described. */
    instrument: ifStated(text(300)),
    place: ifStated(Place),
    others: listOf(ActorRef),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = BodyDescribedV1.parse({
  body: 'sco-rats',
  aspect: 'headquarters',
  place: { name: 'Tashkent' },
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
