import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../query/pages.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import { TIMELINE } from './projection.ts';
import { findSource, listSources, type SourceFilter } from './source-queries.ts';
import type { SourceView } from './source-views.ts';

describe('The documents of a record', () => {
  const fixture = useFirstRecord(TIMELINE);
  const list = (filter: SourceFilter, page: PageRequest) =>
    listSources(fixture.database, fixture.createScope(), filter, page);
  const listAll = async (filter: SourceFilter = {}) =>
    (await list(filter, { limit: 1_000, after: null })).rows;

  it('are the same page by page, with their annexes and the number of their facts', async () => {
    const all = await listAll();
    expect(all.some(({ annexes }) => annexes.length > 0)).toBe(true);
    expect(all.some(({ annexedTo, facts }) => annexedTo.length > 0 && facts > 0)).toBe(true);

    const pages: SourceView[] = [];
    for (let after: PageRequest['after'] = null; ;) {
      const { rows, next } = await list({}, { limit: 1, after });
      pages.push(...rows);
      if (next === null) break;
      after = next;
    }
    expect(pages).toEqual(all);
  });

  it('are the same one by one, and by their available text', async () => {
    const all = await listAll();
    for (const view of all) {
      const id = { collection: view.collection, id: view.document };
      expect(await findSource(fixture.database, fixture.createScope(), [id])).toEqual(view);
      const alike = all.filter(({ held }) => held === view.held);
      expect(await listAll({ held: [view.held] })).toEqual(alike);
    }
  });
});
