import type { QueryClient } from '@tanstack/react-query';

/** Returns the position of the record that the shown answers were read at; null without answers. */
export function findShownPosition(client: QueryClient): string | null {
  const shown = client.getQueryCache().findAll({ queryKey: ['answer'], type: 'active' });
  for (const { state } of shown) {
    const position: unknown = (state.data as { readonly position?: unknown } | undefined)?.position;
    if (typeof position === 'string' && position !== '') return position;
  }
  return null;
}

/** Returns the address of a page that shows the record as it is at a position. */
export function pinPosition(address: string, position: string | null): string {
  const url = new URL(address);
  const own = url.searchParams.get('asOfRecorded') ?? '';
  if (own === '' && position !== null) url.searchParams.set('asOfRecorded', position);
  // A reader sees the position as the API writes it.
  url.search = url.search.replaceAll('%3A', ':').replaceAll('%2C', ',');
  return url.href;
}
