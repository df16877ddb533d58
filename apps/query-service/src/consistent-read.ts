import { isDeepStrictEqual } from 'node:util';
import { listServingSchemas, type Projection } from '@rapporteur/projection-runtime';
import type { EntityManager } from 'typeorm';

/**
 * Answers from one generation of each read model. An answer takes several statements, and a generation
 * by other logic may be swapped in between two of them: then all of it is asked again.
 */
export async function readConsistently<T>(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
  ask: () => Promise<T>,
): Promise<T> {
  let before = await listServingSchemas(manager, projections);
  for (;;) {
    // What fails may have failed for the swap.
    const [asked] = await Promise.allSettled([ask()]);
    const after = await listServingSchemas(manager, projections);
    if (isDeepStrictEqual(before, after)) {
      if (asked.status === 'rejected') throw asked.reason;
      return asked.value;
    }
    before = after;
  }
}
