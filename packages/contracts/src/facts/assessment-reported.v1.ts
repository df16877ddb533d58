import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { COUNT_MAX } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody assesses a threat or gives an opinion. */
export const AssessmentReportedV1 = defineFact('AssessmentReported', 1, {
  group: 'reports',
  doc: 'Somebody assesses a threat or gives an opinion.',
  coding:
    'A zero that is asserted is recorded as zero. Two assessments that contradict each other are both kept.',
  identity: ['kind'],
  fields: {
    kind: z
      .enum(['threat', 'opinion'])
      .describe('Whether a threat is assessed or an opinion given'),
    summary: text(600).describe('One sentence of ours').meta({ personal: true }),
    subject: nullableField(ActorRef).describe('Whom or what it is about'),
    organization: nullableField(ActorRef).describe('The organization assessed'),
    places: listField(Place).describe('Where'),
    region: nullableField(text(200)).describe('The region, as written'),
    trend: nullableField(text(200)).describe('As the words put it: growing, declined somewhat'),
    counted: nullableField(
      z.strictObject({
        what: text(300).describe('What is counted'),
        value: z.int().min(0).max(COUNT_MAX).describe('The number'),
      }),
    ).describe('A number the assessment asserts, zero too'),
    targets: listField(text(300)).describe('What is said to be attacked or in danger'),
    period: nullableField(DateValue).describe('The time it covers'),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = AssessmentReportedV1.parse({
  kind: 'threat',
  summary: 'The number of groups is said to grow.',
  trend: 'growing',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
