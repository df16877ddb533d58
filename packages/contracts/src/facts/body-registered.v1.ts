import { z } from 'zod';
import { defineRecordEvent, listField } from '../define-fact.ts';
import { BodyId } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body entered the record: an organization, one of its organs, or a body that a source mentions. */
export const BodyRegisteredV1 = defineRecordEvent('BodyRegistered', 1, {
  group: 'bodies',
  doc: 'A body entered the record: an organization, one of its organs, or a body that a source mentions.',
  identity: ['body'],
  introduces: [{ referent: 'body', field: 'body' }],
  fields: {
    body: BodyId.describe("The body's id"),
    name: text(300).describe('Its name'),
    kind: z
      .enum(['organization', 'organ', 'meeting-series', 'agency', 'group', 'joint-session'])
      .describe('What kind of body it is'),
    parents: listField(BodyId).describe(
      "The bodies it belongs to; several for a joint session, none for another organization's",
    ),
    otherNames: listField(text(300)).describe(
      'Other names and spellings under which sources call it',
    ),
    identifiers: listField(Identifier).describe('What others call it'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = BodyRegisteredV1.parse({
  body: 'sco-rats-council',
  name: 'Council of the SCO RATS',
  kind: 'organ',
  parents: ['sco-rats'],
});
