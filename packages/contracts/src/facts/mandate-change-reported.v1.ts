import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A body is to become something else: proposed, announced, agreed or in force. */
export const MandateChangeReportedV1 = defineFact('MandateChangeReported', 1, {
  group: 'meetings',
  doc: 'A body is to become something else: proposed, announced, agreed or in force.',
  identity: ['body', 'becomes', 'stage'],
  singleValued: ['occurredOn'],
  fields: {
    body: BodyId,
    becomes: text(300),
    stage: z.enum(['proposed', 'announced', 'agreed', 'in-force']),
    by: ifStated(ActorRef),
    /** On which occasion, in our words. */
    at: ifStated(text(300)),
    occurredOn: ifStated(DateValue),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = MandateChangeReportedV1.parse({
  body: 'sco-rats',
  becomes: 'universal centre',
  stage: 'announced',
  assertion: { passages: [examplePassage], modality: 'attributed' },
});
