import { defineRecordEvent, listField } from '../define-fact.ts';
import { BodyKind } from '../shapes/body-kind.ts';
import { BodyId } from '../shapes/ids.ts';
import { Identifier } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body was registered: an organization, one of its organs, or a body that a source mentions. */
export const BodyRegisteredV1 = defineRecordEvent('BodyRegistered', 1, {
  group: 'bodies',
  doc: 'A body was registered: an organization, one of its organs, or a body that a source mentions.',
  identity: ['body'],
  introduces: [{ referent: 'body', field: 'body' }],
  fields: {
    body: BodyId.describe("The body's id"),
    name: text(300).describe('Its name'),
    kind: BodyKind.describe('The kind of body'),
    parents: listField(BodyId).describe(
      'The bodies of this collection that it belongs to: several for a joint session, none for ' +
        'the body of another organization. A parent in another collection is linked (RecordsLinked)',
    ),
    otherNames: listField(text(300)).describe('Other names and spellings in the sources'),
    identifiers: listField(Identifier).describe('Its ids in external schemes'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = BodyRegisteredV1.parse({
  body: 'sco-rats-council',
  name: 'Council of the SCO RATS',
  kind: 'organ',
  parents: ['sco-rats'],
});
