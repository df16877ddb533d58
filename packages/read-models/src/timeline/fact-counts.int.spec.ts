import { beforeAll, describe, expect, it } from 'vitest';
import type { PageRequest } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import { countTimelineFacts, type FactCountRequest } from './fact-counts.ts';
import type { FactFilter } from './fact-filter.ts';
import { type FactView, listFacts } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';

const fixture = useFirstRecord(TIMELINE);
let scope: QueryScope;
beforeAll(() => {
  scope = fixture.createScope();
});

const PAGE: PageRequest = { limit: 1_000, after: null };
const list = async (filter: FactFilter, page: Partial<PageRequest> = {}) => {
  const all = { ...PAGE, ...page };
  return (await listFacts(fixture.database, scope, filter, all, 'placed')).rows;
};
const count = (by: FactCountRequest['by'], request: Partial<FactCountRequest> = {}) =>
  countTimelineFacts(fixture.database, scope, { filter: {}, by, limit: 1_000, ...request });

const readBegin = ({ placedOn }: FactView): string | null =>
  placedOn.stated ? (placedOn.earliest ?? placedOn.latest) : null;

describe('The numbers of facts', () => {
  it('are as many as the timeline lists, by each property', async () => {
    const all = await list({});
    expect(await count([])).toEqual([{ facts: all.length }]);
    for (const { type = '', facts } of await count(['type']))
      expect((await list({ types: [type] })).length, type).toBe(facts);

    const bodies = await count(['body']);
    expect(bodies.length).toBeGreaterThan(2);
    for (const { collection = '', body, facts } of bodies.filter((row) => row.body !== null)) {
      const rows = await list({ bodies: [{ collection, id: body ?? '' }] });
      expect(rows.length, body ?? '').toBe(facts);
    }

    const years = await count(['year']);
    expect(years.map(({ facts }) => facts).reduce((a, b) => a + b)).toBe(all.length);
    for (const { period, facts } of years)
      expect(all.filter((row) => (readBegin(row)?.slice(0, 4) ?? null) === period).length).toBe(
        facts,
      );
    expect(years.at(-1)?.period).toBeNull();
  });

  it('are those within days, and as of a day', async () => {
    const days = { from: '2025-01-01', to: '2025-12-31' };
    const [within] = await count([], { days });
    expect(within?.facts).toBe((await list({}, { days })).length);
    const before = { ...scope, asOf: '2025-05-01' };
    const listed = await listFacts(fixture.database, before, {}, PAGE, 'placed');
    const counts = await countTimelineFacts(fixture.database, before, {
      filter: {},
      by: [],
      limit: 10,
    });
    expect(counts).toEqual([{ facts: listed.rows.length }]);
  });

  it('by month leave a fact of which only the year is known in its year', async () => {
    const months = await count(['month']);
    const all = await list({});
    const [known, unknown] = [7, 4].map((length) =>
      months.filter(({ period }) => period?.length === length),
    );
    for (const { period, facts } of known ?? [])
      expect(all.filter((row) => isInMonth(row, period ?? '')).length).toBe(facts);
    expect(unknown).not.toEqual([]);
  });
});

function isInMonth({ placedOn }: FactView, month: string): boolean {
  if (!placedOn.stated) return false;
  return [placedOn.earliest, placedOn.latest].every((day) => day?.startsWith(month) === true);
}
