/**
 * A map that never changes: what sets a value answers another map, and the older one goes on saying what it said.
 * Invariants
 * 1. Versions that came of each other share one native map. One of them holds it; every other knows the changes that
 *    lead to it from the next one on the way to the holder.
 * 2. Reading a version makes it the holder, by taking back what lies between. The newest is nearly always the one that
 *    is read, and there nothing lies between.
 * 3. A version points towards the holder alone, so one that nobody keeps is forgotten with its changes. Whoever keeps one
 *    keeps every change since: old versions are for a while.
 * 4. An empty map begins versions of their own each time, so that one may be a constant.
 */

/** A key with its new value; undefined takes it out. */
export type Change<K, V> = readonly [key: K, value: V | undefined];

/** Makes the changes, and answers those that take them back. */
function apply<K, V>(map: Map<K, V>, changes: readonly Change<K, V>[]): readonly Change<K, V>[] {
  const back: Change<K, V>[] = [];
  for (const [key, value] of changes) {
    back.push([key, map.get(key)]);
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  // One key may have been changed twice.
  return back.length > 1 ? back.toReversed() : back;
}

/** A persistent map from keys to values, none of which is undefined. Older versions are as right as newer ones, and slower. */
export class PersistentMap<K, V> {
  #held: Map<K, V> | undefined;
  #next: PersistentMap<K, V> | undefined;
  /** Lead from the next one to this. */
  #changes: readonly Change<K, V>[] = [];

  private constructor(held: Map<K, V>) {
    this.#held = held;
  }

  static empty<K, V>(): PersistentMap<K, V> {
    return new PersistentMap(new Map<K, V>());
  }

  get(key: K): V | undefined {
    return this.#map().get(key);
  }

  has(key: K): boolean {
    return this.#map().has(key);
  }

  set(key: K, value: V): PersistentMap<K, V> {
    return this.with([[key, value]]);
  }

  /** The map with these changes, made one after the other. */
  with(changes: readonly Change<K, V>[]): PersistentMap<K, V> {
    const map = this.#map();
    if (map.size === 0) {
      const first = new Map<K, V>();
      apply(first, changes);
      return new PersistentMap(first);
    }
    const next = new PersistentMap(map);
    this.#pointTo(next, apply(map, changes));
    return next;
  }

  keys(): readonly K[] {
    return [...this.#map().keys()];
  }

  values(): readonly V[] {
    return [...this.#map().values()];
  }

  /** The keys in order: equal maps have equal JSON. */
  toJSON(): Readonly<Record<string, V>> {
    const entries = [...this.#map()].map(([key, value]) => [String(key), value] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #map(): Map<K, V> {
    return this.#held ?? this.#takeOver();
  }

  #takeOver(): Map<K, V> {
    const way: PersistentMap<K, V>[] = [];
    const holder = this.#holder(way);
    const map = holder.#map();
    way.reduceRight((next, version) => {
      next.#pointTo(version, apply(map, version.#changes));
      version.#held = map;
      version.#next = undefined;
      version.#changes = [];
      return version;
    }, holder);
    return map;
  }

  /** The version that holds the map; those on the way to it, with this one, are put into `way`. */
  #holder(way: PersistentMap<K, V>[]): PersistentMap<K, V> {
    if (this.#next === undefined) return this;
    way.push(this);
    let next = this.#next;
    for (; next.#next !== undefined; next = next.#next) way.push(next);
    return next;
  }

  #pointTo(next: PersistentMap<K, V>, changes: readonly Change<K, V>[]): void {
    this.#held = undefined;
    this.#next = next;
    this.#changes = changes;
  }
}
