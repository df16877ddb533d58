import { z } from 'zod';

/** The kinds of bodies that are registered. */
export const BODY_KINDS = [
  'organization',
  'organ',
  'meeting-series',
  'agency',
  'group',
  'joint-session',
] as const;

export const BodyKind = z.enum(BODY_KINDS);
export type BodyKind = z.output<typeof BodyKind>;
