/** Keeps entries on disk. It is a cache of the log: whatever does not match the log is cleared. */
export interface StateStore {
  /** Returns the value of a key. Throws a {@link StateStoreError} if the store is damaged. */
  get(key: Uint8Array): Uint8Array | undefined;
  /**
   * Writes all changes or none; a value of undefined removes the key. One write at a time. The
   * changes are iterated as they are written, while other work of the process has its turns; until
   * the promise resolves, `get` returns what was before. Rejects if the disk is full or fails, or the
   * iteration throws: then nothing was changed.
   */
  write(changes: Iterable<StoreChange>): Promise<void>;
  /** Removes every entry. */
  clear(): Promise<void>;
  /** Ends the write under way, and releases the store. */
  close(): Promise<void>;
}

export type StoreChange = readonly [key: Uint8Array, value: Uint8Array | undefined];

/** The stores of the partitions of one log. */
export interface StateStores {
  /** Opens the store of a partition; it is empty if there was none, or a damaged one. */
  open(partition: number): Promise<StateStore>;
}

/** The store holds what it cannot have been given: it must be cleared. */
export class StateStoreError extends Error {
  override readonly name = 'StateStoreError';
}
