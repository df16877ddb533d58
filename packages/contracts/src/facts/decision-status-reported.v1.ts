import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A source reports the status of a decision. */
export const DecisionStatusReportedV1 = defineFact('DecisionStatusReported', 1, {
  group: 'decisions',
  doc: 'A source reports the status of a decision.',
  coding:
    'Also "work on X is completed" if X is in the record; otherwise MeasureTaken. A decision of ' +
    'another body of which the source only tells the status has its `subject` here.',
  identity: ['decision', 'status'],
  singleValued: ['period'],
  introduces: [{ referent: 'decision', field: 'decision', ifStated: 'subject' }],
  fields: {
    decision: DecisionId.describe('The decision'),
    subject: nullableField(text(600)).describe(
      'The decision, in the words of the recorder, if no other fact tells of it; this event then ' +
        'introduces it',
    ),
    body: nullableField(BodyId).describe('The body that acts under the decision'),
    meeting: nullableField(MeetingId).describe('The meeting at which it was reported'),
    status: z
      .enum(['in-force', 'in-progress', 'extended', 'done', 'lapsed', 'cancelled'])
      .describe('The status'),
    period: nullableField(DateValue).describe('The period for which it is in force or extended'),
    heldAsOf: DateValue.describe('The date on which the status was true'),
    by: nullableField(ActorRef).describe('The actor that caused the status'),
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = DecisionStatusReportedV1.parse({
  decision: 'cooperation-programme-2025-2027',
  status: 'in-force',
  heldAsOf: { edtf: '2025-09-29', basis: 'relative', rule: 'publication-date' },
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
