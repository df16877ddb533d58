import { parseEdtf } from '@rapporteur/contracts';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import { describe, expect, it } from 'vitest';
import { parseCsvLines } from './testing/parse-csv-lines.ts';
import type { ColumnKind } from './csv.ts';
import { useQueryService } from './testing/use-query-service.ts';

const service = useQueryService();

const query = (path: string, headers: Record<string, string> = {}) =>
  service().query(path, headers);
const get = (path: string) => service().get(`/v1/${path}`);

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly 'x-rapporteur-columns': readonly {
            readonly name: string;
            readonly kind: ColumnKind;
          }[];
        };
      }
    >
  >;
}

const isJson = (field: string): boolean => {
  try {
    JSON.parse(field);
    return true;
  } catch {
    return false;
  }
};

/** Returns whether a field has the form of its column's kind. A text has any form but JSON's. */
const FORMS: Readonly<Record<ColumnKind, (field: string) => boolean>> = {
  text: (field) => !/^[[{]/.test(field) && field !== 'true' && field !== 'false',
  number: (field) => /^-?\d+$/.test(field),
  boolean: (field) => field === 'true' || field === 'false',
  date: (field) => parseEdtf(field).ok,
  time: (field) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(field),
  list: (field) => !/^[[{]/.test(field),
  json: isJson,
};

describe('A CSV table', () => {
  const table = async (path: string, headers: Record<string, string> = {}) => {
    const response = await service().get(`/v1/collections/sco/${path}`, headers);
    const csv = await response.text();
    return { response, csv, lines: csv.trimEnd().split('\r\n') };
  };

  it('is requested by the path, or by the Accept header', async () => {
    const { response, lines } = await table('participation/ranking.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(lines.slice(0, 2)).toEqual([
      'rank,state,state_name,named_attendances',
      '1,BLR,Belarus,1',
    ]);
    expect((await table('participation/ranking', { accept: 'text/csv, */*;q=0.1' })).lines).toEqual(
      lines,
    );
    expect((await table('meetings/sco-rats-council-44.csv')).lines[1]).toContain(
      'sco-rats-council-44',
    );
  });

  it('has all pages, unless one page is requested', async () => {
    const all = (await table('incidents.csv')).lines;
    expect(all.length).toBeGreaterThan(9);
    const { response, lines } = await table('incidents.csv?limit=3');
    expect(lines).toEqual(all.slice(0, 4));
    const rest = await table(
      `incidents.csv?limit=100&cursor=${response.headers.get('rapporteur-next')}`,
    );
    expect(rest.lines.slice(1)).toEqual(all.slice(4));
  });

  it('exists for every query, with the documented columns', { timeout: 120_000 }, async () => {
    const { paths } = (await (await service().get('/openapi.json')).json()) as Described;
    const ids: Record<string, string> = {
      state: 'PAK',
      person: 'nurlan-yermekbayev',
      body: 'sco-rats-council',
      meeting: 'sco-rats-council-44',
      decision: 'cooperation-programme-2025-2027',
      incident: 'strikes-on-iran-2025',
      document: 'tianjin-declaration',
      event: service().record.findEventId('A32'),
      member: 'RUS',
      other: 'CHN',
    };
    // Feeds and calendars are other forms of a query.
    const queryPaths = Object.keys(paths).filter(
      (path) => path.startsWith('/v1/collections/{collection}/') && !/\.(?:atom|ics)$/.test(path),
    );
    expect(queryPaths.length).toBeGreaterThan(25);
    for (const path of queryPaths) {
      const address = path
        .replace('/v1/collections/{collection}/', '')
        .replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
      const { response, csv, lines } = await table(`${address}.csv`);
      expect(response.status, address).toBe(200);
      const columns = paths[path]?.get['x-rapporteur-columns'] ?? [];
      expect(lines[0], address).toBe(columns.map(({ name }) => name).join(','));
      for (const row of parseCsvLines(csv).slice(1)) {
        for (const [n, { name, kind }] of columns.entries()) {
          const field = row[n] ?? '';
          const isOfKind = field === '' || FORMS[kind](field);
          expect(isOfKind, `${address} ${name}:${kind} ${field}`).toBe(true);
        }
      }
      expect((await query(address)).status, address).toBe(200);
    }
  });
});

describe('The log', () => {
  const lines = async (path: string) => (await (await get(path)).text()).split('\n').slice(0, -1);

  it('is replayed byte for byte', async () => {
    const bytes: string[] = [];
    const options = { follow: false, signal: new AbortController().signal };
    for await (const batch of service().record.log.read(0, 0, options)) {
      bytes.push(...batch.events.map((event) => new TextDecoder().decode(event.bytes)));
    }
    expect(await lines('log/0')).toEqual(bytes);
    expect(await lines('log/0?from=0:3&to=5')).toEqual(bytes.slice(3, 6));
    const meeting = bytes.filter((line) =>
      line.includes('"subject":"meeting-sco-rats-council-44"'),
    );
    expect(meeting.length).toBeGreaterThan(10);
    expect(await lines('streams/sco/meeting-sco-rats-council-44')).toEqual(meeting);
    expect(await lines('log/0?collection=sco&stream=meeting-sco-rats-council-44')).toEqual(meeting);
    expect(await lines('log/0?collection=other')).toEqual([]);
  });

  it.each([
    ['log/1', 404, 'PARTITION_UNKNOWN'],
    ['log/x', 404, 'PARTITION_UNKNOWN'],
    ['log/0?from=99999', 404, 'POSITION_BEYOND_END'],
    ['log/0?from=5&to=4', 400, 'PARAMETER_INVALID'],
    ['log/0?form=5', 400, 'PARAMETER_UNKNOWN'],
    ['streams/sco/meeting-nowhere-1', 404, 'STREAM_UNKNOWN'],
    ['status?x=1', 400, 'PARAMETER_UNKNOWN'],
  ])('rejects %s', async (path, status, code) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('has a status for every read model', async () => {
    const position = `0:${service().record.position}`;
    expect(await (await get('status')).json()).toMatchObject({
      schemaVersion: 1,
      partitions: 1,
      projections: [TIMELINE, PARTICIPATION, DECISIONS].map(({ name, version }) => ({
        projection: `${name}_v${version}`,
        position,
      })),
    });
  });

  it('has a list of collections', async () =>
    expect(await (await get('collections')).json()).toMatchObject({
      data: [{ collection: 'sco', title: 'Shanghai Cooperation Organization', rootBody: 'sco' }],
    }));
});
