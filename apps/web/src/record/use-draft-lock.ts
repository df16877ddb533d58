import { useEffect, useState } from 'react';

/** `busy`: another window of this browser has the draft. */
type DraftLock = 'waiting' | 'held' | 'busy';

/** Holds the draft of a text for this window, so that two windows do not replace each other's steps. */
export function useDraftLock(sha256: string): DraftLock {
  const [lock, setLock] = useState<DraftLock>('waiting');
  useEffect(() => {
    // Browsers have locks on secure pages only.
    const locks = (navigator as { readonly locks?: LockManager }).locks;
    if (locks === undefined) {
      setLock('held');
      return undefined;
    }
    const released = Promise.withResolvers<void>();
    let isLeft = false;
    const take = async (taken: Lock | null): Promise<void> => {
      if (isLeft) return;
      setLock(taken === null ? 'busy' : 'held');
      if (taken !== null) await released.promise;
    };
    void locks.request(`rapporteur-draft-${sha256}`, { ifAvailable: true }, take);
    return () => {
      isLeft = true;
      released.resolve();
    };
  }, [sha256]);
  return lock;
}
