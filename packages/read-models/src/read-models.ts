import type { Projection } from '@rapporteur/projection-runtime';
import { DECISIONS } from './decisions/projection.ts';
import { PARTICIPATION } from './participation/projection.ts';
import { TIMELINE } from './timeline/projection.ts';

/** Every read model. */
export const READ_MODELS: readonly Projection[] = [TIMELINE, PARTICIPATION, DECISIONS];
