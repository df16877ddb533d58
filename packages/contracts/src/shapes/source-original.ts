import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { Sha256 } from './ids.ts';

/** The file that the text of a document was read from, such as a PDF. */
export const SourceOriginal = z
  .strictObject({
    sha256: Sha256.describe('The SHA-256 of its bytes'),
    mediaType: z
      .string()
      .max(120)
      .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'must be a media type, such as application/pdf')
      .describe('Its media type'),
    bytes: z.int().min(1).max(1_000_000_000).describe('Its size in bytes'),
  })
  .meta(
    shapeMetadata(
      'SourceOriginal',
      'The file that the text of a document was read from, such as a PDF.',
    ),
  );
