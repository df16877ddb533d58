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
    collection: CollectionId,
    title: text(300),
    rootBody: BodyId,
  },
  stream: (data) => `collection-${data.collection}`,
});

export const example = CollectionOpenedV1.parse({
  collection: 'sco',
  title: 'Shanghai Cooperation Organization',
  rootBody: 'sco',
});
