import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A change of the nature of a body was proposed, announced, agreed or came into force. */
export const MandateChangeReportedV1 = defineFact('MandateChangeReported', 1, {
  group: 'meetings',
  doc: 'A change of the nature of a body was proposed, announced, agreed or came into force.',
  coding: 'An announcement by one leader is `announced`; use `agreed` only if the body decides.',
  identity: ['body', 'becomes', 'stage'],
  singleValued: ['occurredOn'],
  fields: {
    body: BodyId.describe('The body that changes'),
    becomes: text(300).describe('Its future nature, in the words of the recorder'),
    stage: z
      .enum(['proposed', 'announced', 'agreed', 'in-force'])
      .describe('The stage: proposed, announced, agreed or in force'),
    by: nullableField(ActorRef).describe('The actor that proposed, announced or agreed it'),
    at: nullableField(text(300)).describe('The occasion, in the words of the recorder'),
    occurredOn: nullableField(DateValue).describe('The date of that stage'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = MandateChangeReportedV1.parse({
  body: 'sco-rats',
  becomes: 'universal centre',
  stage: 'announced',
  assertion: { passages: [examplePassage], modality: 'attributed' },
});
