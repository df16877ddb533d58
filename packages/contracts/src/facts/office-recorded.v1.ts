import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A person holds an office, or a rule decides who holds it. One event for each office. */
export const OfficeRecordedV1 = defineFact('OfficeRecorded', 1, {
  group: 'bodies',
  doc: 'A person holds an office, or a rule decides who holds it. One event for each office.',
  coding: 'The rule that decides who holds an office and the person who holds it are two facts.',
  identity: ['office', 'body', 'holder', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    office: text(200).describe('The office, in lower case: director, secretary-general'),
    body: nullableField(BodyId).describe('The body that has the office'),
    holder: nullableField(ActorRef).describe('The person'),
    rank: nullableField(text(200))
      .describe("The holder's rank or title, as written")
      .meta({ personal: true }),
    exOfficio: nullableField(text(300)).describe(
      'The office whose holder also holds this office by rule',
    ),
    stage: z
      .enum(['proposed', 'elected', 'appointed', 'holds', 'left'])
      .describe('The stage: proposed, elected, appointed, holds or left'),
    by: nullableField(ActorRef).describe('The actor that proposed, elected or appointed'),
    meeting: nullableField(MeetingId).describe('The meeting at which that happened'),
    startedOn: nullableField(DateValue).describe('The start date'),
    endedOn: nullableField(DateValue).describe('The end date'),
    heldAsOf: nullableField(DateValue).describe(
      'A date on which it was true, if the source states neither start nor end',
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
