// The number of facts without a day is found by indexes, and is that of all facts without one.
import { afterEach, describe, expect, it } from 'vitest';
import type { FactFilter } from '../timeline/fact-filter.ts';
import { type FactOrder, listFacts } from '../timeline/fact-queries.ts';
import { TIMELINE } from '../timeline/projection.ts';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { CANDIDATE_LIMITS } from './day-candidates.ts';

const on = (edtf: string) => ({ edtf, basis: 'stated' });
const held = (meeting: string, occurredOn: object | null): EventSample => [
  'MeetingHeld',
  { meeting, body: 'council', occurredOn },
];
const attended = (meeting: string): EventSample => [
  'DelegationAttended',
  {
    meeting,
    state: { kind: 'state', id: 'UZB', nameAsWritten: 'Uzbekistan' },
    basis: 'named',
  },
];

const model = useReadModel(TIMELINE, [
  ['CollectionOpened', { collection: 'sco', title: 'Organization', rootBody: 'org' }],
  /* 2: no thing */ ['BodyRegistered', { body: 'org', name: 'Organization', kind: 'organization' }],
  ['BodyRegistered', { body: 'council', name: 'Council', kind: 'organ', parents: ['org'] }],
  held('council-1', on('2024-03-05')),
  attended('council-1'),
  /* 6: a meeting without a day */ held('council-2', null),
  attended('council-2'),
  /* 8: a meeting that no fact describes */ attended('council-3'),
  /* 9: the day of the meeting is not that of the fact */ [
    'MeetingAnnounced',
    { meeting: 'council-1', body: 'council' },
  ],
  /* 10: it has a place on the timeline */ [
    'MeetingAnnounced',
    { meeting: 'council-4', body: 'council', scheduledOn: on('2024-05') },
  ],
]);
const UNPLACED = 6;
const UNDATED = 7;

const limits = { ...CANDIDATE_LIMITS };
afterEach(() => {
  Object.assign(CANDIDATE_LIMITS, limits);
});

const count = async (asOf: string | null, order: FactOrder, filter: FactFilter = {}) => {
  const days = asOf === null ? { from: '2024-01-01', to: null } : undefined;
  const scope = { ...model.createScope(), asOf };
  const { undated } = await listFacts(model.database, scope, filter, { ...FULL_PAGE, days }, order);
  return undated;
};

describe.each([limits, { few: 0, things: 0, undated: 50_000 }, { few: 0, things: 0, undated: 0 }])(
  'The number of facts without a day, with the limits %j',
  (given) => {
    it.each([
      ['placed', null, UNPLACED],
      ['placed', '2024-12-31', UNDATED],
      ['came-to-be', null, UNDATED],
      ['came-to-be', '2024-12-31', UNDATED],
    ] as const)('of the order %s as of %s is %i', async (order, asOf, expected) => {
      Object.assign(CANDIDATE_LIMITS, given);
      expect(await count(asOf, order)).toBe(expected);
    });

    it('is that of the facts of a filter', async () => {
      Object.assign(CANDIDATE_LIMITS, given);
      expect(await count(null, 'placed', { types: ['DelegationAttended'] })).toBe(2);
    });
  },
);
