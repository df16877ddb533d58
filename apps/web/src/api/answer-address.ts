import type { QueryAddress, QueryRoute, AnswerScope } from './query-answers.ts';
import { VIEW_PARAMETERS } from './timeline-address.ts';

/** Returns the part of a path that names a collection; an empty one for all. */
export function toCollectionPath(collection: string | null): string {
  return collection === null ? '' : `/collections/${encodeURIComponent(collection)}`;
}

/** Returns the address of an answer of a route at a path. */
export function toAnswer<Route extends QueryRoute>(
  path: string,
  search: URLSearchParams,
  defaults: Readonly<Record<string, string>>,
): QueryAddress<Route> {
  const parameters = new URLSearchParams({ ...defaults, names: 'true' });
  for (const [name, value] of search)
    if (value !== '' && !VIEW_PARAMETERS.has(name)) parameters.set(name, value);
  return `${path}?${parameters.toString()}` as QueryAddress<Route>;
}

/** The parameters that give the moment of an answer. */
const MOMENT = ['asOf', 'asOfRecorded'];

/** Returns the moment of the record of an address, for queries about events, which have no day of the world. */
export function keepRecordMoment(searchStr: string): URLSearchParams {
  const recorded = new URLSearchParams(searchStr).get('asOfRecorded') ?? '';
  return new URLSearchParams(recorded === '' ? {} : { asOfRecorded: recorded });
}

/** Returns the address of an answer that a part of a page needs, at the moment of the page. */
export function toAnswerAddress<Route extends QueryRoute>(
  route: Route,
  search: URLSearchParams,
  { collection = null, ids, parameters }: AnswerScope<Route> = {},
): QueryAddress<Route> {
  const moment = new URLSearchParams([...search].filter(([name]) => MOMENT.includes(name)));
  const own: Readonly<Record<string, string>> = ids ?? {};
  const path = route
    .replace(/^\/v1/, `/v1${toCollectionPath(collection)}`)
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(own[name] ?? ''));
  return toAnswer(path, moment, (parameters ?? {}) as Readonly<Record<string, string>>);
}

/** The addresses of answers without parameters. */
export const STATUS_ANSWER = '/v1/status' as QueryAddress<'/v1/status'>;
export const COLLECTIONS_ANSWER = '/v1/collections' as QueryAddress<'/v1/collections'>;
