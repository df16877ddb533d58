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
}

/** Returns the ids of the collections of a scope. */
export function listCollectionIds({ collections }: Pick<QueryScope, 'collections'>): string[] {
  return collections.map(({ collection }) => collection);
}
