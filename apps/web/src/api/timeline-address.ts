/** The zooms of the timeline: numbers by year, by body, or the facts themselves. */
export const ZOOMS = ['years', 'bodies', 'facts'] as const;
/** Beside them, the facts of several bodies or states in columns. */
const SIDE_BY_SIDE = 'beside';
export type TimelineZoom = (typeof ZOOMS)[number] | typeof SIDE_BY_SIDE;

/** The parameters of pages that are none of their queries. */
export const VIEW_PARAMETERS: ReadonlySet<string> = new Set(['time', 'zoom', 'view']);

/** The parameters that are no filter: they do not change which facts are meant. */
const OTHER_PARAMETERS = new Set(['asOf', 'asOfRecorded', 'cursor', 'limit', 'from', 'to']);

/** More months than these are shown by year. */
const MONTHS_MAX = 36;

/** Returns the names of the filters of an address, without its days. */
export function listFilters(search: URLSearchParams): readonly string[] {
  return [...search]
    .filter(([name, value]) => value !== '' && !OTHER_PARAMETERS.has(name))
    .map(([name]) => name)
    .filter((name) => !VIEW_PARAMETERS.has(name));
}

/** Returns the zoom of an address: by itself, a filter asks for facts. */
export function readZoom(search: URLSearchParams): TimelineZoom {
  const zoom = search.get('zoom');
  const known = zoom === SIDE_BY_SIDE ? zoom : ZOOMS.find((each) => each === zoom);
  return known ?? (listFilters(search).length > 0 || search.has('from') ? 'facts' : 'years');
}

/** Returns whether an address has so few months that each has a column. */
export function hasMonths(search: URLSearchParams): boolean {
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  const first = parseMonth(from, 1);
  const last = parseMonth(to, 12);
  return first !== null && last !== null && last - first < MONTHS_MAX;
}

/** Returns the number of a month; of a year alone, that of one of its months. */
function parseMonth(day: string, month: number): number | null {
  const [, year, stated] = /^(\d{4})(?:-(\d\d))?(?:-\d\d)?$/.exec(day) ?? [];
  return year === undefined ? null : Number(year) * 12 + Number(stated ?? month);
}

/** Returns the query that a zoom of the timeline shows, and its parameters. */
export function readTimelineQuery(
  collection: string | null,
  search: URLSearchParams,
): { readonly query: string; readonly parameters: Readonly<Record<string, string>> } {
  const zoom = readZoom(search);
  if (zoom === SIDE_BY_SIDE) {
    const order = search.get('time') === 'recorded' ? 'recorded' : 'placed';
    return { query: 'facts', parameters: { order, newestFirst: 'true' } };
  }
  if (zoom === 'facts') return { query: 'timeline', parameters: { newestFirst: 'true' } };
  const period = zoom === 'bodies' && hasMonths(search) ? 'month' : 'year';
  const rows = zoom === 'years' && collection === null ? 'collection' : 'body';
  return { query: 'timeline/counts', parameters: { by: `${period},${rows}`, sources: 'false' } };
}
