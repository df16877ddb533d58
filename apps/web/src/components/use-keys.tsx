import { useEffect, useRef } from 'react';
import { areSingleKeysOn, isTyping } from './key-settings.ts';

/** Calls back with each key that is no shortcut of all pages and is not meant for a field. */
export function useKeys(onKey: (key: string) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event) || !areSingleKeysOn()) return;
      latest.current(event.key);
    };
    // The shortcuts of all pages listen on the document, and so come first.
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
