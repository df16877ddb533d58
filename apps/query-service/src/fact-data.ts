import { formatLogPosition } from '@rapporteur/event-log';
import type { QueryScope } from '@rapporteur/read-models';

/** Returns a row with its public position in place of its `pseq`. */
export function toFactData<
  T extends { readonly collection?: string | undefined; readonly pseq: number },
>(scope: QueryScope, { pseq, ...row }: T & { readonly collection?: string | undefined }) {
  return { position: formatEventPosition(scope, { pseq, collection: row.collection }), ...row };
}

/** Returns the public position of an event of a collection of the scope. */
export function formatEventPosition(
  { collections }: QueryScope,
  { collection, pseq }: { readonly collection?: string | undefined; readonly pseq: number },
): string {
  const found = collections.find((each) => each.collection === collection) ?? collections[0];
  return formatLogPosition({ partition: found?.partition ?? 0, pseq });
}
