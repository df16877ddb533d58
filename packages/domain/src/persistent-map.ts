/**
 * A persistent map: setting a value returns a new version, and older versions keep their values.
 *
 * Invariants (tests: persistent-map.spec.ts):
 * 1. Versions with a common origin share one native map. One version holds it. Every other version
 *    stores one change, and points to the next version on the way to the holder.
 *    ("returns the same values from every version, in any order of reads and changes")
 * 2. Reading a version makes it the holder: the changes between are undone or redone. The newest
 *    version is read most, and nothing lies between it and the map.
 *    ("keeps its order when a later change is undone and redone")
 * 3. A version points only towards the holder. Without other references it is garbage, together
 *    with its change. A reference to a version keeps all later changes, so old versions are
 *    kept only briefly.
 * 4. Each change of an empty map starts a new origin, so an empty map may be a constant.
 *    ("keeps no reference from an empty map to its successors")
 */

/** Undefined removes the key. */
function setOrDelete<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** A persistent map whose values are never undefined. Reading an old version is slower. */
export class PersistentMap<K, V> {
  /** The native map, if this version holds it. */
  #map: Map<K, V> | undefined;
  /** Otherwise: the next version on the way to the holder, and the change from there to here. */
  #next: PersistentMap<K, V> | undefined;
  #changedKey: K | undefined;
  #changedValue: V | undefined;

  private constructor(map: Map<K, V>) {
    this.#map = map;
  }

  static empty<K, V>(): PersistentMap<K, V> {
    return new PersistentMap(new Map<K, V>());
  }

  get(key: K): V | undefined {
    return this.#acquire().get(key);
  }

  has(key: K): boolean {
    return this.#acquire().has(key);
  }

  /** Returns the map with another value of the key; undefined removes the key. */
  set(key: K, value: V | undefined): PersistentMap<K, V> {
    return this.#change(key, this.#acquire().get(key), value);
  }

  /** Returns the map with an updated value of the key, with only one look-up. */
  update(key: K, update: (value: V | undefined) => V | undefined): PersistentMap<K, V> {
    const before = this.#acquire().get(key);
    return this.#change(key, before, update(before));
  }

  keys(): readonly K[] {
    return [...this.#acquire().keys()];
  }

  values(): readonly V[] {
    return [...this.#acquire().values()];
  }

  /** Returns the entries sorted by key, so that equal maps have equal JSON. */
  toJSON(): Readonly<Record<string, V>> {
    const entries = [...this.#acquire()].map(([key, value]) => [String(key), value] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #change(key: K, before: V | undefined, after: V | undefined): PersistentMap<K, V> {
    const own = this.#acquire();
    const map = own.size === 0 ? new Map<K, V>() : own;
    setOrDelete(map, key, after);

    const next = new PersistentMap(map);
    if (map === own) this.#release(next, key, before);
    return next;
  }

  /** Makes this version the holder, and returns the native map. */
  #acquire(): Map<K, V> {
    if (this.#map !== undefined) return this.#map;

    const path: PersistentMap<K, V>[] = [this];
    for (let next = this.#next; next !== undefined; next = next.#next) path.push(next);
    path.reduceRight((holder, version) => {
      holder.#handOver(version);
      return version;
    });
    return this.#acquire();
  }

  /** Makes a version that points to this one the holder. */
  #handOver(version: PersistentMap<K, V>): void {
    const map = this.#acquire();
    const key = version.#changedKey as K;
    const before = map.get(key);
    setOrDelete(map, key, version.#changedValue);
    this.#release(version, key, before);

    version.#map = map;
    version.#next = undefined;
    version.#changedKey = undefined;
    version.#changedValue = undefined;
  }

  #release(next: PersistentMap<K, V>, key: K, value: V | undefined): void {
    this.#map = undefined;
    this.#next = next;
    this.#changedKey = key;
    this.#changedValue = value;
  }
}
