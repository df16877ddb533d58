import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
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
  coding:
    'The place and day that a document bears are its own, not those of the meeting it tells of.',
  identity: ['document', 'aspect'],
  singleValued: ['occurredOn', 'place'],
  fields: {
    document: DocumentId.describe('The document described'),
    aspect: z
      .enum(['published', 'datelined', 'authored'])
      .describe(
        'What is said of it: published, datelined (the place and day it bears) or authored',
      ),
    occurredOn: nullableField(DateValue).describe('The day it was published or bears'),
    place: nullableField(Place).describe('The place it was published at or bears'),
    person: nullableField(ActorRef).describe('Who wrote it'),
    capacity: nullableField(text(300))
      .describe('As what the person signs')
      .meta({ personal: true }),
  },
  stream: (data) => `source-${data.document}`,
});

export const example = DocumentDescribedV1.parse({
  document: 'rats-council-44-note',
  aspect: 'datelined',
  occurredOn: { edtf: '2025-09-10', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'metadata' },
});
