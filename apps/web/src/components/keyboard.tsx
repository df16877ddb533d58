import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { areSingleKeysOn, isTyping } from './key-settings.ts';
import { keepMoment } from './page-link.tsx';
import { COPY_LINK_EVENT } from './page-tools.tsx';

const KeySheet = lazy(async () => {
  const { KeySheet: component } = await import('./key-sheet.tsx');
  return { default: component };
});

/** The time for the second key of two. */
const SEQUENCE_MS = 1_500;

/** The lists that `g` and a letter lead to, below the collection of the page. */
const LISTS: Readonly<Record<string, string>> = {
  t: 'timeline',
  p: 'participation',
  d: 'decisions',
};

/** The pages that `g` and a letter lead to, which all organizations share. */
const PAGES: Readonly<Record<string, string>> = { a: '/audit', r: '/record' };

/** The shortcuts of all pages: `?` shows them. */
export function Keyboard({ base }: { readonly base: string }) {
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const lastG = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const go = (key: string): boolean => {
      const list = LISTS[key];
      const path = PAGES[key] ?? (list === undefined ? null : `${base}/${list}`);
      if (path !== null) void navigate({ to: path, search: keepMoment as never });
      return path !== null;
    };
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      // The list of keys is also where a reader switches them on again.
      if (event.key === '?') setOpen(true);
      else if (!areSingleKeysOn()) return;
      else if (event.timeStamp - lastG.current < SEQUENCE_MS && go(event.key)) lastG.current = 0;
      else if (event.key === 'g') lastG.current = event.timeStamp;
      else if (!pressSingleKey(event.key)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [base, navigate]);
  if (!isOpen) return null;
  return (
    <Suspense>
      <KeySheet close={() => setOpen(false)} />
    </Suspense>
  );
}

/** Returns whether the key is a shortcut on this page. */
function pressSingleKey(key: string): boolean {
  switch (key) {
    case '/':
      return focus('#search');
    case 'y':
      return document.dispatchEvent(new Event(COPY_LINK_EVENT));
    case 's':
      return pressSources();
    case 'e':
      return focus('#export a');
    default:
      return false;
  }
}

function focus(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  // The next words replace those of the last search.
  if (found instanceof HTMLInputElement) found.select();
  return found !== null;
}

/** Opens the sources of the value with the focus, otherwise of the first value of the page. */
function pressSources(): boolean {
  const own = document.activeElement?.closest('tr, li, .item')?.querySelector('.says-who');
  const found = own ?? document.querySelector('main .says-who');
  if (!(found instanceof HTMLElement)) return false;
  found.focus();
  found.click();
  return true;
}
