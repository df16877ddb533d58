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
 * 5. A map over a base holds only the changes of the base. Once these are written to the base, a map
 *    without them has the same values. ("has the same values after its changes were written")
 */

/** Older entries of a map, which are kept elsewhere. */
export interface MapBase<K, V> {
  get(key: K): V | undefined;
}

/** Changed keys with their values; undefined if the key was removed. */
export type MapChanges<K, V> = ReadonlyMap<K, V | undefined>;

/** The value of a key that the base has and the map has not. */
const REMOVED = Symbol('removed');
type Entry<V> = V | typeof REMOVED;

/** Undefined removes the key. */
function setOrDelete<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** A persistent map whose values are never undefined. Reading an old version is slower. */
export class PersistentMap<K, V> {
  readonly #base: MapBase<K, V> | undefined;
  /** The native map, if this version holds it: the entries, or the changes of the base. */
  #map: Map<K, Entry<V>> | undefined;
  /** Otherwise: the next version on the way to the holder, and the change from there to here. */
  #next: PersistentMap<K, V> | undefined;
  #changedKey: K | undefined;
  #changedValue: Entry<V> | undefined;

  private constructor(map: Map<K, Entry<V>>, base: MapBase<K, V> | undefined) {
    this.#map = map;
    this.#base = base;
  }

  static empty<K, V>(): PersistentMap<K, V> {
    return new PersistentMap(new Map<K, Entry<V>>(), undefined);
  }

  /** Returns the map of the entries of a base. */
  static over<K, V>(base: MapBase<K, V>): PersistentMap<K, V> {
    return new PersistentMap(new Map<K, Entry<V>>(), base);
  }

  get(key: K): V | undefined {
    return this.#resolve(key, this.#acquire().get(key));
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** Returns the map with another value of the key; undefined removes the key. */
  set(key: K, value: V | undefined): PersistentMap<K, V> {
    return this.#change(key, this.#acquire().get(key), value);
  }

  /** Returns the map with an updated value of the key, with only one look-up. */
  update(key: K, update: (value: V | undefined) => V | undefined): PersistentMap<K, V> {
    const before = this.#acquire().get(key);
    return this.#change(key, before, update(this.#resolve(key, before)));
  }

  /** The keys of a map without a base. */
  keys(): readonly K[] {
    return [...this.#getAll().keys()];
  }

  /** The values of a map without a base. */
  values(): readonly V[] {
    return [...this.#getAll().values()];
  }

  /** Returns the entries sorted by key, so that equal maps have equal JSON. */
  toJSON(): Readonly<Record<string, V>> {
    const entries = [...this.#getAll()].map(([key, value]) => [String(key), value] as const);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The keys that were changed since the base, with their values; undefined if it was removed. */
  listChanges(): MapChanges<K, V> {
    const changes = new Map<K, V | undefined>();
    for (const [key, value] of this.#acquire())
      changes.set(key, value === REMOVED ? undefined : value);
    return changes;
  }

  /**
   * Returns the map over a base to which the changes of an earlier version were written: without
   * these.
   */
  withoutWritten(written: MapChanges<K, V>, base: PersistentMap<K, V>): PersistentMap<K, V> {
    const own = this.#acquire();
    const rest = new Map<K, Entry<V>>();
    for (const [key, entry] of own) {
      const value = entry === REMOVED ? undefined : entry;
      const isWritten = written.get(key) === value && (value !== undefined || written.has(key));
      if (!isWritten) rest.set(key, entry);
    }
    // A map without a base forgot the keys that were removed since.
    for (const [key, value] of this.#base === undefined ? written : [])
      if (value !== undefined && !own.has(key)) rest.set(key, REMOVED);
    return new PersistentMap(rest, base.#base);
  }

  #resolve(key: K, entry: Entry<V> | undefined): V | undefined {
    if (entry === undefined) return this.#base?.get(key);
    return entry === REMOVED ? undefined : entry;
  }

  #getAll(): ReadonlyMap<K, V> {
    if (this.#base !== undefined) throw new TypeError('A map over a base cannot be listed.');
    // Without a base nothing is marked as removed.
    return this.#acquire() as ReadonlyMap<K, V>;
  }

  #change(key: K, before: Entry<V> | undefined, value: V | undefined): PersistentMap<K, V> {
    const own = this.#acquire();
    const map = own.size === 0 ? new Map<K, Entry<V>>() : own;
    setOrDelete(map, key, value === undefined && this.#base !== undefined ? REMOVED : value);

    const next = new PersistentMap(map, this.#base);
    if (map === own) this.#release(next, key, before);
    return next;
  }

  /** Makes this version the holder, and returns the native map. */
  #acquire(): Map<K, Entry<V>> {
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

  #release(next: PersistentMap<K, V>, key: K, value: Entry<V> | undefined): void {
    this.#map = undefined;
    this.#next = next;
    this.#changedKey = key;
    this.#changedValue = value;
  }
}
