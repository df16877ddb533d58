import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { COUNT_MAX } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** An actor assesses a threat or gives an opinion. */
export const AssessmentReportedV1 = defineFact('AssessmentReported', 1, {
  group: 'reports',
  doc: 'An actor assesses a threat or gives an opinion.',
  coding:
    'Record an asserted zero as zero. Keep both of two assessments that contradict each other.',
  identity: ['kind'],
  fields: {
    kind: z
      .enum(['threat', 'opinion'])
      .describe('Whether a threat is assessed or an opinion given'),
    summary: text(600)
      .describe('One sentence in the words of the recorder')
      .meta({ personal: true }),
    subject: nullableField(ActorRef).describe('The person or thing it is about'),
    organization: nullableField(ActorRef).describe('The organization assessed'),
    places: listField(Place).describe('The place'),
    region: nullableField(text(200)).describe('The region, as written'),
    trend: nullableField(text(200)).describe(
      'The trend, in the words of the source: growing, declined somewhat',
    ),
    counted: nullableField(
      z.strictObject({
        what: text(300).describe('The thing counted'),
        value: z.int().min(0).max(COUNT_MAX).describe('The number'),
      }),
    ).describe('A number that the assessment asserts, including zero'),
    targets: listField(text(300)).describe('The things that are attacked or in danger'),
    period: nullableField(DateValue).describe('The period it covers'),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = AssessmentReportedV1.parse({
  kind: 'threat',
  summary: 'The number of groups is said to grow.',
  trend: 'growing',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
