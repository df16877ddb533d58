import { formatLogPosition } from '@rapporteur/event-log';
import type { QueryScope } from '@rapporteur/read-models';

/** Returns a row with its public position in place of its `pseq`. */
export function toFactData<T extends { readonly pseq: number }>(
  { partition }: Pick<QueryScope, 'partition'>,
  { pseq, ...row }: T,
) {
  return { position: formatLogPosition({ partition, pseq }), ...row };
}
