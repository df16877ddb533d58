import { expect, it } from 'vitest';
import { useReadModels } from '../testing/use-read-model.ts';
import { TIMELINE } from '../timeline/projection.ts';
import type { DecisionFilter } from './decision-filter.ts';
import { listDecisions } from './decision-queries.ts';
import { DECISIONS } from './projection.ts';

const day = (edtf: string) => ({ edtf, basis: 'stated' });
const meeting = 'council-44';

const model = useReadModels(
  [DECISIONS, TIMELINE],
  [
    ['MeetingHeld', { meeting, body: 'council', occurredOn: day('2025-09-10') }],
    ['PlanApproved', { decision: 'plan', meeting, kind: 'work-plan', verb: 'approved' }],
    [
      'AgreementReached',
      { decision: 'plan', what: 'borders', topic: 'borders', verb: 'agreed', dueOn: day('2026') },
    ],
  ],
);

const kinds = ['work-plan'];

it.each<[DecisionFilter, string[]]>([
  [{ kinds, topics: ['borders'] }, ['plan']],
  [{ kinds, due: { from: '2026-01-01', to: null } }, ['plan']],
  [{ kinds, dated: true }, ['plan']],
  [{ kinds, commitment: true }, ['plan']],
  [{ kinds, statuses: ['open'] }, ['plan']],
  [{ kinds, statuses: ['overdue'] }, []],
  [{ topics: ['borders'], bodies: [{ collection: 'sco', id: 'council' }] }, ['plan']],
  [{ kinds, topics: ['trade'] }, []],
  [{ topics: ['trade'], commitment: true }, []],
])('The values of a decision may come from several facts: %j', async (filter, expected) => {
  const page = { limit: 10, after: null };
  const scope = model.createScope({});
  const { rows } = await listDecisions(model.database, scope, '2025-10-01', filter, page);
  expect(rows.map(({ decision }) => decision)).toEqual(expected);
});
