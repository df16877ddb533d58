import { z } from 'zod';
import { defineRecordEvent, LIST_LENGTH_MAX, nullableField } from '../define-fact.ts';
import { EventId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A flagged conflict ended: its facts agree now, or a conflict of other facts replaces it. */
export const ConflictEndedV1 = defineRecordEvent('ConflictEnded', 1, {
  group: 'record',
  doc: 'A flagged conflict ended: its facts agree now, or a conflict of other facts replaces it.',
  identity: ['conflict'],
  fields: {
    conflict: EventId.describe('The ConflictFlagged event'),
    events: z
      .array(EventId)
      .min(2)
      .max(LIST_LENGTH_MAX)
      .describe('The facts that contradicted each other'),
    field: text(200).describe('The property in which they differed'),
    replacedBy: nullableField(EventId).describe(
      'The ConflictFlagged event that replaces it; none if no contradiction is left',
    ),
  },
  stream: null,
});

export const example = ConflictEndedV1.parse({
  conflict: 'ghi.2',
  events: ['abc.1', 'def.1'],
  field: 'occurredOn',
});
