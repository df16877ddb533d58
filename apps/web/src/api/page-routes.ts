import { AUDIT_PAGES, LIST_NAMES, type PageAddress, THING_QUERIES } from './api-address.ts';

const OF_COLLECTION = '/collections/{collection}';

/**
 * The routes of all pages, by the kind of their address, with their parameters in braces. Tests of all
 * pages take their routes from here, so that a page cannot be forgotten. Most pages are also at their
 * route without the collection, for all organizations.
 */
export const PAGE_ROUTES: Readonly<Record<PageAddress['kind'], readonly string[]>> = {
  home: ['/'],
  record: ['/record'],
  'record-change': ['/record/change'],
  'record-table': ['/record/table'],
  collection: [OF_COLLECTION],
  list: LIST_NAMES.map((list) => `${OF_COLLECTION}/${list}`),
  thing: Object.entries(THING_QUERIES).map(
    ([list, query]) => `${OF_COLLECTION}/${list}/{${query}}`,
  ),
  chair: [`${OF_COLLECTION}/bodies/{body}/chair`],
  comparison: ['/states/{state}/vs/{other}'],
  audit: AUDIT_PAGES.map((page) => `/${page}`),
  log: ['/log/{partition}'],
  stream: ['/streams/{collection}/{stream}'],
};
