import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';

/** The kind of session of a meeting. Ordinals are counted per body and session. */
export const SessionKind = z
  .enum(['ordinary', 'extraordinary', 'annual', 'special', 'informal'])
  .meta(shapeMetadata('Session', 'The kind of session of a meeting.'));
export type SessionKind = z.infer<typeof SessionKind>;
