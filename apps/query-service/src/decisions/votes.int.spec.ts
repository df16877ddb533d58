import { beforeAll, describe, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';
import { createDocument } from '../testing/order/noted-document.ts';

const getReplicas = useReplicas();

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const cast = (id: string, vote: string, more: object = {}) => ({ by: state(id), vote, ...more });
const on = (edtf: string) => ({ edtf, basis: 'stated' });

const FROST_BAN = {
  type: 'VoteTaken',
  decision: 'frost-ban',
  draft: 'O/2031/4',
  subject: 'the ban of frost',
  body: 'orchard-council',
  occurredOn: on('2031-04-09'),
  outcome: 'vetoed',
  tally: { for: 3, against: 1, abstained: 1 },
  votes: [cast('NLD', 'against', { veto: true, explanation: 'It cannot be kept.' })],
};
const MINUTES = [
  FROST_BAN,
  {
    ...FROST_BAN,
    decision: 'fruit-tax',
    draft: 'O/2031/5',
    subject: 'the tax on fruit',
    outcome: 'adopted',
    tally: null,
    votes: [cast('NLD', 'for'), cast('DEU', 'for'), cast('FRA', 'against')],
  },
  {
    ...FROST_BAN,
    decision: 'wall',
    draft: null,
    subject: 'the wall',
    occurredOn: on('2032-01'),
    outcome: 'adopted',
    tally: { for: 2, against: null, abstained: 1 },
    votes: [cast('NLD', 'for'), cast('DEU', 'abstained'), cast('FRA', 'absent')],
  },
  { ...FROST_BAN, decision: 'fruit-tax', part: 'Paragraph 2', outcome: 'rejected', votes: [] },
  { ...FROST_BAN, decision: 'well', subject: 'the well', occurredOn: on('2031-06'), votes: [] },
  {
    ...FROST_BAN,
    decision: 'gate',
    subject: 'the gate',
    occurredOn: on('../2030'),
    votes: [cast('BEL', 'against', { veto: true }), cast('LUX', 'for')],
  },
];
/** A newspaper tells of the first vote again: one more member, and another number. */
const NEWS = [
  {
    ...FROST_BAN,
    draft: null,
    tally: { for: 3, against: 2 },
    votes: [cast('NLD', 'against', { veto: true }), cast('FRA', 'for')],
    assertion: { modality: 'narrated' },
  },
  // The resolution itself does not state this effect.
  {
    type: 'DecisionAdopted',
    decision: 'r-7',
    kind: 'resolution',
    subject: 'the gardens',
    verb: 'adopted',
    effect: 'eases',
    assertion: { modality: 'narrated' },
  },
];
const cites = (id: string, relation: string | null = null) => ({
  id,
  nameAsWritten: `Resolution ${id}`,
  relation,
});
const RESOLUTION = [
  {
    type: 'DecisionAdopted',
    decision: 'r-7',
    kind: 'resolution',
    subject: 'the gardens',
    verb: 'adopted',
    adoptedOn: on('2031-05-02'),
  },
  {
    type: 'PositionStated',
    decision: 'r-7',
    by: [{ id: 'orchard-council', kind: 'organ', nameAsWritten: 'The Council' }],
    verb: 'recalled',
    topic: 'gardens',
    summary: 'It recalls what it said of gardens.',
    instruments: [cites('r-3', 'recalls')],
    assertion: { paragraph: 'preamble 1' },
  },
  {
    type: 'DecisionAdopted',
    decision: 'r-7-op-10',
    partOf: 'r-7',
    kind: 'request',
    subject: 'a report on the gardens',
    verb: 'requested',
    addressees: [{ id: 'gardener', kind: 'office', nameAsWritten: 'the Gardener' }],
    dueOn: on('2031-07-01'),
    every: 'P90D',
    assertion: { paragraph: 'op. 10' },
  },
  {
    type: 'DecisionAdopted',
    decision: 'r-7-op-2',
    partOf: 'r-7',
    kind: 'mandate',
    subject: 'the mandate of the Garden Mission',
    verb: 'extended',
    effect: 'extends',
    affects: { id: 'garden-mission', kind: 'organ', nameAsWritten: 'the Mission' },
    period: on('../2032-12-31'),
    instruments: [cites('r-3', 'extends')],
    assertion: { paragraph: 'op. 2' },
  },
];
const ANSWER = [
  {
    type: 'DecisionStatusReported',
    decision: 'r-7-op-10',
    status: 'done',
    heldAsOf: on('2031-06-30'),
  },
];

const MISSION = { body: 'garden-mission', name: 'Garden Mission', kind: 'organ' };

beforeAll(async () => {
  const record = { minutes: MINUTES, news: NEWS, resolution: RESOLUTION, answer: ANSWER };
  const steps = Object.entries(record).map(([document, facts]) => ({
    name: document,
    after: [],
    command: (collection: string) =>
      createDocument(collection, { document, facts, bodies: [MISSION] }),
  }));
  await getReplicas()[0].record('grove', steps);
});

const read = async (path: string) => {
  const { status, text } = await getReplicas()[0].get(`/v1/collections/grove/${path}`);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { readonly data: never }).data as unknown;
};
const listDecisions = async (path: string) =>
  ((await read(path)) as readonly { decision: string; part?: string | null }[]).map(
    ({ decision, part }) => [decision, part ?? []].flat().join(', '),
  );

describe('A vote', () => {
  it('is one row, however many sources tell it', async () => {
    expect(await read('votes?decision=frost-ban')).toMatchObject([
      {
        decision: 'frost-ban',
        draft: 'O/2031/4',
        body: 'orchard-council',
        date: { edtf: '2031-04-09' },
        outcome: 'vetoed',
        tally: { for: 3, against: 1, abstained: 1, notVoting: null },
        vetoedBy: ['NLD'],
        votes: [
          { member: 'FRA', vote: 'for' },
          { member: 'NLD', vote: 'against', veto: true, explanation: 'It cannot be kept.' },
        ],
        agreement: { outcome: 'sources agree', tally: 'sources differ' },
      },
    ]);
    expect(await read('conflicts')).toMatchObject([{ field: 'tally', resolved: false }]);
  });

  it.each([
    ['votes', ['frost-ban', 'fruit-tax', 'fruit-tax, Paragraph 2', 'gate', 'wall', 'well']],
    ['votes?member=FRA', ['frost-ban', 'fruit-tax', 'wall']],
    ['votes?member=FRA&vote=against,absent', ['fruit-tax', 'wall']],
    ['votes?outcome=adopted&from=2032', ['wall']],
    ['votes?veto=true', ['frost-ban', 'gate', 'well']],
    ['votes?veto=false', ['fruit-tax', 'fruit-tax, Paragraph 2', 'wall']],
    ['votes?member=NLD&veto=true', ['frost-ban']],
    ['votes?member=NLD&veto=false', ['fruit-tax', 'wall']],
    ['votes?vote=for&veto=false', ['fruit-tax', 'wall']],
    ['votes?member=DEU&veto=true', []],
    ['votes?asOf=2031-12-31&outcome=adopted', ['fruit-tax']],
    ['votes?q=frost', ['frost-ban', 'fruit-tax, Paragraph 2']],
  ])('is found: %s', async (path, expected) => {
    expect((await listDecisions(path)).toSorted()).toEqual(expected);
  });

  it('shows how two members vote', async () => {
    expect(await read('votes/agreement/NLD/DEU')).toEqual({
      members: ['NLD', 'DEU'],
      votes: 2,
      same: 1,
      counts: [
        { year: 2031, one: 'for', other: 'for', votes: 1 },
        { year: 2032, one: 'for', other: 'abstained', votes: 1 },
      ],
    });
  });

  it('has no year if it has no first day', async () => {
    expect(await read('votes/agreement/BEL/LUX')).toMatchObject({
      counts: [{ year: null, one: 'against', other: 'for', votes: 1 }],
    });
    for (const by of ['year', 'decade'])
      expect(await read(`votes/vetoes?member=BEL&by=${by}`)).toMatchObject([
        { period: 'not stated' },
      ]);
  });

  it('counts as a veto of its member in its period', async () => {
    const count = { member: 'NLD', vetoes: 1, decisions: ['frost-ban'] };
    expect(await read('votes/vetoes?member=NLD')).toEqual([{ ...count, period: '2030s' }]);
    expect(await read('votes/vetoes?member=NLD&by=year')).toEqual([{ ...count, period: '2031' }]);
    expect(await read('votes/vetoes?member=DEU')).toEqual([]);
  });

  it('is on the page of a draft that was never adopted', async () => {
    expect(await read('decisions/frost-ban')).toMatchObject({
      type: 'VoteTaken',
      name: 'the ban of frost',
      votes: [{ data: { outcome: 'vetoed' } }, { data: { outcome: 'vetoed' } }],
    });
  });
});

describe('A resolution', () => {
  it('has its paragraphs in the order of their numbers, with what they ask', async () => {
    expect(await read('decisions/r-7')).toMatchObject({
      parts: [
        { decision: 'r-7-op-2', details: { paragraph: 'op. 2', effect: 'extends' } },
        {
          decision: 'r-7-op-10',
          due: { edtf: '2031-07-01' },
          details: { paragraph: 'op. 10', every: 'P90D', addressees: [{ id: 'gardener' }] },
        },
      ],
      positions: [{ data: { summary: 'It recalls what it said of gardens.' } }],
      cites: [
        { cited: 'r-3', relation: 'recalls', paragraph: 'preamble 1' },
        { cited: 'r-3', relation: 'extends', paragraph: 'op. 2' },
      ],
      citedBy: [],
    });
  });

  it('gives its day to its paragraphs in every list', async () => {
    const days = 'from=2031-05-02&to=2031-05-02';
    const found = async (path: string) => {
      const rows = (await read(`${path}${path.includes('?') ? '&' : '?'}${days}`)) as readonly {
        readonly dateOf?: string;
      }[];
      return rows
        .map(({ dateOf }) => `${dateOf}`)
        .toSorted((one, other) => one.localeCompare(other));
    };
    expect(await found('decisions')).toEqual(['decision', 'decision', 'fact']);
    expect(await found('positions')).toEqual(['decision']);
    expect(await found('facts')).toEqual(['decision', 'decision', 'decision', 'fact']);
    expect(await found('timeline')).toEqual(['decision', 'decision', 'decision', 'fact']);
    expect(await found('citations')).toHaveLength(2);
  });

  it('is found by what it cites, also if that is not recorded', async () => {
    expect(await read('citations?cited=r-3&relation=extends')).toMatchObject([
      { decision: 'r-7', nameAsWritten: 'Resolution r-3' },
    ]);
    expect(await read('citations?cited=r-4')).toEqual([]);
  });

  it('is found by an effect that any of its sources states', async () => {
    expect(await listDecisions('decisions?effect=eases')).toEqual(['r-7']);
    expect(await read('decisions?effect=eases')).toMatchObject([{ details: { effect: 'eases' } }]);
  });

  it('has requests and mandates in the tracker, each with its day', async () => {
    expect(await listDecisions('decisions?ends=2032&effect=extends')).toEqual(['r-7-op-2']);
    expect(await listDecisions('decisions?ends=2033')).toEqual([]);
    expect(await listDecisions('decisions?due=2031-07&commitment=true')).toEqual(['r-7-op-10']);
    const statusOn = async (day: string) =>
      ((await read(`decisions/r-7-op-10?asOf=${day}`)) as { status: object }).status;
    expect(await statusOn('2031-06-01')).toMatchObject({ status: 'open' });
    expect(await statusOn('2031-07-02')).toMatchObject({ status: 'done', rule: 'reported' });
  });
});
