import { afterEach, expect, it } from 'vitest';
import { CANDIDATE_LIMITS } from '../days/day-candidates.ts';
import { Aliases } from '../query/aliases.ts';
import type { SortKey } from '../query/pages.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { useReadModels } from '../testing/use-read-model.ts';
import { TIMELINE } from '../timeline/projection.ts';
import { listDecisions } from './decision-queries.ts';
import { DECISIONS } from './projection.ts';

const plan = (id: string, collection: string, adoptedOn: string): EventSample => [
  'DecisionAdopted',
  {
    decision: id,
    kind: 'rule',
    verb: 'adopted',
    subject: id,
    adoptedOn: { edtf: adoptedOn, basis: 'stated' },
  },
  collection,
];
const RECORD: readonly EventSample[] = [
  plan('dredging', 'harbour', '2031-01-05'),
  plan('quay', 'sco', '2031-02-05'),
  plan('pier', 'harbour', '2031-03-05'),
  plan('mole', 'sco', '2031-04-05'),
  // The other name of the first decision, in another year.
  plan('dredging-works', 'harbour', '2036-01-05'),
];
const COLLECTIONS = ['harbour', 'sco'];
const model = useReadModels([DECISIONS, TIMELINE], RECORD);
const limits = { ...CANDIDATE_LIMITS };
afterEach(() => {
  Object.assign(CANDIDATE_LIMITS, limits);
});

const createScope = () =>
  model.createScope({
    collections: COLLECTIONS.map((collection) => ({
      collection,
      partition: 0,
      position: RECORD.length,
    })),
    aliases: new Aliases(COLLECTIONS, [
      { collection: 'harbour', kind: 'decision', merged: 'dredging', into: 'dredging-works' },
    ]),
  });

async function readAll(limit: number) {
  const found: (readonly [string | null, readonly string[]])[] = [];
  for (let after: SortKey | null = null; ;) {
    const page = { limit, after };
    const { rows, next } = await listDecisions(
      model.database,
      createScope(),
      '2040-01-01',
      {},
      page,
    );
    found.push(...rows.map(({ decision, events }) => [decision, events] as const));
    if (next === null) return found;
    after = next;
  }
}

it('The decisions of several collections are the same if they are read near some days', async () => {
  const whole = await readAll(100);
  Object.assign(CANDIDATE_LIMITS, { few: 0, things: 0 });

  expect(whole.map(([decision]) => decision)).toEqual(
    expect.arrayContaining(['quay', 'pier', 'mole', 'dredging-works']),
  );
  expect(whole).toHaveLength(4);
  expect(await readAll(2)).toEqual(whole);
});
