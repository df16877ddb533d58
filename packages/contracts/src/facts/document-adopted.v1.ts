import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DocumentId, MeetingId, Term } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A formal text was adopted, signed, issued or dated by a body or a state. */
export const DocumentAdoptedV1 = defineFact('DocumentAdopted', 1, {
  group: 'sources',
  doc: 'A formal text was adopted, signed, issued or dated by a body or a state.',
  coding:
    'Declarations, communiqués, agreements, protocols and laws; reports and resolutions are ' +
    'DecisionAdopted.',
  identity: ['document'],
  singleValued: ['adoptedOn'],
  introduces: [{ referent: 'document', field: 'document' }],
  fields: {
    document: DocumentId.describe(
      "The document's id; this event introduces the document if it was not registered",
    ),
    docType: nullableField(Term).describe('The kind of document'),
    title: nullableField(text(500)).describe('The title, as written'),
    by: nullableField(ActorRef).describe('The body or state that adopted, signed or issued it'),
    parties: listField(ActorRef).describe('The parties to the document'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was adopted'),
    adoptedOn: nullableField(DateValue).describe('The day it was adopted, or its own date'),
    ...verbFields,
    complete: z.boolean().default(false).describe('Whether the whole text is in the text store'),
    establishes: nullableField(text(500)).describe(
      'The thing it creates, in the words of the recorder',
    ),
  },
  stream: (data) => `source-${data.document}`,
});

export const example = DocumentAdoptedV1.parse({
  document: 'tianjin-declaration',
  title: 'Tianjin Declaration',
  verb: 'dated',
  adoptedOn: { edtf: '2025-09-01', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'metadata' },
});
