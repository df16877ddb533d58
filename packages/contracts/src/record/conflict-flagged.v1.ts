import { z } from 'zod';
import { defineRecordEvent, LIST_LENGTH_MAX, nullableField } from '../define-fact.ts';
import { EventId, Term } from '../shapes/ids.ts';
import { JsonValue } from '../shapes/json-value.ts';
import { text } from '../shapes/text.ts';

/** Facts of the record contradict each other; the record does not say which is right. */
export const ConflictFlaggedV1 = defineRecordEvent('ConflictFlagged', 1, {
  group: 'record',
  doc: 'Facts of the record contradict each other; the record does not say which is right.',
  identity: ['events', 'field'],
  fields: {
    events: z
      .array(EventId)
      .min(2)
      .max(LIST_LENGTH_MAX)
      .describe('The facts that contradict each other, in the order of their ids'),
    field: text(200).describe('The property in which they differ'),
    values: z
      .array(JsonValue)
      .min(2)
      .max(LIST_LENGTH_MAX)
      .describe('The value of each event, in the same order'),
    thing: nullableField(
      z.strictObject({
        kind: Term.describe('Its kind: meeting, incident, delegation'),
        id: text(1000)
          .describe('Its id; several ids are joined by slashes')
          .meta({ personal: true }),
      }),
    ).describe('The thing that the facts are about'),
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
  thing: { kind: 'meeting', id: 'sco-rats-council-44' },
});
