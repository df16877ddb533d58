import { useState } from 'react';

const STORED = 'rapporteur.actor';

/** Returns the opaque id of the recorder at this browser, and a function that changes it. */
export function useActor(): readonly [string, (actor: string) => void] {
  const [actor, setActor] = useState(() => localStorage.getItem(STORED) ?? '');
  const change = (next: string): void => {
    localStorage.setItem(STORED, next);
    setActor(next);
  };
  return [actor, change];
}
