import type { SqlExpression } from '@rapporteur/projection-runtime';
import { formatThingKey, type ThingRef } from './aliases.ts';
import type { QueryScope } from './scope.ts';

/** The parts of a query that a condition uses. */
interface ConditionQuery {
  readonly scope: Pick<QueryScope, 'collections'>;
  parameter(value: readonly string[], type: 'text[]'): string;
}

/** How the ids of a row are compared with an array of ids, and with an array of thing keys. */
interface IdComparison {
  readonly hasId: (ids: string) => string;
  readonly hasKey: (keys: string) => string;
}

/**
 * Returns the condition that a row is about one of the things. An index finds ids and collections,
 * but no keys: keys are compared only if collections have different ids.
 */
export function formatThingCondition(
  query: ConditionQuery,
  collection: SqlExpression<string>,
  things: readonly ThingRef[],
  { hasId, hasKey }: IdComparison,
): string {
  const ids = [...new Set(things.map(({ id }) => id))];
  const isId = hasId(query.parameter(ids, 'text[]'));
  const collections = [...new Set(things.map((thing) => thing.collection))];
  const isWhole = query.scope.collections.every((each) => collections.includes(each.collection));
  const isIn = isWhole ? [] : [`${collection} = ANY(${query.parameter(collections, 'text[]')})`];
  const keys = [...new Set(things.map(formatThingKey))];
  const isPair =
    keys.length === ids.length * collections.length
      ? []
      : [hasKey(query.parameter(keys, 'text[]'))];
  const conditions = [isId, ...isIn, ...isPair];
  return conditions.length === 1 ? isId : `(${conditions.join(' AND ')})`;
}
