import { z } from 'zod';
import { defineRecordEvent, nullableField } from '../define-fact.ts';
import { Evidence } from '../shapes/assertion.ts';
import { EventId } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** A fact, merger or link was retracted, or an amendment taken back; it stays visible as retracted. */
export const RecordRetractedV1 = defineRecordEvent('RecordRetracted', 1, {
  group: 'record',
  doc: 'A fact, merger or link was retracted, or an amendment taken back; it stays visible as retracted.',
  identity: ['target'],
  fields: {
    target: EventId.describe('The event that is retracted'),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the retraction'),
    restores: nullableField(
      z.strictObject({
        event: EventId.describe('The fact, merger or link'),
        recordedBy: EventId.describe(
          'The event that recorded these values: the fact itself, or its last correction',
        ),
        type: z
          .string()
          .regex(/^org\.rapporteur\.[a-z-]+\.v[1-9][0-9]*$/)
          .describe('Its wire type, current when this event was recorded'),
        data: z.record(z.string(), JsonValue).describe('Its whole data after this event'),
      }),
    ).describe(
      'What is valid again, if the target is a correction or a retraction: the fact with its ' +
        'values without that correction, or the fact that was retracted',
    ),
  },
  stream: null,
});

export const example = RecordRetractedV1.parse({
  target: 'abc.1',
  reason: 'Recorded from the wrong document.',
  evidence: { note: 'See the title page' },
});
