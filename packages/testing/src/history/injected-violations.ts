import { LOG_VIOLATIONS } from './log-violations.ts';
import { RESPONSE_VIOLATIONS } from './response-violations.ts';
import type { ViolationInjector } from './violation-injector.ts';

/**
 * Injectors for every guarantee that the checker proves. A suite can inject each violation into its
 * own correct history and verify that the checker would have reported it.
 */
export const VIOLATION_INJECTORS: readonly ViolationInjector[] = [
  ...LOG_VIOLATIONS,
  ...RESPONSE_VIOLATIONS,
];
