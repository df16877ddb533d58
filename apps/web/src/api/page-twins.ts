/**
 * The twins of a page: the same content for programs, at the address of the page with a suffix. The page
 * `/states/UZB?asOf=2024` has `/states/UZB.json?asOf=2024`, `.csv` and `.atom`.
 */
import { listAnswers, type PageAddress, parsePagePath, THING_QUERIES } from './api-address.ts';
import { VIEW_PARAMETERS } from './timeline-address.ts';

/** A format of a page, with its media type. */
const TWIN_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  atom: 'application/atom+xml',
  ics: 'text/calendar',
} as const;
type TwinFormat = keyof typeof TWIN_TYPES;

/** A twin of a page, at an address of its own. */
export interface PageTwin {
  readonly format: TwinFormat;
  readonly type: string;
  readonly address: string;
}

const FORMATS = Object.keys(TWIN_TYPES) as readonly TwinFormat[];
/** The name of the first page where it needs one. */
const HOME = '/index';

/** Returns the twins that a page has. */
export function listTwins(pathname: string, search: URLSearchParams): readonly PageTwin[] {
  const trimmed = pathname.replace(/\/$/, '');
  const page = parsePagePath(pathname);
  if (page === undefined) return [];
  const query = search.toString();
  const suffix = query === '' ? '' : `?${query}`;
  return FORMATS.filter((format) => toTwinQuery(page, search, format) !== null).map((format) => ({
    format,
    type: TWIN_TYPES[format],
    address: `${trimmed === '' ? HOME : trimmed}.${format}${suffix}`,
  }));
}

/** Returns the address of the query of a twin, such as `/states/UZB.json`; null if it is none. */
export function findTwinQuery(pathname: string, search: URLSearchParams): string | null {
  const [, path = '', format = ''] = /^(.+)\.(\w+)$/.exec(pathname) ?? [];
  const known = FORMATS.find((each) => each === format);
  const page = known === undefined ? undefined : parsePagePath(path === HOME ? '/' : path);
  return known === undefined || page === undefined ? null : toTwinQuery(page, search, known);
}

function toTwinQuery(
  page: PageAddress,
  search: URLSearchParams,
  format: TwinFormat,
): string | null {
  switch (format) {
    case 'json':
      return findDataQuery(page, search);
    case 'csv':
      return toTable(findDataQuery(page, search));
    case 'atom':
      return toFeed(page, search);
    case 'ics':
      return page.kind === 'thing' && page.list === 'bodies'
        ? withParameters(
            `${toBase(page.collection)}/bodies/${encodeURIComponent(page.id)}/calendar.ics`,
            search,
          )
        : null;
  }
}

function findDataQuery(page: PageAddress, search: URLSearchParams): string | null {
  // A column of the board is a part of its list.
  const whole = new URLSearchParams(search);
  if (page.kind === 'list' && page.list === 'decisions') whole.set('view', 'table');
  const answers = listAnswers(page, whole);
  if (page.kind === 'collection')
    return answers.find((answer) => answer.includes('/coverage?')) ?? null;
  return DATA_PAGES.has(page.kind) ? (answers[0] ?? null) : null;
}

/** The pages whose first answer is all of their content. */
const DATA_PAGES: ReadonlySet<PageAddress['kind']> = new Set([
  'home',
  'list',
  'thing',
  'chair',
  'comparison',
]);

/** A table has all rows, and the columns of its query. */
function toTable(query: string | null): string | null {
  if (query === null) return null;
  const [path = '', parameters = ''] = query.split('?');
  const kept = new URLSearchParams(parameters);
  for (const name of ['limit', 'cursor', 'names', 'sources']) kept.delete(name);
  return withParameters(`${path}.csv`, kept);
}

/** The filter of facts that selects those of a thing. */
const FEED_FILTERS: Partial<Readonly<Record<keyof typeof THING_QUERIES, string>>> = {
  bodies: 'body',
  decisions: 'decision',
  incidents: 'incident',
  meetings: 'meeting',
  persons: 'actor',
  sources: 'document',
  states: 'state',
};

function toFeed(page: PageAddress, search: URLSearchParams): string | null {
  if (page.kind === 'home') return withParameters('/v1/facts.atom', search);
  if (page.kind === 'collection')
    return withParameters(`${toBase(page.collection)}/facts.atom`, search);
  if (page.kind === 'list' && (page.list === 'timeline' || page.list === 'facts'))
    return withParameters(`${toBase(page.collection)}/facts.atom`, search);
  const filter = page.kind === 'thing' ? FEED_FILTERS[page.list] : undefined;
  if (page.kind !== 'thing' || filter === undefined) return null;
  const filtered = new URLSearchParams(search);
  filtered.set(filter, page.id);
  return withParameters(`${toBase(page.collection)}/facts.atom`, filtered);
}

const toBase = (collection: string | null): string =>
  collection === null ? '/v1' : `/v1/collections/${encodeURIComponent(collection)}`;

/** The feed has one order, and no pages. */
const NO_FILTERS: ReadonlySet<string> = new Set([
  ...VIEW_PARAMETERS,
  'order',
  'newestFirst',
  'limit',
  'cursor',
]);

function withParameters(path: string, search: URLSearchParams): string {
  const isTable = path.endsWith('.csv');
  const kept = new URLSearchParams(
    [...search].filter(([name]) => isTable || !NO_FILTERS.has(name)),
  ).toString();
  return kept === '' ? path : `${path}?${kept}`;
}
