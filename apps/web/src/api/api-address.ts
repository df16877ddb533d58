/**
 * The page of a query has the address of the query without `/v1`: the page `/states/UZB?asOf=2024` shows
 * the answer of `/v1/states/UZB?asOf=2024`. So each page has its data at an address that can be guessed.
 */
import { STATUS_ANSWER, COLLECTIONS_ANSWER, toAnswer, toCollectionPath } from './answer-address.ts';
import type { QueryAddress, QueryRoute } from './query-answers.ts';
import { readTimelineQuery } from './timeline-address.ts';

/** The lists that have a page, and the queries of one thing below them. */
export const THING_QUERIES = {
  bodies: 'body',
  decisions: 'decision',
  events: 'event',
  incidents: 'incident',
  meetings: 'meeting',
  persons: 'person',
  sources: 'document',
  states: 'state',
} as const satisfies Readonly<Record<string, string>>;

export const LIST_NAMES = [
  'timeline',
  'facts',
  'bodies',
  'meetings',
  'next-meetings',
  'participation',
  'decisions',
  'votes',
  'dissents',
  'incidents',
  'condemnations',
  'positions',
  'reports',
  'persons',
  'offices',
  'memberships',
  'sources',
  'citations',
  'conflicts',
  'corrections',
] as const satisfies readonly ListQuery[];
/** The queries whose route is a name. */
type ListQuery = QueryRoute extends infer Route
  ? Route extends `/v1/${infer Name}`
    ? Name
    : never
  : never;
export type ListName = (typeof LIST_NAMES)[number];
type ThingList = keyof typeof THING_QUERIES;

/** The rows of one page of a list. */
const ROWS = 100;
/** The columns of one page of the matrix: the latest meetings. */
const COLUMNS_OF_MATRIX = 40;

/** The pages about the record itself, and about the service. */
export const AUDIT_PAGES = ['audit', 'changes', 'lookup', 'status'] as const;
type AuditPageName = (typeof AUDIT_PAGES)[number];

/** A page of the web, as its address gives it. */
export type PageAddress =
  | { readonly kind: 'audit'; readonly collection: string | null; readonly page: AuditPageName }
  | { readonly kind: 'log'; readonly partition: string }
  | { readonly kind: 'stream'; readonly collection: string; readonly stream: string }
  | { readonly kind: 'home' }
  /** The recorder's screens: of a document, of a change of the record, and of a table. */
  | { readonly kind: 'record' | 'record-change' | 'record-table' }
  | { readonly kind: 'collection'; readonly collection: string }
  | { readonly kind: 'list'; readonly collection: string | null; readonly list: ListName }
  | { readonly kind: 'chair'; readonly collection: string; readonly body: string }
  | {
      readonly kind: 'comparison';
      readonly collection: string | null;
      readonly states: readonly [string, string];
    }
  | {
      readonly kind: 'thing';
      readonly collection: string | null;
      readonly list: ThingList;
      readonly id: string;
    };

/** Returns the page at a path; undefined if none is there, or if the path is malformed. */
export function parsePagePath(path: string): PageAddress | undefined {
  const trimmed = path.replaceAll(/^\/|\/$/g, '');
  if (trimmed === '') return { kind: 'home' };
  if (trimmed === 'record') return { kind: 'record' };
  if (trimmed === 'record/change') return { kind: 'record-change' };
  if (trimmed === 'record/table') return { kind: 'record-table' };
  try {
    return parseParts(trimmed.split('/').map((part) => decodeURIComponent(part)));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function parseParts(parts: readonly string[]): PageAddress | undefined {
  if (parts.includes('')) return undefined;
  return parseLogAddress(parts) ?? parseQueryAddress(parts);
}

/** Returns the page of a partition of the log, or of a stream. */
function parseLogAddress(parts: readonly string[]): PageAddress | undefined {
  const [list, first, second, ...rest] = parts;
  if (first === undefined || rest.length > 0) return undefined;
  if (list === 'log' && second === undefined) return { kind: 'log', partition: first };
  if (list !== 'streams' || second === undefined) return undefined;
  return { kind: 'stream', collection: first, stream: second };
}

function parseQueryAddress(parts: readonly string[]): PageAddress | undefined {
  const isOfOne = parts[0] === 'collections';
  const collection = isOfOne ? parts[1] : null;
  if (collection === undefined) return undefined;
  const [list, id, ...rest] = isOfOne ? parts.slice(2) : parts;
  if (rest.length > 0)
    return id === undefined ? undefined : parsePart(collection, list, [id, ...rest]);
  if (list === undefined)
    return collection === null ? undefined : { kind: 'collection', collection };
  if (id === undefined) return parseListAddress(collection, list);
  if (!(list in THING_QUERIES)) return undefined;
  return { kind: 'thing', collection, list: list as ThingList, id };
}

function parseListAddress(collection: string | null, list: string): PageAddress | undefined {
  if (isListName(list)) return { kind: 'list', collection, list };
  const page = AUDIT_PAGES.find((one) => one === list);
  return page === undefined ? undefined : { kind: 'audit', collection, page };
}

/** Returns the page of a part of a thing: the chair of a body, or a state beside another. */
function parsePart(
  collection: string | null,
  list: string | undefined,
  [id = '', part, other, ...rest]: readonly string[],
): PageAddress | undefined {
  if (rest.length > 0) return undefined;
  if (list === 'states' && part === 'vs' && other !== undefined)
    return { kind: 'comparison', collection, states: [id, other] };
  const isChair = list === 'bodies' && part === 'chair' && other === undefined;
  return isChair && collection !== null ? { kind: 'chair', collection, body: id } : undefined;
}

function isListName(name: string): name is ListName {
  return (LIST_NAMES as readonly string[]).includes(name);
}

/** Returns the addresses of the answers that a page shows first. */
export function listAnswers(address: PageAddress, search: URLSearchParams): readonly string[] {
  switch (address.kind) {
    case 'home':
      return [...listCoverageAnswers(null, search), STATUS_ANSWER];
    case 'record-change':
      return [];
    case 'record':
    case 'record-table':
      return [COLLECTIONS_ANSWER];
    case 'collection': {
      const { collection } = address;
      const sections = COLLECTION_SECTIONS.map((list) => toSectionAnswer(collection, list, search));
      return [...sections, ...listCoverageAnswers(collection, search)];
    }
    case 'chair':
      return [toAnswer(`/v1${toPagePath(address)}`, search, { limit: String(ROWS) })];
    case 'comparison':
      return [toAnswer(`/v1${toPagePath(address)}`, search, {})];
    case 'list': {
      if (address.list === 'timeline') return [toTimelineAnswer(address.collection, search)];
      // The other columns load while a reader sees these.
      if (showsBoard(address, search)) return listBoardAnswers(address, search).slice(0, 2);
      const path = `/v1${toCollectionPath(address.collection)}/${address.list}`;
      const isMatrix = address.list === 'participation';
      const columns = { limit: String(COLUMNS_OF_MATRIX), newestFirst: 'true' };
      return [toAnswer(path, search, isMatrix ? columns : { limit: String(ROWS) })];
    }
    case 'audit':
      return listAuditAnswers(address, search);
    case 'log':
    case 'stream':
      return [];
    case 'thing': {
      const { collection, list, id } = address;
      const path = `/v1${toCollectionPath(collection)}/${list}/${encodeURIComponent(id)}`;
      return [toAnswer(path, search, {})];
    }
  }
}

function listAuditAnswers(
  { collection, page }: Extract<PageAddress, { readonly kind: 'audit' }>,
  search: URLSearchParams,
): readonly string[] {
  const path = `/v1${toCollectionPath(collection)}`;
  switch (page) {
    case 'audit':
    case 'status':
      return [STATUS_ANSWER];
    case 'changes':
      return [toAnswer(`${path}/changes`, search, { limit: String(ROWS), sources: 'false' })];
    case 'lookup':
      return [toAnswer(`${path}/lookup`, search, { sources: 'false' })];
  }
}

/** The lists on the page of an organization. */
export const COLLECTION_SECTIONS = ['bodies', 'meetings', 'next-meetings', 'sources'] as const;

/** Returns the address of a list on the page of an organization. */
export function toSectionAnswer(
  collection: string,
  list: (typeof COLLECTION_SECTIONS)[number],
  search: URLSearchParams,
): QueryAddress<`/v1/${typeof list}`> {
  const limit = list === 'bodies' ? ROWS : SECTION_ROWS;
  return toAnswer(`/v1${toCollectionPath(collection)}/${list}`, search, { limit: String(limit) });
}

/** Returns the addresses of the extent of the record, and of the facts that were recorded last. */
export function listCoverageAnswers(
  collection: string | null,
  search: URLSearchParams,
): readonly [QueryAddress<'/v1/coverage'>, QueryAddress<'/v1/facts'>] {
  const base = `/v1${toCollectionPath(collection)}`;
  const limit = collection === null ? '10' : '5';
  return [
    toAnswer(`${base}/coverage`, search, { sources: 'false' }),
    toAnswer(`${base}/facts`, search, { ...LAST_RECORDED, limit }),
  ];
}

/** The rows of most lists on the page of an organization. */
const SECTION_ROWS = 12;
/** The last recorded facts come first. */
const LAST_RECORDED = { order: 'recorded', newestFirst: 'true' };

function toTimelineAnswer(collection: string | null, search: URLSearchParams): string {
  const { query, parameters } = readTimelineQuery(collection, search);
  const limit: Readonly<Record<string, string>> =
    query === 'timeline/counts' ? {} : { limit: String(ROWS) };
  return toAnswer(`/v1${toCollectionPath(collection)}/${query}`, search, {
    ...parameters,
    ...limit,
  });
}

/** Returns the address of the numbers of the facts of an address, by one property. */
export function toCountsAnswer(
  collection: string | null,
  search: URLSearchParams,
  by: string,
): QueryAddress<'/v1/timeline/counts'> {
  const counted = new URLSearchParams(search);
  for (const name of ['cursor', 'limit', 'newestFirst']) counted.delete(name);
  const path = `/v1${toCollectionPath(collection)}/timeline/counts`;
  return toAnswer(path, counted, { by, sources: 'false' });
}

/** The columns of the board of decisions, in the order of their urgency. */
export const BOARD_STATUSES = [
  'overdue',
  'open',
  'in-progress',
  'in-force',
  'done',
  'lapsed',
  'cancelled',
  'not-stated',
] as const;
const ROWS_OF_COLUMN = 12;

/** Returns whether decisions are shown by status. One status, or a later page, is a table. */
export function showsBoard(
  address: Extract<PageAddress, { readonly kind: 'list' }>,
  search: URLSearchParams,
): boolean {
  const isTable = search.get('view') === 'table' || search.has('status') || search.has('cursor');
  return address.list === 'decisions' && !isTable;
}

/** Returns the address of the answer of each column of the board. */
export function listBoardAnswers(
  { collection }: Extract<PageAddress, { readonly kind: 'list' }>,
  search: URLSearchParams,
): readonly QueryAddress<'/v1/decisions'>[] {
  const path = `/v1${toCollectionPath(collection)}/decisions`;
  const column = { limit: String(ROWS_OF_COLUMN), newestFirst: 'true' };
  return BOARD_STATUSES.map((status) => toAnswer(path, search, { ...column, status }));
}

/** Returns the path of the page of a chair, or of two states. */
function toPagePath(
  address: Extract<PageAddress, { readonly kind: 'chair' | 'comparison' }>,
): string {
  const base = toCollectionPath(address.collection);
  if (address.kind === 'chair') return `${base}/bodies/${encodeURIComponent(address.body)}/chair`;
  const [one, other] = address.states.map(encodeURIComponent);
  return `${base}/states/${one}/vs/${other}`;
}

/** Returns the address of the page of a thing; null if things of this kind have none. */
export function toThingPath(kind: string, id: string, collection: string | null): string | null {
  const isState = (kind === 'actor' || kind === 'state') && /^[A-Z]{3}$/.test(id);
  const entries = Object.entries(THING_QUERIES);
  const found = isState ? 'states' : entries.find(([, query]) => query === kind)?.[0];
  if (found === undefined) return null;
  const base = isState ? '' : toCollectionPath(collection);
  return `${base}/${found}/${encodeURIComponent(id)}`;
}

/** Returns the address of the page that changes a fact, or resolves a conflict. */
export function formatChangePath(
  collection: string,
  subject: { readonly event: string } | { readonly conflict: string },
): string {
  return `/record/change?${new URLSearchParams({ collection, ...subject }).toString()}`;
}
