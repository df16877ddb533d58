import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DocumentId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A document states its publication, its dateline or its author. */
export const DocumentDescribedV1 = defineFact('DocumentDescribed', 1, {
  group: 'sources',
  doc: 'A document states its publication, its dateline or its author.',
  coding:
    'The place and day of the dateline belong to the document, not to the meeting it describes.',
  identity: ['document', 'aspect'],
  singleValued: ['occurredOn', 'place'],
  fields: {
    document: DocumentId.describe('The document described'),
    aspect: z
      .enum(['published', 'datelined', 'authored'])
      .describe('The aspect: published, datelined (its stated place and day) or authored'),
    occurredOn: nullableField(DateValue).describe('The day of publication or of the dateline'),
    place: nullableField(Place).describe('The place of publication or of the dateline'),
    person: nullableField(ActorRef).describe('The author'),
    capacity: nullableField(text(300))
      .describe('The capacity in which the person signs')
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
