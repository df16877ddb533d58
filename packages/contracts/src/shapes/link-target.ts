import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { CollectionId, SlugId } from './ids.ts';
import { Identifier } from './quantity.ts';

/** The other side of a link: a thing of another collection, or an id in an external scheme. */
export const LinkTarget = z
  .union([
    z.strictObject({
      collection: CollectionId.describe('The other collection'),
      id: SlugId.describe('The id of the thing in that collection'),
    }),
    Identifier,
  ])
  .meta(
    shapeMetadata(
      'LinkTarget',
      'The other side of a link: a thing of another collection, or an id in an external scheme.',
    ),
  );
export type LinkTarget = z.infer<typeof LinkTarget>;
