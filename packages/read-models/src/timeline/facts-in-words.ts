import type { QueryDatabase } from '../query/database.ts';
import { readFactsOfEvents, type StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { readFactNames } from './fact-names.ts';

/** A fact with its data, and its content in one sentence. */
export type FactInWords = StatedFact & { readonly sentence: string };

/** Returns the facts of events as they are valid in the scope, by event. */
export async function readFactsInWords(
  database: QueryDatabase,
  scope: QueryScope,
  events: readonly string[],
): Promise<ReadonlyMap<string, FactInWords>> {
  if (events.length === 0) return new Map();
  const facts = await readFactsOfEvents(database, scope, events);
  const names = await readFactNames(database, scope, facts);
  return new Map(facts.map((fact) => [fact.event, { ...fact, sentence: names.describe(fact) }]));
}
