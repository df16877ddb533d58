import { defineRecordEvent } from '../define-fact.ts';
import { Evidence } from '../shapes/assertion.ts';
import { EventId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A fact, merger or link was retracted, with the reason; it stays visible as retracted. */
export const RecordRetractedV1 = defineRecordEvent('RecordRetracted', 1, {
  group: 'record',
  doc: 'A fact, merger or link was retracted, with the reason; it stays visible as retracted.',
  identity: ['target'],
  fields: {
    target: EventId.describe('The event that is retracted'),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the retraction'),
  },
  stream: null,
});

export const example = RecordRetractedV1.parse({
  target: 'abc.1',
  reason: 'Recorded from the wrong document.',
  evidence: { note: 'See the title page' },
});
