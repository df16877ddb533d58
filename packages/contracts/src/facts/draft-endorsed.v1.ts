import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A draft was endorsed; another body must still act on it. */
export const DraftEndorsedV1 = defineFact('DraftEndorsed', 1, {
  group: 'decisions',
  doc: 'A draft was endorsed; another body must still act on it.',
  coding: 'Even if the verb is "approved".',
  identity: ['decision'],
  singleValued: ['forBody', 'nextStepOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The decision's id"),
    meeting: nullableField(MeetingId).describe('The meeting that endorsed it'),
    kind: Term.describe('The kind of document that is drafted'),
    name: text(300).describe('Its name'),
    forBody: nullableField(BodyId).describe('The body that must still act on it'),
    parties: listField(ActorRef).describe('The parties that endorsed it'),
    nextStepOn: nullableField(DateValue).describe('The date of the next step'),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = DraftEndorsedV1.parse({
  decision: 'draft-statute',
  kind: 'statute',
  name: 'Draft statute',
  verb: 'agreed',
  assertion: { passages: [examplePassage], modality: 'decided' },
});
