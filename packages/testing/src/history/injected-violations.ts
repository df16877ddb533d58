import type { ViolationInjector } from './violation-injector.ts';
import { RESPONSE_VIOLATIONS } from './response-violations.ts';
import { LOG_VIOLATIONS } from './log-violations.ts';

/**
 * Ways to break every promise that the checker proves. A suite that finds a history correct can plant each in that very
 * history and see it found: that the checker would have said so had it happened.
 */
export const VIOLATION_INJECTORS: readonly ViolationInjector[] = [
  ...LOG_VIOLATIONS,
  ...RESPONSE_VIOLATIONS,
];
