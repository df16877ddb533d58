import { z } from 'zod';
import { defineRecordEvent, LIST_LENGTH_MAX, nullableField } from '../define-fact.ts';
import { EventId } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** A flagged conflict was resolved, with an explanation and the name of the person who resolved it. */
export const ConflictResolvedV1 = defineRecordEvent('ConflictResolved', 1, {
  group: 'record',
  doc: 'A flagged conflict was resolved, with an explanation and the name of the person who resolved it.',
  identity: ['conflict'],
  fields: {
    conflict: EventId.describe('The ConflictFlagged event'),
    events: z
      .array(EventId)
      .min(2)
      .max(LIST_LENGTH_MAX)
      .describe('The facts that contradicted each other'),
    field: text(200).describe('The property in which they differed'),
    values: z.array(JsonValue).min(2).max(LIST_LENGTH_MAX).describe('The value of each event'),
    resolution: text(1000).describe('The resolution, in words'),
    by: nullableField(text(300))
      .describe('The name of the person who resolved it')
      .meta({ personal: true }),
    holds: nullableField(EventId).describe(
      'The fact whose value holds; none if the resolution chooses no value',
    ),
  },
  stream: null,
});

export const example = ConflictResolvedV1.parse({
  conflict: 'ghi.2',
  events: ['abc.1', 'def.1'],
  field: 'occurredOn',
  values: ['2025-09-10', '2025-09-11'],
  resolution: 'The second source corrected itself.',
  holds: 'def.1',
});
