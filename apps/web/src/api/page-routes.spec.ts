import { describe, expect, it } from 'vitest';
import { parsePagePath } from './api-address.ts';
import { PAGE_ROUTES } from './page-routes.ts';

describe('The routes of the pages', () => {
  it.each(Object.entries(PAGE_ROUTES))('are those of their kind: %s', (kind, routes) => {
    for (const route of routes)
      expect(parsePagePath(route.replaceAll(/[{}]/g, ''))).toMatchObject({ kind });
  });

  it('differ from each other', () => {
    const all = Object.values(PAGE_ROUTES).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
