import { describe, expect, it } from 'vitest';
import { hasMonths, readTimelineQuery, readZoom } from '../../api/timeline-address.ts';
import { readCountChart } from './count-data.ts';
import { findColumns, readColumns } from './lane-columns.ts';
import { changePlace, linkPeriod, linkRow, shiftDays } from './timeline-links.ts';

const search = (text: string) => new URLSearchParams(text);

describe('The zoom of a timeline', () => {
  it('is that of the address; a filter alone asks for facts', () => {
    expect(readZoom(search(''))).toBe('years');
    expect(readZoom(search('asOf=2024-01-01'))).toBe('years');
    expect(readZoom(search('q=harbour'))).toBe('facts');
    expect(readZoom(search('q=harbour&zoom=bodies'))).toBe('bodies');
    expect(readZoom(search('zoom=harbour'))).toBe('years');
  });

  it('shows months of three years at most', () => {
    expect(hasMonths(search('from=2019&to=2021'))).toBe(true);
    expect(hasMonths(search('from=2019&to=2022'))).toBe(false);
    expect(hasMonths(search('from=2019'))).toBe(false);
    const { parameters } = readTimelineQuery(null, search('zoom=bodies&from=2020&to=2020'));
    expect(parameters['by']).toBe('month,body');
    expect(readTimelineQuery('docks', search('')).parameters['by']).toBe('year,body');
    expect(readTimelineQuery(null, search('')).parameters['by']).toBe('year,collection');
  });
});

describe('The links of a timeline', () => {
  const place = { path: '/timeline', search: search('state=UZB&cursor=x&zoom=years') };

  it('keep the filters, and begin at the first page', () => {
    expect(changePlace(place, { zoom: 'facts' })).toBe('/timeline?state=UZB&zoom=facts');
    expect(changePlace({ ...place, search: search('q=a') }, { q: null })).toBe('/timeline');
  });

  it('lead from a year to its bodies, and from a month to its facts', () => {
    expect(linkPeriod(place, '2019')).toBe('/timeline?state=UZB&zoom=bodies&from=2019&to=2019');
    const bodies = { ...place, search: search('zoom=bodies&from=2019&to=2019') };
    expect(linkPeriod(bodies, '2019-05')).toBe('/timeline?zoom=facts&from=2019-05&to=2019-05');
  });

  it('lead to the facts of a body in its collection', () => {
    const row = {
      collection: 'docks',
      body: 'council',
      key: '',
      label: '',
      total: 1,
      isBody: true,
    };
    expect(linkRow(place, { ...row, counts: new Map() })).toBe(
      '/collections/docks/timeline?state=UZB&zoom=facts&body=council',
    );
  });

  it('lead to the years or months before and after', () => {
    expect(shiftDays(search('from=2019&to=2020'), -1)).toEqual({ from: '2017', to: '2018' });
    expect(shiftDays(search('from=2019-12&to=2019-12'), 1)).toEqual({
      from: '2020-01',
      to: '2020-01',
    });
    expect(shiftDays(search('from=2019-12-01&to=2020'), 1)).toBeNull();
  });
});

const ROW_NAMES = { titles: new Map<string, string>(), noBody: 'No body named' };

describe('The columns of facts', () => {
  it('are two to six bodies or states', () => {
    expect(readColumns(search('body=quay'))).toBeNull();
    expect(readColumns(search('state=UZB,KAZ,UZB'))).toEqual({
      kind: 'state',
      ids: ['UZB', 'KAZ'],
    });
    expect(readColumns(search('body=a,b,c,d,e,f,g'))?.ids).toHaveLength(6);
  });

  it('have the facts of their bodies and of the meetings of these', () => {
    const columns = { kind: 'body', ids: ['quay', 'crane'] } as const;
    const ROW = { bodies: [], states: [], meetingBody: null };
    expect(findColumns({ ...ROW, bodies: ['crane', 'quay'] }, columns)).toEqual(['quay', 'crane']);
    expect(findColumns({ ...ROW, meetingBody: 'crane' }, columns)).toEqual(['crane']);
    expect(findColumns({ ...ROW, bodies: ['pier'] }, columns)).toEqual([]);
  });

  it('are read by the day in the world or by the time of recording', () => {
    const read = (text: string) => readTimelineQuery(null, search(`zoom=beside&${text}`));
    expect(read('').parameters).toEqual({ order: 'placed', newestFirst: 'true' });
    expect(read('time=recorded').parameters['order']).toBe('recorded');
  });
});

describe('The numbers of a chart', () => {
  it('have a row for each body, and a column for each year between', () => {
    const data = [
      { period: '2019', collection: 'docks', body: 'council', facts: 3 },
      { period: '2021', collection: 'docks', body: null, facts: 1 },
      { period: '2021', collection: 'docks', body: 'council', facts: 2 },
      { period: null, collection: 'docks', body: 'council', facts: 4 },
    ];
    const names = { body: { 'docks/council': 'Harbour Council' } };
    const chart = readCountChart({ data, names }, false, ROW_NAMES);
    expect(chart).toMatchObject({
      periods: ['2019', '2020', '2021'],
      total: 10,
      undated: 4,
      largest: { period: '2019', facts: 3 },
    });
    expect(chart.rows.map(({ label, total }) => [label, total])).toEqual([
      ['Harbour Council', 9],
      ['No body named', 1],
    ]);
  });

  it('by month leave the facts of a year apart', () => {
    const data = [
      { period: '2019-11', collection: 'docks', body: 'council', facts: 3 },
      { period: '2020-02', collection: 'docks', body: 'council', facts: 1 },
      { period: '2019', collection: 'docks', body: 'council', facts: 5 },
    ];
    const { periods, undated } = readCountChart({ data }, true, ROW_NAMES);
    expect(periods).toEqual(['2019-11', '2019-12', '2020-01', '2020-02']);
    expect(undated).toBe(5);
  });
});
