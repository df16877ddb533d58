import { type JsonObject, textResponse } from '@rapporteur/platform';
import { PAGE_PARAMETERS } from '../parameters.ts';

/** The parts of the descriptions of feeds that other routes have too. */
interface FeedDescriptions {
  readonly describePath: (path: string) => readonly JsonObject[];
  readonly parameters: readonly JsonObject[];
  readonly calendarParameters: readonly JsonObject[];
  /** The parameter of the routes of several collections. */
  readonly collections: readonly JsonObject[];
  readonly problems: JsonObject;
}

/** The parameters that the routes of feeds set by themselves. */
export const OWN_FEED_PARAMETERS: ReadonlySet<string> = new Set([
  ...Object.keys(PAGE_PARAMETERS),
  'order',
  'newestFirst',
  'sources',
  'names',
  'statements',
  'csv',
]);

/** Returns the OpenAPI paths of the feeds and calendars. */
export function describeFeeds({
  describePath,
  parameters,
  calendarParameters,
  collections,
  problems,
}: FeedDescriptions): Readonly<Record<string, JsonObject>> {
  const several = (prefix: string): readonly JsonObject[] => (prefix === '' ? collections : []);
  const atom = (prefix: string, operationId: string): readonly [string, JsonObject] => [
    `/v1/${prefix}facts.atom`,
    {
      get: {
        tags: ['timeline'],
        operationId,
        summary: 'An Atom feed of the facts of a filter, the last recorded first.',
        parameters: [...describePath(prefix), ...several(prefix), ...parameters],
        responses: { 200: textResponse('The feed.', 'application/atom+xml'), ...problems },
      },
    },
  ];
  const calendar = (prefix: string, operationId: string): readonly [string, JsonObject] => [
    `/v1/${prefix}bodies/{body}/calendar.ics`,
    {
      get: {
        tags: ['meetings'],
        operationId,
        summary: 'The meetings of a body whose days are known, and those that were agreed.',
        parameters: [...describePath(`${prefix}{body}`), ...several(prefix), ...calendarParameters],
        responses: { 200: textResponse('The calendar.', 'text/calendar'), ...problems },
      },
    },
  ];
  return Object.fromEntries([
    atom('', 'getFactsAtom'),
    atom('collections/{collection}/', 'getCollectionFactsAtom'),
    calendar('', 'getBodiesByBodyCalendar'),
    calendar('collections/{collection}/', 'getCollectionBodiesByBodyCalendar'),
  ]);
}
