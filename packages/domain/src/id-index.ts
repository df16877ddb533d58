/**
 * A persistent index: each key has a list of ids, in the order in which they were added.
 *
 * Invariants (tests: id-index.spec.ts)
 * 1. An index over a base has the same lists as one that was grown without a base.
 *    ("has the same lists with and without a base, whenever its changes are written")
 * 2. A list is read from its newest id on, as far as the reader asks: a key may have very many ids.
 *    ("reads no more of a list than is asked for")
 */
import { type MapChanges, PersistentMap } from './persistent-map.ts';

/** Older lists of an index, which are kept elsewhere. */
export interface IdIndexBase {
  /** Returns the ids of a key, newest first. */
  newest(key: string): Iterable<string>;
  oldest(key: string): string | undefined;
  has(key: string): boolean;
}

/** The changes of a list, newest first: ids are added at its end, or removed wherever they are. */
export interface ListChanges {
  readonly id: string;
  readonly isRemoval: boolean;
  readonly older: ListChanges | undefined;
}

const NO_LISTS: IdIndexBase = {
  newest: () => [],
  oldest: () => undefined,
  has: () => false,
};

/** The changes of each changed list. */
export type IdIndexChanges = MapChanges<string, ListChanges>;

export class IdIndex {
  readonly #base: IdIndexBase;
  readonly #changes: PersistentMap<string, ListChanges>;

  private constructor(base: IdIndexBase, changes: PersistentMap<string, ListChanges>) {
    this.#base = base;
    this.#changes = changes;
  }

  static empty(): IdIndex {
    return new IdIndex(NO_LISTS, PersistentMap.empty());
  }

  /** Returns the index of the lists of a base. */
  static over(base: IdIndexBase): IdIndex {
    return new IdIndex(base, PersistentMap.empty());
  }

  has(key: string): boolean {
    const newest = this.#changes.get(key);
    if (newest === undefined) return this.#base.has(key);
    if (!newest.isRemoval) return true;
    for (const _ of this.newest(key)) return true;
    return false;
  }

  /** Returns the ids of a key, newest first. */
  *newest(key: string): Generator<string> {
    const removed = new Set<string>();
    for (let change = this.#changes.get(key); change !== undefined; change = change.older) {
      if (change.isRemoval) removed.add(change.id);
      else if (!removed.has(change.id)) yield change.id;
    }
    for (const id of this.#base.newest(key)) if (!removed.has(id)) yield id;
  }

  /** Returns the ids of a key, oldest first. */
  list(key: string): readonly string[] {
    const ids = [...this.newest(key)];
    return ids.length > 1 ? ids.toReversed() : ids;
  }

  /** Returns the oldest id of a key. */
  findOldest(key: string): string | undefined {
    const hasRemoval = [...walk(this.#changes.get(key))].some(({ isRemoval }) => isRemoval);
    const oldest = hasRemoval ? undefined : this.#base.oldest(key);
    return oldest ?? this.list(key)[0];
  }

  /** Adds an id at the end of a list, unless it is there. */
  add(key: string, id: string): IdIndex {
    const changes = this.#changes.update(key, (older) =>
      older?.id === id && !older.isRemoval ? older : { id, isRemoval: false, older },
    );
    return new IdIndex(this.#base, changes);
  }

  /** Removes an id from a list. */
  remove(key: string, id: string): IdIndex {
    const changes = this.#changes.update(key, (older) => ({ id, isRemoval: true, older }));
    return new IdIndex(this.#base, changes);
  }

  /** The changes of each list since the base. */
  listChanges(): IdIndexChanges {
    return this.#changes.listChanges();
  }

  /**
   * Returns the index over a base to which the changes of an earlier version were written: without
   * these.
   */
  withoutWritten(written: IdIndexChanges, base: IdIndex): IdIndex {
    let rest = this.#changes.withoutWritten(written, base.#changes);
    for (const key of rest.listChanges().keys()) {
      const last = written.get(key);
      if (last !== undefined) rest = rest.update(key, (newest) => cutOff(newest, last));
    }
    return new IdIndex(base.#base, rest);
  }

  toJSON(): Readonly<Record<string, readonly string[]>> {
    const entries = this.#changes.keys().map((key) => [key, this.list(key)] as const);
    return Object.fromEntries(
      entries.filter(([, ids]) => ids.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}

function* walk(newest: ListChanges | undefined): Generator<ListChanges> {
  for (let change = newest; change !== undefined; change = change.older) yield change;
}

/** Returns the changes that are newer than `last`. */
function cutOff(newest: ListChanges | undefined, last: ListChanges): ListChanges | undefined {
  const newer: ListChanges[] = [];
  for (const change of walk(newest)) {
    if (change === last) break;
    newer.push(change);
  }
  return newer.reduceRight<ListChanges | undefined>(
    (older, change) => ({ ...change, older }),
    undefined,
  );
}
