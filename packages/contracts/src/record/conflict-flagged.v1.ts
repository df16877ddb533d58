import { z } from 'zod';
import { defineRecordEvent } from '../define-fact.ts';
import { EventId } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** Facts of the record contradict each other; the record does not say which is right. */
export const ConflictFlaggedV1 = defineRecordEvent('ConflictFlagged', 1, {
  group: 'record',
  doc: 'Facts of the record contradict each other; the record does not say which is right.',
  identity: ['events', 'field'],
  fields: {
    events: z.array(EventId).min(2).max(50).describe('The facts that contradict each other'),
    field: text(200).describe('The field in which they differ'),
    values: z
      .array(JsonValue)
      .min(2)
      .max(50)
      .describe('The value of each event, in the same order'),
  },
  stream: null,
});

export const example = ConflictFlaggedV1.parse({
  events: ['abc.1', 'def.1'],
  field: 'occurredOn',
  values: [
    { edtf: '2025-09-10', basis: 'stated' },
    { edtf: '2025-09-11', basis: 'stated' },
  ],
});
