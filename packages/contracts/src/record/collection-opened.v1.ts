import { defineRecordEvent } from '../define-fact.ts';
import { BodyId, CollectionId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** The record of one organization, with its organs and sources, was opened. */
export const CollectionOpenedV1 = defineRecordEvent('CollectionOpened', 1, {
  group: 'collection',
  doc: 'The record of one organization, with its organs and sources, was opened.',
  identity: ['collection'],
  introduces: [{ referent: 'collection', field: 'collection' }],
  fields: {
    collection: CollectionId.describe("The collection's id"),
    title: text(300).describe('The name of the organization'),
    rootBody: BodyId.describe('The organization itself, as a body'),
  },
  stream: (data) => `collection-${data.collection}`,
});

export const example = CollectionOpenedV1.parse({
  collection: 'sco',
  title: 'Shanghai Cooperation Organization',
  rootBody: 'sco',
});
