import type { StateStore, StateStores, StoreChange } from '../state-store/state-store.ts';

const toText = (key: Uint8Array): string => Buffer.from(key).toString('hex');

/** A state store in memory, as if on a disk: it survives its closing. */
export class MemoryStateStore implements StateStore {
  readonly entries = new Map<string, Uint8Array>();
  /** Called before each write; an error that it throws makes the write fail. */
  beforeWrite: () => Promise<void> = async () => undefined;
  afterWrite: () => Promise<void> = async () => undefined;

  get(key: Uint8Array): Uint8Array | undefined {
    return this.entries.get(toText(key));
  }

  async write(changes: Iterable<StoreChange>): Promise<void> {
    await this.beforeWrite();
    const all = Array.from(changes);
    for (const [key, value] of all) {
      if (value === undefined) this.entries.delete(toText(key));
      else this.entries.set(toText(key), Uint8Array.from(value));
    }
    await this.afterWrite();
  }

  async clear(): Promise<void> {
    this.entries.clear();
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

/** The state stores of several partitions in memory. */
export class MemoryStateStores implements StateStores {
  readonly stores: readonly MemoryStateStore[];

  constructor(partitions = 1) {
    this.stores = Array.from({ length: partitions }, () => new MemoryStateStore());
  }

  async open(partition: number): Promise<StateStore> {
    const store = this.stores[partition];
    if (store === undefined) throw new RangeError(`The partition ${partition} is unknown.`);
    return store;
  }
}
