import type { Plant } from './plant.ts';
import { PLANTED_IN_ANSWERS } from './planted-in-answers.ts';
import { PLANTED_IN_LOG } from './planted-in-log.ts';

/**
 * Ways to break every promise that the checker proves. A suite that finds a history correct can plant each in that very
 * history and see it found: that the checker would have said so had it happened.
 */
export const PLANTS: readonly Plant[] = [...PLANTED_IN_LOG, ...PLANTED_IN_ANSWERS];
