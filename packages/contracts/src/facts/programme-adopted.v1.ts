import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, MeetingId } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A programme or strategy was adopted. */
export const ProgrammeAdoptedV1 = defineFact('ProgrammeAdopted', 1, {
  group: 'decisions',
  doc: 'A programme or strategy was adopted.',
  coding: 'Programmes and strategies. Plans, roadmaps and lists of measures are PlanApproved.',
  identity: ['decision'],
  singleValued: ['period', 'adoptedOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The decision's id"),
    meeting: nullableField(MeetingId).describe('The meeting that adopted it'),
    at: nullableField(text(300)).describe(
      'The occasion, if the meeting itself is not in the record',
    ),
    name: text(300).describe('Its name'),
    period: nullableField(DateValue).describe('The period it covers'),
    adoptedOn: nullableField(DateValue).describe('The day it was adopted'),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = ProgrammeAdoptedV1.parse({
  decision: 'cooperation-programme-2025-2027',
  name: 'Cooperation programme',
  period: { edtf: '2025/2027', basis: 'stated' },
  verb: 'approved',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
