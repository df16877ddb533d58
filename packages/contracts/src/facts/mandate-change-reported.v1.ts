import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A body is to become something else: proposed, announced, agreed or in force. */
export const MandateChangeReportedV1 = defineFact('MandateChangeReported', 1, {
  group: 'meetings',
  doc: 'A body is to become something else: proposed, announced, agreed or in force.',
  coding: 'Announced by one leader is announced; agreed only where the body decides.',
  identity: ['body', 'becomes', 'stage'],
  singleValued: ['occurredOn'],
  fields: {
    body: BodyId.describe('The body that changes'),
    becomes: text(300).describe('What it is to become, in our words'),
    stage: z
      .enum(['proposed', 'announced', 'agreed', 'in-force'])
      .describe('How far it has come: proposed, announced, agreed or in force'),
    by: nullableField(ActorRef).describe('Who proposed, announced or agreed it'),
    at: nullableField(text(300)).describe('On which occasion, in our words'),
    occurredOn: nullableField(DateValue).describe('When that was'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = MandateChangeReportedV1.parse({
  body: 'sco-rats',
  becomes: 'universal centre',
  stage: 'announced',
  assertion: { passages: [examplePassage], modality: 'attributed' },
});
