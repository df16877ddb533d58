import type { Aliases } from './aliases.ts';

/** One collection of a query, and the last event that counts in its partition, inclusive. */
export interface CollectionScope {
  readonly collection: string;
  readonly partition: number;
  readonly position: number;
}

/** The scope of a query: collections at positions of the record, on one day in the world. */
export interface QueryScope {
  /** By id; empty if the record has none. */
  readonly collections: readonly CollectionScope[];
  /** The day in the world, `YYYY-MM-DD`; null: no limit. */
  readonly asOf: string | null;
  readonly aliases: Aliases;
  /** The values that persons settled, as `formatSettlement` writes them; absent: none. */
  readonly settled?: ReadonlySet<string>;
}

/** Returns the ids of the collections of a scope. */
export function listCollectionIds({ collections }: Pick<QueryScope, 'collections'>): string[] {
  return collections.map(({ collection }) => collection);
}

/** Returns the events whose value of one of the properties a person settled. */
export function listSettledEvents(
  { settled = new Set() }: Pick<QueryScope, 'settled'>,
  properties: readonly string[],
): string[] {
  return [...settled].flatMap((key) => {
    const [event = '', property = ''] = key.split(' ');
    return properties.includes(property) ? [event] : [];
  });
}
