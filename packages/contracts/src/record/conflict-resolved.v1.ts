import { z } from 'zod';
import { defineRecordEvent, ifStated } from '../define-fact.ts';
import { EventId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A flagged conflict was settled, saying how and by whom. */
export const ConflictResolvedV1 = defineRecordEvent('ConflictResolved', 1, {
  group: 'record',
  doc: 'A flagged conflict was settled, saying how and by whom.',
  identity: ['conflict'],
  fields: {
    /** The ConflictFlagged event. */
    conflict: EventId,
    events: z.array(EventId).min(2).max(50),
    field: text(200),
    values: z.array(z.json()).min(2).max(50),
    resolution: text(1000),
    by: ifStated(text(300)),
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
