import { z } from 'zod';
import { defineRecordEvent } from '../define-fact.ts';
import { Evidence } from '../shapes/assertion.ts';
import { EventId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** One value of a fact was corrected, on evidence; the old value stays visible. */
export const RecordCorrectedV1 = defineRecordEvent('RecordCorrected', 1, {
  group: 'record',
  doc: 'One value of a fact was corrected, on evidence; the old value stays visible.',
  identity: ['target', 'field'],
  fields: {
    /** The event that is corrected. */
    target: EventId,
    /** The field, dotted where nested: `adoptedOn`, `assertion.statedIn`. */
    field: z
      .string()
      .max(200)
      .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+)*$/, 'must be a field of the fact, such as adoptedOn'),
    oldValue: z.json(),
    newValue: z.json(),
    /** The whole data of the target after the correction, in the present version of its type. */
    corrected: z.record(z.string(), z.json()),
    reason: text(1000),
    evidence: Evidence,
  },
  stream: null,
});

export const example = RecordCorrectedV1.parse({
  target: 'abc.1',
  field: 'adoptedOn',
  oldValue: null,
  newValue: { edtf: '2024-07-04', basis: 'stated' },
  corrected: {},
  reason: 'The communiqué gives the day.',
  evidence: { note: 'Communiqué of the summit' },
});
