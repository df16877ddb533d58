interface QueuedItem<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a function that commits items in batches, one batch at a time. Items that arrive
 * meanwhile form the next batch. Callers that a batch resolves can join the next one, as in the
 * write path. The batches of a baseline therefore have the same size as those of the measured
 * target.
 */
export function createGroupCommit<Item>(
  commit: (batch: readonly Item[]) => Promise<unknown>,
): (item: Item) => Promise<void> {
  let queue: QueuedItem<Item>[] = [];
  let isBusy = false;

  const commitQueue = async (): Promise<void> => {
    const batch = queue;
    queue = [];
    try {
      await commit(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    setImmediate(commitNext);
  };
  const commitNext = (): void => {
    isBusy = queue.length > 0;
    if (isBusy) void commitQueue();
  };

  return (item) =>
    new Promise<void>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      setImmediate(commitNext);
    });
}
