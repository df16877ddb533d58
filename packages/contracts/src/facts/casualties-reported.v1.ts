import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { IncidentId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** How many were killed or injured, as far as the words say. */
export const CasualtiesReportedV1 = defineFact('CasualtiesReported', 1, {
  group: 'incidents',
  doc: 'How many were killed or injured, as far as the words say.',
  coding: '"More than 300" is at least 301. Casualties without a number are counts not stated.',
  identity: ['incident'],
  singleValued: ['killed', 'injured', 'unspecified'],
  introduces: [{ referent: 'incident', field: 'incident' }],
  fields: {
    incident: IncidentId.describe('The incident'),
    killed: nullableField(Count).describe('How many were killed'),
    injured: nullableField(Count).describe('How many were injured'),
    unspecified: nullableField(Count).describe('Killed or injured, the words do not say which'),
    civilian: nullableField(z.boolean()).describe('Whether the words say that they were civilians'),
    ofWhom: listField(
      z.strictObject({
        class: text(200).describe('Which group'),
        count: Count.describe('How many'),
        of: z.enum(['killed', 'injured', 'unspecified']).describe('Of which of the three'),
      }),
    ).describe('Groups among them: which, how many, and whether killed or injured'),
  },
  stream: (data) => `incident-${data.incident}`,
});

export const example = CasualtiesReportedV1.parse({
  incident: 'beslan-2004',
  killed: { min: 301, qualifier: 'more than 300' },
  ofWhom: [{ class: 'children', count: { min: 186, max: 186 }, of: 'killed' }],
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
