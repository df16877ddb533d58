import { afterEach, describe, expect, it } from 'vitest';
import type { PageRequest } from '../query/pages.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import { listFacts } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';
import { listFactsAsRecorded, RECORDED_BATCH } from './recorded-facts.ts';

const batch = { ...RECORDED_BATCH };
afterEach(() => {
  Object.assign(RECORDED_BATCH, batch);
});

describe('Facts of some days in the order of recording', () => {
  const fixture = useFirstRecord(TIMELINE);
  const days = { from: '2025-01-01', to: '2025-08-31' };

  it.each([
    [null, false],
    [null, true],
    ['2025-05-01', false],
    ['2025-05-01', true],
  ])('are the same, however many are read at once: %s %s', async (asOf, newestFirst) => {
    const scope = { ...fixture.createScope(), asOf };
    const request = { limit: 1_000, after: null, days };
    const all = await listFacts(fixture.database, scope, {}, request);
    const expected = all.rows
      .toSorted((one, other) => (one.pseq - other.pseq) * (newestFirst ? -1 : 1))
      .map(({ event }) => event);
    expect(expected.length).toBeGreaterThan(7);

    Object.assign(RECORDED_BATCH, { first: 3, max: 10 });
    const read = (after: PageRequest['after'], limit: number) =>
      listFactsAsRecorded(fixture.database, scope, {}, { limit, after, days, newestFirst });
    const first = await read(null, 7);
    expect(first.undated).toBe(all.undated);
    const rows: string[] = [];
    for (let page = first; ; page = await read(page.next, 7)) {
      rows.push(...page.rows.map(({ event }) => event));
      if (page.next === null) break;
    }
    expect(rows).toEqual(expected);
  });
});
