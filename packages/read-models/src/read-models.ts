import type { Projection } from '@rapporteur/projection-runtime';
import { DECISIONS } from './decisions/projection.ts';
import { PARTICIPATION } from './participation/projection.ts';
import { TIMELINE } from './timeline/projection.ts';

/** All read models. */
export const READ_MODELS: readonly Projection[] = [TIMELINE, PARTICIPATION, DECISIONS];
