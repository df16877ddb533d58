import { afterEach, expect, it } from 'vitest';
import { CANDIDATE_LIMITS } from '../days/day-candidates.ts';
import { SAMPLE_DECISIONS } from '../testing/sample-decisions.ts';
import { useReadModels } from '../testing/use-read-model.ts';
import { TIMELINE } from '../timeline/projection.ts';
import { listDecisions } from './decision-queries.ts';
import { DECISIONS } from './projection.ts';

const model = useReadModels([DECISIONS, TIMELINE], SAMPLE_DECISIONS);
const limits = { ...CANDIDATE_LIMITS };
afterEach(() => {
  Object.assign(CANDIDATE_LIMITS, limits);
});

const FILTERS = [{}, { strengths: ['agreed'] }, { statuses: ['open'] }, { kinds: ['mechanism'] }];

it.each(FILTERS)('The decisions of some days are those of the whole record: %j', async (filter) => {
  for (const asOf of [null, '2025-10-01']) {
    const scope = model.createScope({ asOf });
    const read = async (limit: number) => {
      const events: string[][] = [];
      for (let after = null as Parameters<typeof listDecisions>[4]['after']; ;) {
        const page = { limit, after };
        const found = await listDecisions(model.database, scope, '2025-10-01', filter, page);
        events.push(...found.rows.map((row) => [...row.events, row.status ?? '']));
        after = found.next;
        if (after === null) return events;
      }
    };
    Object.assign(CANDIDATE_LIMITS, limits);
    const whole = await read(100);
    Object.assign(CANDIDATE_LIMITS, { few: 0, things: 0 });
    expect(whole.length).toBeGreaterThan(0);
    expect(await read(2)).toEqual(whole);
  }
});
