import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { RecordMessageKey } from './record-messages.ts';

/** A key of the recorder's screen, and the words of its button. */
export interface RecordKey {
  readonly key: string;
  readonly message: RecordMessageKey;
  /** The kinds of items to which it belongs; undefined for all. */
  readonly kinds?: readonly string[];
}

/** All keys, in the order of the buttons. */
export const RECORD_KEYS: readonly RecordKey[] = [
  { key: 'a', message: 'key.accept', kinds: ['fact'] },
  { key: 'a', message: 'key.take', kinds: ['merge'] },
  { key: 'a', message: 'key.seen', kinds: ['sentence', 'contradiction'] },
  { key: 'r', message: 'key.reject', kinds: ['fact'] },
  { key: 'r', message: 'key.leave', kinds: ['merge'] },
  { key: 'e', message: 'key.edit', kinds: ['fact'] },
  { key: 'm', message: 'key.make', kinds: ['sentence'] },
  {
    key: 's',
    message: 'key.skip',
    kinds: ['fact', 'merge', 'sentence', 'contradiction'],
  },
  { key: 'b', message: 'key.back' },
  { key: 'u', message: 'key.undo' },
  { key: 'y', message: 'key.redo' },
  { key: 'n', message: 'key.uncovered' },
  { key: 'd', message: 'key.doubtful' },
  { key: 't', message: 'key.text' },
  { key: 'f', message: 'key.finish' },
];

const STORED = 'rapporteur.singleKeys';
const listeners = new Set<() => void>();

/** Returns whether single letters are keys, and a function that changes it. */
export function useSingleKeys(): readonly [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(STORED) !== 'off',
  );
  const change = (next: boolean): void => {
    localStorage.setItem(STORED, next ? 'on' : 'off');
    for (const listener of listeners) listener();
  };
  return [isOn, change];
}

/** Calls a function with each single key that is pressed outside of fields. */
export function useKeys(onKey: (key: string) => boolean, isOn: boolean): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  // A key may follow the first paint at once.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = readKey(event, isOn);
      if (key !== undefined && latest.current(key)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn]);
}

/** Returns the key of the review that an event means; undefined if it means none. */
function readKey(event: KeyboardEvent, isOn: boolean): string | undefined {
  const { key, target, defaultPrevented } = event;
  const element = target instanceof HTMLElement ? target : null;
  const isTyping = element?.matches('input, textarea, select') ?? false;
  if (defaultPrevented || isTyping || event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return readUndo(event);
  if (key.length === 1) return isOn ? key : undefined;
  if (key !== 'Enter') return key;
  // Enter on a button or link is that of the button or link.
  return element?.matches('button, a, summary') === true ? undefined : 'a';
}

function readUndo({ key, shiftKey }: KeyboardEvent): string | undefined {
  if (key.toLowerCase() !== 'z') return undefined;
  return shiftKey ? 'y' : 'u';
}
