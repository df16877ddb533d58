import { formatLogPosition } from '@rapporteur/event-log';
import { getOnlyCollection, type QueryScope } from '@rapporteur/read-models';

/** Returns a row with its public position in place of its `pseq`. */
export function toFactData<T extends { readonly pseq: number }>(
  scope: QueryScope,
  { pseq, ...row }: T,
) {
  const { partition } = getOnlyCollection(scope);
  return { position: formatLogPosition({ partition, pseq }), ...row };
}
