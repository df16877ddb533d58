import { describe, expect, it } from 'vitest';
import { useQueryService } from '../testing/use-query-service.ts';

const service = useQueryService();

interface CountedRow {
  readonly period?: string | null;
  readonly type?: string;
  readonly facts: number;
}

const read = async (path: string): Promise<unknown> =>
  ((await (await service().get(`/v1/${path}`)).json()) as { data: unknown }).data;
const count = async (path: string) => (await read(path)) as readonly CountedRow[];

describe('The numbers of facts', () => {
  it('lead to lists of as many facts', async () => {
    const [first] = (await count('timeline/counts?by=type')).toSorted((a, b) => b.facts - a.facts);
    const listed = (await read(`timeline?type=${first?.type}&limit=1000`)) as readonly unknown[];
    expect(first?.facts).toBeGreaterThan(3);
    expect(listed).toHaveLength(first?.facts ?? 0);
  });

  it('are those of the filter, with names for its bodies', async () => {
    const path = '/v1/collections/sco/timeline/counts?by=year,body&state=UZB&names=true';
    const { data, names } = (await (await service().get(path)).json()) as {
      readonly data: readonly CountedRow[];
      readonly names: Readonly<Record<string, object>>;
    };
    expect(data.length).toBeGreaterThan(1);
    expect(Object.keys(names['body'] ?? {})).toContain('sco/sco-rats-council');
  });

  it('are 0 for a filter that no fact meets', async () =>
    expect(await count('timeline/counts?actor=nobody')).toEqual([{ facts: 0 }]));

  it('are rejected by a property that the facts do not have', async () =>
    expect((await service().get('/v1/timeline/counts?by=colour')).status).toBe(400));
});

describe('The coverage', () => {
  it('tells the extent of each collection, and when a fact was recorded last', async () => {
    const [sco] = (await read('coverage')) as readonly Readonly<Record<string, unknown>>[];
    expect(sco).toMatchObject({ collection: 'sco', title: 'Shanghai Cooperation Organization' });
    const facts = await count('timeline/counts');
    expect(sco?.['facts']).toBe(facts[0]?.facts);
    const [last] = (await read('facts?order=recorded&newestFirst=true&limit=1')) as readonly {
      readonly recordedAt: string;
    }[];
    expect(sco?.['lastRecordedAt']).toBe(last?.recordedAt);
    expect(String(sco?.['from']) < String(sco?.['to'])).toBe(true);
    expect(sco).toMatchObject({ documentsRegistered: 2, meetingsHeld: 2 });
  });
});
