/**
 * A map that never changes: what sets a value answers another map, and the older one goes on saying what it said.
 * Invariants
 * 1. Versions that came of each other share one native map. One of them holds it; every other knows the one change that
 *    leads to it from the next one on the way to the holder.
 * 2. Reading a version makes it the holder, by taking back what lies between. The newest is nearly always the one that
 *    is read, and there nothing lies between.
 * 3. A version points towards the holder alone, so one that nobody keeps is forgotten with its change. Whoever keeps one
 *    keeps every change since: old versions are for a while.
 * 4. An empty map begins versions of their own each time, so that one may be a constant.
 */

/** Undefined takes the key out. */
function put<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** A persistent map from keys to values, none of which is undefined. Older versions are as right as newer ones, and slower. */
export class PersistentMap<K, V> {
  #held: Map<K, V> | undefined;
  #next: PersistentMap<K, V> | undefined;
  /** What leads from the next one to this: the key, and its value here. */
  #key: K | undefined;
  #value: V | undefined;

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

  /** The map with that value of the key; undefined takes it out. */
  set(key: K, value: V | undefined): PersistentMap<K, V> {
    return this.#with(key, this.#map().get(key), value);
  }

  /** The map with what becomes of the key's value: looked up once. */
  update(key: K, change: (value: V | undefined) => V | undefined): PersistentMap<K, V> {
    const before = this.#map().get(key);
    return this.#with(key, before, change(before));
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

  #with(key: K, before: V | undefined, after: V | undefined): PersistentMap<K, V> {
    const held = this.#map();
    const map = held.size === 0 ? new Map<K, V>() : held;
    put(map, key, after);
    const next = new PersistentMap(map);
    if (map === held) this.#pointTo(next, key, before);
    return next;
  }

  #map(): Map<K, V> {
    return this.#held ?? this.#takeOver();
  }

  #takeOver(): Map<K, V> {
    const way: PersistentMap<K, V>[] = [this];
    for (let next = this.#next; next !== undefined; next = next.#next) way.push(next);
    way.reduceRight((holder, version) => {
      holder.#yieldTo(version);
      return version;
    });
    return this.#map();
  }

  /** Makes the version that points here the holder. */
  #yieldTo(version: PersistentMap<K, V>): void {
    const map = this.#map();
    const key = version.#key as K;
    const before = map.get(key);
    put(map, key, version.#value);
    this.#pointTo(version, key, before);
    version.#held = map;
    version.#next = undefined;
    version.#key = undefined;
    version.#value = undefined;
  }

  #pointTo(next: PersistentMap<K, V>, key: K, value: V | undefined): void {
    this.#held = undefined;
    this.#next = next;
    this.#key = key;
    this.#value = value;
  }
}
