/** The kinds of ids that can be merged, or linked across collections. */
export type AliasKind = 'body' | 'meeting' | 'decision' | 'incident' | 'document' | 'actor';

/** A thing of one collection. Ids are unique in a collection only. */
export interface ThingRef {
  readonly collection: string;
  readonly id: string;
}

/** A current merger: the merged id and the id that replaces it. */
export interface Alias {
  readonly collection: string;
  readonly kind: string;
  readonly merged: string;
  readonly into: string;
}

/** Two things of different collections that are the same thing. */
export interface ThingLink {
  readonly kind: string;
  readonly thing: ThingRef;
  readonly other: ThingRef;
}

/** Returns the text that identifies a thing among all collections; a collection id has no slash. */
export function formatThingKey({ collection, id }: ThingRef): string {
  return `${collection}/${id}`;
}

/** Returns the thing of a key. */
export function parseThingKey(key: string): ThingRef {
  const slash = key.indexOf('/');
  return { collection: key.slice(0, slash), id: key.slice(slash + 1) };
}

/**
 * The ids that name the same thing, at one position of the record. Mergers join ids of one
 * collection: all of them stay valid, and the canonical one is shown. Links join things of
 * different collections: each collection shows its own id.
 */
export class Aliases {
  /** By kind: the id that replaces a merged one, by thing key. */
  readonly #into = new Map<string, Map<string, string>>();
  /** By kind: the keys of merged things, by the key of the one that replaces them in the end. */
  readonly #mergedKeys = new Map<string, ReadonlyMap<string, readonly string[]>>();
  /** By kind: the canonical id of each merged id, by thing key. */
  readonly #canonicalIdsByKind = new Map<string, Readonly<Record<string, string>>>();
  /** By kind: the canonical key of each key, since the first query that needed them. */
  readonly #canonicalKeysByKind = new Map<string, Readonly<Record<string, string>> | null>();
  /** By kind: all keys of each linked group, by each key of the group, in order. */
  readonly #groups = new Map<string, Map<string, readonly string[]>>();

  readonly #collections: readonly string[];

  constructor(
    collections: readonly string[],
    mergers: readonly Alias[] = [],
    links: readonly ThingLink[] = [],
  ) {
    this.#collections = collections;
    for (const { collection, kind, merged, into } of mergers) {
      const mergedIds = this.#into.get(kind) ?? new Map<string, string>();
      this.#into.set(kind, mergedIds.set(formatThingKey({ collection, id: merged }), into));
    }
    for (const [kind, mergedIds] of this.#into)
      this.#indexMerged(kind as AliasKind, [...mergedIds.keys()]);
    for (const { kind, thing, other } of links) {
      const groups = this.#groups.get(kind) ?? new Map<string, readonly string[]>();
      this.#groups.set(kind, groups);
      const joined = [thing, other].flatMap((ref) => {
        const key = this.#canonicalKey(kind, ref);
        return groups.get(key) ?? [key];
      });
      const group = [...new Set(joined)].toSorted();
      for (const key of group) groups.set(key, group);
    }
  }

  /** Returns the id that is shown instead of an id of a collection. */
  canonicalId(kind: AliasKind, id: string, collection = this.#collections[0] ?? ''): string {
    const mergedIds = this.#into.get(kind);
    const seen = new Set<string>();
    let canonical = id;

    // Mergers may form a chain. In a cycle, each id is its own canonical id.
    for (;;) {
      const next = mergedIds?.get(formatThingKey({ collection, id: canonical }));
      if (next === undefined) return canonical;
      if (seen.has(next)) return id;
      seen.add(next);
      canonical = next;
    }
  }

  /** Returns the key of a thing after mergers and links: one key for one thing. */
  canonicalKey(kind: AliasKind, thing: ThingRef): string {
    const key = this.#canonicalKey(kind, thing);
    return this.#groups.get(kind)?.get(key)?.[0] ?? key;
  }

  /** Returns the canonical things of other collections that are the same as a thing. */
  otherThings(kind: AliasKind, thing: ThingRef): readonly ThingRef[] {
    return this.#linkedThings(kind, thing).filter(
      ({ collection }) => collection !== thing.collection,
    );
  }

  /** Returns the canonical thing of each collection that is linked with a thing, and itself. */
  #linkedThings(kind: AliasKind, thing: ThingRef): readonly ThingRef[] {
    const key = this.#canonicalKey(kind, thing);
    return (this.#groups.get(kind)?.get(key) ?? [key]).map(parseThingKey);
  }

  /**
   * Returns every thing that an id names in these collections: the id itself, the ids that were
   * merged with it, and linked things. The id may be preceded by its collection: `sco/council`.
   */
  things(kind: AliasKind, id: string): readonly ThingRef[] {
    const collections = this.#collections;
    const isAlone = !this.#into.has(kind) && !this.#groups.has(kind);
    const given = id.includes('/') ? [parseThingKey(id)] : [];
    const refs = given.length > 0 ? given : collections.map((collection) => ({ collection, id }));
    if (isAlone) return refs.filter(({ collection }) => collections.includes(collection));
    const all = refs.flatMap((ref) =>
      this.#linkedThings(kind, ref).flatMap((linked) => [
        ...this.#equivalents(kind, linked),
        ...this.#equivalents(kind, ref),
      ]),
    );
    const inScope = all.filter(({ collection }) => collections.includes(collection));
    return [...new Map(inScope.map((ref) => [formatThingKey(ref), ref])).values()];
  }

  /** Returns every id that names the same thing in any collection, including the id itself. */
  equivalentIds(kind: AliasKind, id: string): readonly string[] {
    return [...new Set([...this.things(kind, id).map((ref) => ref.id), id])];
  }

  /** Returns the canonical id of each merged id by thing key, or null if none was merged. */
  canonicalIds(kind: AliasKind): Readonly<Record<string, string>> | null {
    return this.#canonicalIdsByKind.get(kind) ?? null;
  }

  /** Returns the canonical key of each key that differs from it, or null if there is none. */
  canonicalKeys(kind: AliasKind): Readonly<Record<string, string>> | null {
    const known = this.#canonicalKeysByKind.get(kind);
    if (known !== undefined) return known;
    const all = [
      ...(this.#into.get(kind)?.keys() ?? []),
      ...(this.#groups.get(kind)?.keys() ?? []),
    ];
    const entries = all
      .map((key) => [key, this.canonicalKey(kind, parseThingKey(key))] as const)
      .filter(([key, canonical]) => key !== canonical);
    const keys = entries.length === 0 ? null : Object.fromEntries(entries);
    this.#canonicalKeysByKind.set(kind, keys);
    return keys;
  }

  /** Returns every id that a merger or a link joins with another one. */
  joinedIds(kind: AliasKind): readonly string[] {
    const merged = Object.entries(this.canonicalIds(kind) ?? {});
    const linked = Object.entries(this.canonicalKeys(kind) ?? {});
    const all = [
      ...merged.flatMap(([key, into]) => [parseThingKey(key).id, into]),
      ...linked.flatMap((keys) => keys.map((key) => parseThingKey(key).id)),
    ];
    return [...new Set(all)];
  }

  #canonicalKey(kind: string, { collection, id }: ThingRef): string {
    const canonical = this.canonicalId(kind as AliasKind, id, collection);
    return formatThingKey({ collection, id: canonical });
  }

  #indexMerged(kind: AliasKind, keys: readonly string[]): void {
    const byKey = keys.map((key) => [key, this.#canonicalKey(kind, parseThingKey(key))] as const);
    const groups = Map.groupBy(byKey, ([, canonical]) => canonical);
    this.#mergedKeys.set(
      kind,
      new Map([...groups].map(([canonical, own]) => [canonical, own.map(([key]) => key)])),
    );
    const ids = byKey.map(([key, canonical]) => [key, parseThingKey(canonical).id] as const);
    this.#canonicalIdsByKind.set(kind, Object.fromEntries(ids));
  }

  #equivalents(kind: AliasKind, { collection, id }: ThingRef): readonly ThingRef[] {
    const canonical = { collection, id: this.canonicalId(kind, id, collection) };
    const merged = this.#mergedKeys.get(kind)?.get(formatThingKey(canonical)) ?? [];
    return [canonical, ...merged.map(parseThingKey), { collection, id }];
  }
}
