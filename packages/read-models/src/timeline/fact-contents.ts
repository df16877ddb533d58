import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { isEventOf } from '../query/event-conditions.ts';
import { readStatedFacts } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';

/** The data of a fact without its assertion. */
type FactContent = Readonly<Record<string, unknown>>;

/** Returns the content of facts, by the key of their collection and event. */
export async function listFactContents(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly ThingRef[],
): Promise<ReadonlyMap<string, FactContent>> {
  if (facts.length === 0) return new Map();
  const rows = await readStatedFacts(database, scope, (query, f) => isEventOf(query, f, facts));
  return new Map(
    rows.map(({ collection, event, data }) => [
      formatThingKey({ collection, id: event }),
      omitAssertion(data),
    ]),
  );
}

/** Returns the data of a fact without its assertion. */
export function omitAssertion(data: FactContent): FactContent {
  const { assertion: _assertion, ...content } = data;
  return content;
}
