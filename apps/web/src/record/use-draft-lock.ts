import { useEffect, useState } from 'react';

/** `busy`: another window of this browser has the draft. */
type DraftLock = 'waiting' | 'held' | 'busy';

/** A page that is loaded again waits until the browser has released the lock of its last copy. */
const WAIT_MS = 2_000;

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
    const hold = async (): Promise<void> => {
      if (isLeft) return;
      setLock('held');
      await released.promise;
    };
    const options = { signal: AbortSignal.timeout(WAIT_MS) };
    locks.request(`rapporteur-draft-${sha256}`, options, hold).catch(() => {
      if (!isLeft) setLock('busy');
    });
    return () => {
      isLeft = true;
      released.resolve();
    };
  }, [sha256]);
  return lock;
}
