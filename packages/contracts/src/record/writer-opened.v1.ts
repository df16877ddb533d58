import { z } from 'zod';
import { text } from '../shapes/text.ts';
import { defineRecordEvent } from '../define-fact.ts';

/** A writer took a partition over: the first event of every term. */
export const WriterOpenedV1 = defineRecordEvent('WriterOpened', 1, {
  group: 'log',
  doc: 'A writer took a partition over: the first event of every term.',
  fields: {
    /** How many partitions the log has; chosen when it was made, never changed. */
    partitions: z.int().min(1).max(10_000),
    /** The instance that writes. */
    owner: text(200),
    /** Where other instances reach it, if they can. */
    url: text(500).nullable().default(null),
  },
  stream: null,
});

export const example = WriterOpenedV1.parse({ partitions: 1, owner: 'desk-1', url: null });
