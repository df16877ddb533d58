import { z } from 'zod';
import { text } from '../shapes/text.ts';
import { defineRecordEvent } from '../define-fact.ts';

/** A writer took over a partition: the first event of every term. */
export const WriterOpenedV1 = defineRecordEvent('WriterOpened', 1, {
  group: 'log',
  doc: 'A writer took over a partition: the first event of every term.',
  fields: {
    partitions: z
      .int()
      .min(1)
      .max(10_000)
      .describe('The number of partitions of the log; it never changes'),
    owner: text(200).describe('The instance that writes'),
    url: text(500).nullable().default(null).describe('The URL at which other instances reach it'),
  },
  stream: null,
});

export const example = WriterOpenedV1.parse({ partitions: 1, owner: 'desk-1', url: null });
