import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DocumentId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A document says when or where it was published or dated, or who wrote it. */
export const DocumentDescribedV1 = defineFact('DocumentDescribed', 1, {
  group: 'sources',
  doc: 'A document says when or where it was published or dated, or who wrote it.',
  identity: ['document', 'aspect'],
  singleValued: ['occurredOn', 'place'],
  fields: {
    document: DocumentId,
    aspect: z.enum(['published', 'datelined', 'authored']),
    occurredOn: ifStated(DateValue),
    place: ifStated(Place),
    person: ifStated(ActorRef),
    /** As what the person signs. */
    capacity: ifStated(text(300)),
  },
  stream: (data) => `source-${data.document}`,
});

export const example = DocumentDescribedV1.parse({
  document: 'rats-council-44-note',
  aspect: 'datelined',
  occurredOn: { edtf: '2025-09-10', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'metadata' },
});
