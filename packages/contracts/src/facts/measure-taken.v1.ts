import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count, verbFields } from '../shapes/quantity.ts';

/** A mechanism was developed or a measure taken; weaker than a decision. */
export const MeasureTakenV1 = defineFact('MeasureTaken', 1, {
  group: 'decisions',
  doc: 'A mechanism was developed or a measure taken; weaker than a decision.',
  identity: ['decision'],
  singleValued: ['count'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId,
    meeting: ifStated(MeetingId),
    kind: z.enum(['mechanism', 'measure']),
    topic: Term,
    by: ifStated(ActorRef),
    count: ifStated(Count),
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
