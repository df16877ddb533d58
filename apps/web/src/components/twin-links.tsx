import { useEffect } from 'react';
import type { PageTwin } from '../api/page-twins.ts';

/** Keeps the links to the twins of the shown page in the head: the first page has its own. */
export function TwinLinks({ twins }: { readonly twins: readonly PageTwin[] }) {
  const key = twins.map(({ address }) => address).join(' ');
  useEffect(() => {
    for (const old of document.head.querySelectorAll('link[rel="alternate"]')) old.remove();
    for (const { type, address } of twins) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'alternate', type, href: address });
      document.head.append(link);
    }
    // The addresses say whether the twins are others.
  }, [key]);
  return null;
}
