import { z } from 'zod';
import { shape } from '../schema-shape.ts';

/** What kind of session a meeting was; ordinals are counted per body and session. */
export const Session = z
  .enum(['ordinary', 'extraordinary', 'annual', 'special', 'informal'])
  .meta(shape('Session', 'What kind of session a meeting was.'));
export type Session = z.infer<typeof Session>;
