import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import { TIMELINE } from '../timeline/projection.ts';
import { type FactOrder, listFacts } from '../timeline/fact-queries.ts';
import { CANDIDATE_LIMITS } from './day-candidates.ts';

const limits = { ...CANDIDATE_LIMITS };

describe('A page by days', () => {
  const fixture = useFirstRecord(TIMELINE);
  let scope: QueryScope;
  beforeAll(() => {
    scope = fixture.createScope();
  });
  afterEach(() => {
    Object.assign(CANDIDATE_LIMITS, limits);
  });

  const orders: readonly FactOrder[] = ['came-to-be', 'placed'];
  const days = [undefined, { from: '2025-01-01', to: null }, { from: null, to: '2025-06-30' }];
  const cases = orders.flatMap((order) =>
    days.flatMap((range) =>
      [null, '2025-05-01'].flatMap((asOf) =>
        [false, true].map((newestFirst) => ({ order, range, asOf, newestFirst })),
      ),
    ),
  );

  it.each(cases)('has the same rows if it is read near some days: %j', async (each) => {
    const { order, range, asOf, newestFirst } = each;
    const read = (page: PageRequest) => {
      const request = { ...page, days: range, newestFirst };
      return listFacts(fixture.database, { ...scope, asOf }, {}, request, order);
    };

    Object.assign(CANDIDATE_LIMITS, limits);
    const whole = await readPages(read, 1_000);
    Object.assign(CANDIDATE_LIMITS, { few: 0, things: 0 });
    const near = await readPages(read, 7);

    expect(whole.rows.length).toBeGreaterThan(7);
    expect(near.rows).toEqual(whole.rows);
    expect(near.undated).toBe(whole.undated);
  });

  it.each(days)('has the same rows of bodies if it is read near some days: %j', async (range) => {
    const bodies = ['sco-rats', 'sco-rats-council'].map((id) => ({ collection: 'sco', id }));
    const read = (page: PageRequest) =>
      listFacts(fixture.database, scope, { bodies }, { ...page, days: range }, 'placed');

    const whole = await readPages(read, 1_000);
    Object.assign(CANDIDATE_LIMITS, { few: 0, things: 0 });
    const near = await readPages(read, 7);

    expect(whole.rows.length).toBeGreaterThan(4);
    expect(near.rows).toEqual(whole.rows);
    expect(near.undated).toBe(whole.undated);
  });
});

async function readPages<T extends { readonly event: string }>(
  read: (page: PageRequest) => Promise<ResultPage<T>>,
  limit: number,
) {
  const rows: string[] = [];
  const first = await read({ limit, after: null });
  for (let page = first; ; page = await read({ limit, after: page.next })) {
    rows.push(...page.rows.map(({ event }) => event));
    if (page.next === null) return { rows, undated: first.undated };
  }
}
