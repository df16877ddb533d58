import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
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
  coding: 'Declarations, communiqués, agreements, protocols and laws; reports and resolutions are DecisionAdopted.',
  identity: ['document'],
  singleValued: ['adoptedOn'],
  introduces: [{ referent: 'document', field: 'document' }],
  fields: {
    document: DocumentId,
    docType: ifStated(Term),
    title: ifStated(text(500)),
    by: ifStated(ActorRef),
    parties: listOf(ActorRef),
    meeting: ifStated(MeetingId),
    adoptedOn: ifStated(DateValue),
    ...verbFields,
    /** Whether the whole text is held. */
    complete: z.boolean().default(false),
    /** What it brings into being, in our words. */
    establishes: ifStated(text(500)),
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
