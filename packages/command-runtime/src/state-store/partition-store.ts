/**
 * The state of one partition on disk: a cache of the log, and nothing more.
 *
 * Invariants, with their tests:
 * 1. A state that was written and read again is the one that was folded ("decides as a
 *    state in memory, whenever it is written and read again", in `partition-store.prop.spec.ts`).
 * 2. It names its version, and the partition by its first event; of another it reads nothing
 *    ("is not used for another log", in `state-keeper.spec.ts`).
 * 3. A state stays valid while an earlier one is written, and after it (as 1).
 */
import { PersistentMap } from '@rapporteur/domain';
import type { Head } from '@rapporteur/event-log';
import type { CollectionWriteState, PartitionState, TermOwner } from '../partition-state.ts';
import { RecordCodec, type RecordShapes, seal, unseal } from './record-codec.ts';
import type { StateStore, StoreChange } from './state-store.ts';
import { HEAD_KEY } from './store-keys.ts';
import {
  type CollectionChanges,
  listCollectionChanges,
  StoredCollection,
  type StoredCollectionValues,
  withoutWritten,
} from './stored-collection.ts';

/**
 * The version of the stored state. Raise it with any change of what is stored, or of how events are
 * folded: a store of another version is built anew from the log.
 */
const STATE_VERSION = 1;

/** The content of the key {@link HEAD_KEY}. */
interface StoredHead {
  readonly version: number;
  /** SHA-256 of the first event of the partition. */
  readonly identity: string;
  readonly head: Head;
  readonly owner?: TermOwner;
  readonly collections: Readonly<Record<string, StoredCollectionValues>>;
  readonly shapes: RecordShapes;
}

/** The changes that were written, by collection. */
export type WrittenState = ReadonlyMap<string, CollectionChanges>;

export class PartitionStore {
  readonly #store: StateStore;
  #codec = new RecordCodec([]);
  readonly #collections = new Map<string, StoredCollection>();

  constructor(store: StateStore) {
    this.#store = store;
  }

  /**
   * Returns the state that was written last, if it is of this version and partition. Throws a
   * StateStoreError if it is damaged.
   */
  read(identity: string): PartitionState | undefined {
    const value = this.#store.get(HEAD_KEY);
    if (value === undefined) return undefined;
    const stored = JSON.parse(unseal(value).toString()) as StoredHead;
    if (stored.version !== STATE_VERSION || stored.identity !== identity) return undefined;

    this.#codec = new RecordCodec(stored.shapes);
    let collections = PersistentMap.empty<string, CollectionWriteState>();
    for (const [name, values] of Object.entries(stored.collections)) {
      collections = collections.set(name, this.#getCollection(name).createState(values));
    }
    return { head: stored.head, owner: stored.owner, collections };
  }

  /** Writes a state that is later than the last one. Other work goes on meanwhile. */
  async write(state: PartitionState, identity: string): Promise<WrittenState> {
    const values: Record<string, StoredCollectionValues> = {};
    const written = new Map<string, CollectionChanges>();
    // All at once: later changes of the same maps would have to be undone and redone.
    for (const name of state.collections.keys()) {
      const collection = state.collections.get(name);
      if (collection?.state === undefined) continue;
      const { opened, retractions } = collection.state;
      values[name] = { opened, retractions };
      const changes = listCollectionChanges(collection);
      if (changes !== undefined) written.set(name, changes);
    }

    const { head, owner } = state;
    const stored = {
      version: STATE_VERSION,
      identity,
      head,
      ...(owner !== undefined && { owner }),
      collections: values,
    };
    await this.#store.write(this.#encode(written, stored));
    for (const name of written.keys()) this.#getCollection(name).forgetRead();
    return written;
  }

  *#encode(written: WrittenState, stored: Omit<StoredHead, 'shapes'>): Generator<StoreChange> {
    for (const [name, changes] of written) yield* this.#getCollection(name).encodeChanges(changes);
    // Encoding the records has added to the shapes.
    const head: StoredHead = { ...stored, shapes: this.#codec.shapes };
    yield [HEAD_KEY, seal(Buffer.from(JSON.stringify(head)))];
  }

  /** Returns a state over the store, without the changes of an earlier one that it holds now. */
  withoutWritten(current: PartitionState, written: WrittenState): PartitionState {
    let { collections } = current;
    for (const [name, changes] of written) {
      const now = collections.get(name);
      if (now?.state === undefined) continue;
      const base = this.#getCollection(name).createState(now.state);
      collections = collections.set(name, withoutWritten(now, changes, base));
    }
    return { ...current, collections };
  }

  async clear(): Promise<void> {
    this.#codec = new RecordCodec([]);
    this.#collections.clear();
    await this.#store.clear();
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  #getCollection(name: string): StoredCollection {
    const known = this.#collections.get(name);
    if (known !== undefined) return known;
    const collection = new StoredCollection(this.#store, this.#codec, name);
    this.#collections.set(name, collection);
    return collection;
  }
}
