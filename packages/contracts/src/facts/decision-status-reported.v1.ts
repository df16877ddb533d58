import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';

/** What has become of a decision. */
export const DecisionStatusReportedV1 = defineFact('DecisionStatusReported', 1, {
  group: 'decisions',
  doc: 'What has become of a decision.',
  coding: 'Also "work on X is completed", where X is recorded; else MeasureTaken.',
  identity: ['decision', 'status'],
  singleValued: ['period'],
  fields: {
    decision: DecisionId.describe('The decision'),
    body: nullableField(BodyId).describe('The body that acts under it'),
    meeting: nullableField(MeetingId).describe('The meeting that tells of it'),
    status: z
      .enum(['in-force', 'in-progress', 'extended', 'done', 'lapsed', 'cancelled'])
      .describe('What has become of it'),
    period: nullableField(DateValue).describe('The time for which it holds, or is extended'),
    heldAsOf: DateValue.describe('The day of which it is told'),
    by: nullableField(ActorRef).describe('Who did it or brought it about'),
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = DecisionStatusReportedV1.parse({
  decision: 'cooperation-programme-2025-2027',
  status: 'in-force',
  heldAsOf: { edtf: '2025-09-29', basis: 'relative', rule: 'publication-date' },
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
