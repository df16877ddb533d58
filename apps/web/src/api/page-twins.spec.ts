import { describe, expect, it } from 'vitest';
import { findTwinQuery, listTwins } from './page-twins.ts';

const find = (path: string, search = '') => findTwinQuery(path, new URLSearchParams(search));
const formats = (path: string) =>
  listTwins(path, new URLSearchParams()).map(({ format }) => format);

describe('The twins of a page', () => {
  it('have the data of the page: as JSON one page, as a table all rows', () => {
    expect(find('/states/UZB.json', 'asOf=2024-01-01')).toBe(
      '/v1/states/UZB?names=true&asOf=2024-01-01',
    );
    expect(find('/collections/docks/decisions.csv', 'due=2023&cursor=x')).toBe(
      '/v1/collections/docks/decisions.csv?due=2023',
    );
    expect(find('/timeline.csv')).toBe('/v1/timeline/counts.csv?by=year%2Ccollection');
    expect(find('/timeline.csv', 'zoom=facts&q=quay')).toBe(
      '/v1/timeline.csv?newestFirst=true&q=quay',
    );
    expect(find('/decisions.json', 'due=2023')).toBe('/v1/decisions?limit=100&names=true&due=2023');
    expect(find('/index.json')).toBe('/v1/coverage?sources=false&names=true');
  });

  it('are feeds of a collection, a body, a state and a search', () => {
    expect(find('/collections/docks.atom')).toBe('/v1/collections/docks/facts.atom');
    expect(find('/bodies/council.atom')).toBe('/v1/facts.atom?body=council');
    expect(find('/states/UZB.atom')).toBe('/v1/facts.atom?state=UZB');
    expect(find('/timeline.atom', 'q=quay&zoom=facts&newestFirst=true')).toBe(
      '/v1/facts.atom?q=quay',
    );
  });

  it('are a calendar of a body', () =>
    expect(find('/collections/docks/bodies/council.ics')).toBe(
      '/v1/collections/docks/bodies/council/calendar.ics',
    ));

  it('are those that the page has', () => {
    expect(formats('/bodies/council')).toEqual(['json', 'csv', 'atom', 'ics']);
    expect(formats('/meetings')).toEqual(['json', 'csv']);
    expect(formats('/nowhere')).toEqual([]);
    expect(formats('/log/0')).toEqual([]);
    const [json] = listTwins('/', new URLSearchParams('asOf=2024-01-01'));
    expect(json?.address).toBe('/index.json?asOf=2024-01-01');
  });

  it.each(['/meetings.ics', '/nowhere.json', '/states/UZB.pdf', '/assets/index.js'])(
    'are not at %s',
    (path) => expect(find(path)).toBeNull(),
  );
});
