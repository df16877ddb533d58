import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { IncidentId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A source states the number of people killed or injured. */
export const CasualtiesReportedV1 = defineFact('CasualtiesReported', 1, {
  group: 'incidents',
  doc: 'A source states the number of people killed or injured.',
  coding: '"More than 300" is at least 301. Leave the counts out for casualties without a number.',
  identity: ['incident'],
  singleValued: ['killed', 'injured', 'unspecified', 'civilian'],
  introduces: [{ referent: 'incident', field: 'incident' }],
  fields: {
    incident: IncidentId.describe('The incident'),
    killed: nullableField(Count).describe('The number of people killed'),
    injured: nullableField(Count).describe('The number of people injured'),
    unspecified: nullableField(Count).describe(
      'The number killed or injured, if the words do not separate them',
    ),
    civilian: nullableField(z.boolean()).describe('Whether the words say that they were civilians'),
    ofWhom: listField(
      z.strictObject({
        class: text(200).describe('The group'),
        count: Count.describe('The number'),
        of: z.enum(['killed', 'injured', 'unspecified']).describe('Killed, injured or unspecified'),
      }),
    ).describe('Groups of casualties, with the number killed or injured in each'),
  },
  stream: (data) => `incident-${data.incident}`,
});

export const example = CasualtiesReportedV1.parse({
  incident: 'beslan-2004',
  killed: { min: 301, qualifier: 'more than 300' },
  ofWhom: [{ class: 'children', count: { min: 186, max: 186 }, of: 'killed' }],
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
