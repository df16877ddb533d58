import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Who holds an office, or by what rule it is held. One event for each office. */
export const OfficeRecordedV1 = defineFact('OfficeRecorded', 1, {
  group: 'bodies',
  doc: 'Who holds an office, or by what rule it is held. One event for each office.',
  coding: 'The rule by which an office is held and the person who holds it are two facts.',
  identity: ['office', 'body', 'holder', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    office: text(200).describe('The office, in lower case: director, secretary-general'),
    body: nullableField(BodyId).describe('The body whose office it is'),
    holder: nullableField(ActorRef).describe('The person'),
    rank: nullableField(text(200))
      .describe("The holder's rank or title, as written")
      .meta({ personal: true }),
    exOfficio: nullableField(text(300)).describe('The office whose holder holds this one by rule'),
    stage: z
      .enum(['proposed', 'elected', 'appointed', 'holds', 'left'])
      .describe('How far it has come: proposed, elected, appointed, holds or left'),
    by: nullableField(ActorRef).describe('Who proposed, elected or appointed'),
    meeting: nullableField(MeetingId).describe('The meeting at which that was done'),
    startedOn: nullableField(DateValue).describe('Since when'),
    endedOn: nullableField(DateValue).describe('Until when'),
    heldAsOf: nullableField(DateValue).describe(
      'When it was so, where neither its beginning nor its end is told',
    ),
  },
  stream: (data) =>
    data.body === null ? `source-${data.assertion.passages[0]?.document}` : `body-${data.body}`,
});

export const example = OfficeRecordedV1.parse({
  office: 'chairman',
  body: 'ru-nac',
  exOfficio: 'director of the FSB',
  stage: 'holds',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
