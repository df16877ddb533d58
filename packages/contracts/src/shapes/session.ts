import { z } from 'zod';

/** What kind of session a meeting was; ordinals are counted per body and session. */
export const Session = z.enum(['ordinary', 'extraordinary', 'annual', 'special', 'informal']);
export type Session = z.infer<typeof Session>;
