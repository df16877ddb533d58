import type { QueryScope } from '../query/scope.ts';

/** Changes of the scope of a test. */
export interface ScopeOverrides extends Partial<QueryScope> {
  /** The position of the only collection. */
  readonly position?: number;
}
