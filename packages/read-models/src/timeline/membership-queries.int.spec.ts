import { describe, expect, it } from 'vitest';
import type { EventSample } from '../testing/sample-event.ts';
import { FULL_PAGE, useReadModel } from '../testing/use-read-model.ts';
import { listMemberships } from './membership-queries.ts';
import { TIMELINE } from './projection.ts';

const on = (edtf: string) => ({ edtf, basis: 'stated' });
const recorded = (status: string, dates: object): EventSample => [
  'MembershipStatusRecorded',
  { member: { id: 'IRN', kind: 'state', nameAsWritten: 'Iran' }, body: 'org', status, ...dates },
];

const model = useReadModel(TIMELINE, [
  ['CollectionOpened', { collection: 'sco', title: 'Organization', rootBody: 'org' }],
  ['BodyRegistered', { body: 'org', name: 'Organization', kind: 'organization' }],
  recorded('observer', { heldAsOf: on('2006') }),
  recorded('acceding', { startedOn: on('2021-09-17') }),
  recorded('member', { startedOn: on('2023-07-04') }),
]);

describe('A membership', () => {
  const list = async (asOf: string | null) => {
    const scope = model.createScope({ asOf });
    const { rows } = await listMemberships(model.database, scope, {}, FULL_PAGE);
    return rows.map(({ status, endedOn }) => `${status} ${endedOn.stated ? endedOn.edtf : '-'}`);
  };

  it('ends what the member was before, and a candidate is still an observer', async () => {
    expect(await list('2020-01-01')).toEqual(['observer 2023-07-04']);
    expect(await list('2022-01-01')).toEqual(['acceding 2023-07-04', 'observer 2023-07-04']);
    expect(await list('2024-01-01')).toEqual(['member -']);
    expect(await list(null)).toHaveLength(3);
  });
});
