import { beforeAll, describe, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';
import { createDocument } from '../testing/order/noted-document.ts';

const getReplicas = useReplicas();

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const on = (edtf: string) => ({ edtf, basis: 'stated' });

const meet = (ordinal: number, day: string, ids: readonly string[], guests: readonly string[]) => {
  const meeting = `orchard-council-${ordinal}`;
  const attend = (capacity: string) => (id: string) => ({
    type: 'DelegationAttended',
    meeting,
    state: state(id),
    basis: 'named',
    capacity,
  });
  return [
    {
      type: 'MeetingHeld',
      meeting,
      body: 'orchard-council',
      ordinal: { value: ordinal, basis: 'stated' },
      occurredOn: on(day),
      host: state('NLD'),
    },
    ...ids.map(attend('member')),
    ...guests.map(attend('guest')),
  ];
};

const vote = (decision: string, day: string, votes: Readonly<Record<string, string>>) => ({
  type: 'VoteTaken',
  decision,
  subject: decision,
  body: 'orchard-council',
  occurredOn: on(day),
  outcome: 'adopted',
  votes: Object.entries(votes).map(([id, cast]) => ({ by: state(id), vote: cast })),
});

const member = (id: string, dates: object) => ({
  type: 'MembershipStatusRecorded',
  member: state(id),
  body: 'orchard-league',
  status: 'member',
  ...dates,
});

const MINUTES = [
  ...meet(1, '2031-05-01', ['NLD', 'DEU'], []),
  ...meet(2, '2032-05-01', ['NLD', 'DEU', 'FRA'], ['LUX']),
  ...meet(3, '2033-05-01', ['NLD', 'FRA'], []),
  // Who came to the fourth meeting is not told.
  ...meet(4, '2034-05-01', [], []),
  { type: 'MeetingChaired', meeting: 'orchard-council-2', chairs: [state('DEU')] },
  member('FRA', { startedOn: on('2032') }),
  member('DEU', { startedOn: on('2030'), endedOn: on('2032-12-31') }),
  vote('apple-tax', '2031-05-01', { NLD: 'for', DEU: 'for' }),
  vote('pear-tax', '2031-05-01', { NLD: 'for', DEU: 'abstained' }),
  vote('plum-tax', '2032-05-01', { NLD: 'for', DEU: 'against' }),
  vote('fig-tax', '2032-05-01', { NLD: 'for', DEU: 'not-voting' }),
  vote('nut-tax', '2032-05-01', { NLD: 'abstained' }),
];

beforeAll(async () => {
  const command = (collection: string) =>
    createDocument(collection, { document: 'minutes', facts: MINUTES });
  await getReplicas()[0].record('league', [{ name: 'minutes', after: [], command }]);
});

const read = async (path: string): Promise<unknown> => {
  const { status, text } = await getReplicas()[0].get(`/v1/collections/league/${path}`);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { readonly data: unknown }).data;
};

/** Returns `DEU attended attended not-a-member not-stated, 2 of 2`. */
const readMatrix = async (path: string): Promise<readonly string[]> => {
  const { states } = (await read(path)) as {
    readonly states: readonly {
      readonly actor: string;
      readonly cells: readonly { readonly kind: string }[];
      readonly total: string;
    }[];
  };
  return states.map(({ actor, cells, total }) =>
    `${[actor, ...cells.map(({ kind }) => kind)].join(' ')}, ${total}`.replace(/ meetings?.*/, ''),
  );
};

describe('Membership at the time of a meeting', () => {
  it('is known before its stated start, and after its end', async () => {
    expect(await readMatrix('participation')).toEqual(
      expect.arrayContaining([
        'DEU attended attended not-a-member not-a-member, 2 of 2',
        'FRA not-a-member attended attended not-stated, 2 of 2',
      ]),
    );
  });

  it('is not known without a membership', async () => {
    expect(await readMatrix('participation')).toEqual(
      expect.arrayContaining([
        'LUX not-listed attended not-listed not-stated, 1 of 3',
        'NLD attended attended attended hosted, 3 of 3',
      ]),
    );
  });

  it('is known as of a day before its end', async () => {
    expect(await readMatrix('participation?asOf=2032-06-01&state=DEU')).toEqual(
      expect.arrayContaining(['DEU attended attended, 2 of 2']),
    );
  });
});

describe('The attendance of a state', () => {
  it('counts the meetings that it could attend, by body', async () => {
    expect(await read('states/DEU/attendance')).toEqual([
      {
        collection: 'league',
        body: 'orchard-council',
        held: 4,
        couldAttend: 2,
        attended: 2,
        attendedWithoutList: 0,
        asGuest: 0,
        chaired: 1,
        hosted: 0,
      },
    ]);
    expect(await read('states/LUX/attendance')).toMatchObject([
      { couldAttend: 3, attended: 1, asGuest: 1 },
    ]);
    expect(await read('states/NLD/attendance')).toMatchObject([{ attended: 3, hosted: 4 }]);
  });

  it('is empty for a state that took no part', async () => {
    expect(await read('states/BEL/attendance')).toEqual([]);
  });

  it('is that of a day', async () => {
    expect(await read('states/NLD/attendance?asOf=2031-12-31')).toMatchObject([
      { held: 1, couldAttend: 1, attended: 1, hosted: 1 },
    ]);
  });
});

describe('Two states', () => {
  it('agree by year; a vote that is not cast or not recorded tells nothing', async () => {
    expect(await read('states/NLD/vs/DEU')).toMatchObject({
      states: ['NLD', 'DEU'],
      votes: 3,
      same: 1,
      years: [
        { year: 2031, votes: 2, same: 1 },
        { year: 2032, votes: 1, same: 0 },
      ],
      positions: [
        { one: 'for', other: 'abstained', votes: 1 },
        { one: 'for', other: 'for', votes: 1 },
        { one: 'abstained', other: 'not-recorded', votes: 1 },
        { one: 'for', other: 'against', votes: 1 },
        { one: 'for', other: 'not-voting', votes: 1 },
      ],
    });
  });

  it('differ most where one is for and the other against', async () => {
    expect(await read('states/DEU/vs/NLD')).toMatchObject({
      divergent: [
        { decision: 'plum-tax', one: 'against', other: 'for', date: { edtf: '2032-05-01' } },
        { decision: 'pear-tax', one: 'abstained', other: 'for' },
      ],
    });
  });

  it('share the meetings that both attended, the latest first', async () => {
    expect(await read('states/NLD/vs/DEU')).toMatchObject({
      meetings: {
        attended: 2,
        latest: [{ meeting: 'orchard-council-2' }, { meeting: 'orchard-council-1' }],
      },
    });
    expect(await read('states/NLD/vs/BEL')).toMatchObject({
      votes: 0,
      divergent: [],
      meetings: { attended: 0, latest: [] },
    });
  });

  it('are states', async () => {
    const { status } = await getReplicas()[0].get('/v1/collections/league/states/NLD/vs/council');
    expect(status).toBe(404);
  });
});

describe('Decisions', () => {
  it('are found by a status that is not stated', async () => {
    const rows = (await read('decisions?status=not-stated')) as readonly { decision: string }[];
    expect(rows.map(({ decision }) => decision).toSorted()).toEqual([
      'apple-tax',
      'fig-tax',
      'nut-tax',
      'pear-tax',
      'plum-tax',
    ]);
    expect(await read('decisions?status=open,overdue')).toEqual([]);
  });
});
