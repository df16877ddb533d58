import { z } from 'zod';
import { defineRecordEvent, nullableField } from '../define-fact.ts';
import { EventId } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** A flagged conflict was settled, saying how and by whom. */
export const ConflictResolvedV1 = defineRecordEvent('ConflictResolved', 1, {
  group: 'record',
  doc: 'A flagged conflict was settled, saying how and by whom.',
  identity: ['conflict'],
  fields: {
    conflict: EventId.describe('The ConflictFlagged event'),
    events: z.array(EventId).min(2).max(50).describe('The facts that contradicted each other'),
    field: text(200).describe('The field in which they did'),
    values: z.array(JsonValue).min(2).max(50).describe('The value each gives'),
    resolution: text(1000).describe('How it was settled'),
    by: nullableField(text(300)).describe('Who settled it, as named').meta({ personal: true }),
  },
  stream: null,
});

export const example = ConflictResolvedV1.parse({
  conflict: 'ghi.2',
  events: ['abc.1', 'def.1'],
  field: 'occurredOn',
  values: ['2025-09-10', '2025-09-11'],
  resolution: 'The second source corrected itself.',
});
