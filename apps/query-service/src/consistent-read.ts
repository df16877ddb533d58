import { isDeepStrictEqual } from 'node:util';
import { listServingSchemas, type Projection } from '@rapporteur/projection-runtime';
import type { EntityManager } from 'typeorm';

/**
 * Returns the result of `read`, taken from one generation of each read model.
 * A result needs several statements, and another generation may be swapped in between two of them:
 * then it retries.
 */
export async function readConsistently<T>(
  manager: EntityManager,
  projections: readonly Pick<Projection, 'name'>[],
  read: () => Promise<T>,
): Promise<T> {
  let before = await listServingSchemas(manager, projections);
  for (;;) {
    // The swap itself may be the cause of an error.
    const [result] = await Promise.allSettled([read()]);
    const after = await listServingSchemas(manager, projections);
    if (isDeepStrictEqual(before, after)) {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    }
    before = after;
  }
}
