/**
 * Gathers what comes in while a batch is in flight into the next one, and resolves each when its batch is done. Those
 * whom one batch answered come again in the same breath and share the next, as in the write path: the batches of a floor
 * are as large as those of what is held against it.
 */
export function createGroupCommit<Item>(
  commit: (batch: readonly Item[]) => Promise<unknown>,
): (item: Item) => Promise<void> {
  let gathered: {
    readonly item: Item;
    readonly done: () => void;
    readonly failed: (error: unknown) => void;
  }[] = [];
  let busy = false;
  const flush = async (): Promise<void> => {
    const batch = gathered;
    gathered = [];
    try {
      await commit(batch.map(({ item }) => item));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
    setImmediate(next);
  };
  const next = (): void => {
    busy = gathered.length > 0;
    if (busy) void flush();
  };
  return (item) =>
    new Promise<void>((done, failed) => {
      gathered.push({ item, done, failed });
      if (busy) return;
      busy = true;
      setImmediate(next);
    });
}
