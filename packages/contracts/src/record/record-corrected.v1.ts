import { z } from 'zod';
import { defineRecordEvent } from '../define-fact.ts';
import { Evidence } from '../shapes/assertion.ts';
import { EventId } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** One value of a fact was corrected, on evidence; the old value stays visible. */
export const RecordCorrectedV1 = defineRecordEvent('RecordCorrected', 1, {
  group: 'record',
  doc: 'One value of a fact was corrected, on evidence; the old value stays visible.',
  identity: ['target', 'field'],
  fields: {
    target: EventId.describe('The event that is corrected'),
    field: z
      .string()
      .max(200)
      .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9]+)*$/, 'must be the path of a field, such as adoptedOn')
      .describe('The field, dotted where nested: `adoptedOn`, `assertion.statedIn`'),
    oldValue: JsonValue.describe('The value before the correction'),
    newValue: JsonValue.describe('The value after the correction'),
    correctedType: z
      .string()
      .regex(/^org\.rapporteur\.[a-z-]+\.v[1-9][0-9]*$/)
      .describe('The wire type of `corrected`, current when the correction was recorded'),
    corrected: z
      .record(z.string(), JsonValue)
      .describe('The whole data of the target after the correction'),
    reason: text(1000).describe('The reason'),
    evidence: Evidence.describe('The evidence for the correction'),
  },
  stream: null,
});

export const example = RecordCorrectedV1.parse({
  target: 'abc.1',
  field: 'adoptedOn',
  oldValue: null,
  newValue: { edtf: '2024-07-04', basis: 'stated' },
  correctedType: 'org.rapporteur.programme-adopted.v1',
  corrected: {},
  reason: 'The communiqué gives the day.',
  evidence: { note: 'Communiqué of the summit' },
});
