import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count, verbFields } from '../shapes/quantity.ts';

/** A mechanism was developed or a measure taken; weaker than a decision. */
export const MeasureTakenV1 = defineFact('MeasureTaken', 1, {
  group: 'decisions',
  doc: 'A mechanism was developed or a measure taken; weaker than a decision.',
  coding:
    'Also "work on X is completed" if X is not in the record. "Developed" and "taken" are ' +
    'weaker than "approved".',
  identity: ['decision'],
  singleValued: ['count'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The measure's id"),
    meeting: nullableField(MeetingId).describe('The meeting at which it was reported'),
    kind: z
      .enum(['mechanism', 'measure'])
      .describe('Whether a mechanism was developed or a measure taken'),
    topic: Term.describe('The field it belongs to'),
    by: nullableField(ActorRef).describe('The actor that took it'),
    count: nullableField(Count).describe('The number'),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = MeasureTakenV1.parse({
  decision: 'counter-financing-mechanisms-44',
  meeting: 'sco-rats-council-44',
  kind: 'mechanism',
  topic: 'counter-financing',
  verb: 'developed',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
