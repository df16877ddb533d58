import { beforeAll, describe, expect, it } from 'vitest';
import { useReplicas } from '../testing/order/compare-orders.ts';
import { createDocument } from '../testing/order/noted-document.ts';

const getReplicas = useReplicas();

const person = (id: string, nameAsWritten: string, more: object = {}) => ({
  id,
  kind: 'person',
  nameAsWritten,
  ...more,
});
const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const on = (edtf: string) => ({ edtf, basis: 'stated' });

const meeting = 'orchard-council-7';
const VERMEER = person('a-vermeer', 'A. Vermeer', { of: 'NLD', office: 'Secretary' });
const FACTS = [
  { type: 'MeetingHeld', meeting, body: 'orchard-council', occurredOn: on('2031-04-09') },
  {
    type: 'DelegationAttended',
    meeting,
    state: state('NLD'),
    heads: [person('a-vermeer', 'Anna Vermeer')],
    basis: 'named',
  },
  { type: 'MeetingChaired', meeting, chairs: [state('NLD')], person: VERMEER },
  {
    type: 'OfficeRecorded',
    office: 'secretary',
    body: 'orchard-council',
    holder: VERMEER,
    stage: 'holds',
    startedOn: on('2030'),
  },
  {
    type: 'OfficeRecorded',
    office: 'secretary',
    body: 'orchard-council',
    holder: VERMEER,
    stage: 'left',
    endedOn: on('2033-01-01'),
  },
  {
    type: 'DissentRecorded',
    meeting,
    by: [state('DEU'), person('b-lang', 'B. Lang', { of: 'DEU' })],
    kind: 'abstained',
    subject: 'the frost pact',
    reason: 'its cost',
  },
  {
    type: 'AgreementReached',
    decision: 'frost-pact',
    meeting,
    what: 'the frost pact',
    topic: 'frost',
    verb: 'agreed',
  },
  { type: 'DocumentAdopted', document: 'accord', verb: 'signed', adoptedOn: on('2032-02-02') },
  { type: 'DissentRecorded', document: 'accord', kind: 'refused-to-sign', subject: 'the accord' },
  { type: 'AwardsConferred', meeting, award: 'a medal', recipients: 'Anna Vermeer and others' },
  {
    type: 'PositionStated',
    by: [VERMEER],
    verb: 'stated',
    topic: 'frost',
    summary: 'Frost is a threat.',
    meeting,
  },
];

beforeAll(async () => {
  const [replica] = getReplicas();
  const step = (name: string, command: (collection: string) => { name: string; body: object }) => ({
    name,
    after: [],
    command: (collection: string) => command(collection) as ReturnType<typeof createDocument>,
  });
  await replica.record('grove', [
    step('note', (collection) => createDocument(collection, { document: 'note', facts: FACTS })),
  ]);
  const facts = [
    {
      type: 'OfficeRecorded',
      office: 'adviser',
      body: 'orchard-council',
      holder: person('anna', 'Vermeer, A.'),
      stage: 'holds',
    },
  ];
  await replica.record('reef', [
    step('log', (collection) => createDocument(collection, { document: 'log', facts })),
    step('link', (collection) => ({
      name: 'LinkRecords',
      body: {
        collection,
        kind: 'actor',
        id: 'anna',
        relation: 'same',
        other: { collection: 'grove', id: 'a-vermeer' },
        reason: 'Both biographies.',
        evidence: { note: 'A register' },
      },
    })),
    step('identifier', (collection) => ({
      name: 'LinkRecords',
      body: {
        collection,
        kind: 'actor',
        id: 'anna',
        relation: 'same',
        other: { scheme: 'wikidata', value: 'Q7' },
        reason: 'Its biography.',
        evidence: { note: 'A register' },
      },
    })),
  ]);
});

const query = async (path: string) => {
  const { status, text } = await getReplicas()[0].get(`/v1/${path}`);
  return {
    status,
    ...(JSON.parse(text) as { data: never; next: string | null; undated?: number }),
  };
};
const grove = async (path: string) => (await query(`collections/grove/${path}`)).data as unknown;
const listIds = async (path: string) =>
  ((await grove(path)) as readonly { person: string }[]).map(({ person: id }) => id);

describe('Persons', () => {
  it('are listed with their names, offices and states', async () => {
    expect(await grove('persons')).toMatchObject([
      {
        person: 'a-vermeer',
        name: 'A. Vermeer',
        names: ['A. Vermeer', 'Anna Vermeer'],
        titles: ['Secretary'],
        of: ['NLD'],
        facts: 5,
      },
      { person: 'b-lang', name: 'B. Lang', of: ['DEU'], facts: 1 },
    ]);
  });

  it.each([
    ['q=lang', ['b-lang']],
    ['q=anna', ['a-vermeer']],
    ['q=lang%20b', ['b-lang']],
    ['of=NLD', ['a-vermeer']],
    ['meeting=orchard-council-7', ['a-vermeer', 'b-lang']],
    ['body=orchard-council', ['a-vermeer', 'b-lang']],
    ['document=accord', []],
    ['asOf=2031-04-08', ['a-vermeer']],
    ['asOf=2029-12-31', []],
    ['to=2030', ['a-vermeer']],
  ])('are filtered: %s', async (filter, ids) => {
    expect(await listIds(`persons?${filter}`)).toEqual(ids);
  });

  it('are read page by page', async () => {
    const first = await query('collections/grove/persons?limit=1');
    const second = await query(`collections/grove/persons?limit=1&cursor=${first.next}`);
    expect([first.data, second.data, second.next]).toMatchObject([
      [{ person: 'a-vermeer' }],
      [{ person: 'b-lang' }],
      null,
    ]);
  });

  it('are named by the facts that a search finds', async () => {
    expect(await grove('timeline?q=abstained')).toMatchObject([{ persons: ['b-lang'] }]);
  });

  it('that are the same in several collections are one', async () => {
    const { data } = await query('persons?of=NLD');
    expect(data).toMatchObject([
      { collection: 'grove', person: 'a-vermeer', alsoIn: [{ collection: 'reef', id: 'anna' }] },
    ]);
    expect((await query('persons/anna')).data).toEqual((await query('persons/a-vermeer')).data);
    expect((await query('persons/anna')).data).toMatchObject({
      names: ['A. Vermeer', 'Anna Vermeer', 'Vermeer, A.'],
      identifiers: [{ scheme: 'wikidata', value: 'Q7' }],
      offices: [{ office: 'adviser' }, { office: 'secretary' }],
    });
  });
});

describe('The page of a person', () => {
  it('has terms of office, chairs, awards, and each fact in full', async () => {
    expect(await grove('persons/a-vermeer')).toMatchObject({
      person: 'a-vermeer',
      takesPart: true,
      offices: [
        { office: 'secretary', startedOn: { edtf: '2030' }, endedOn: { edtf: '2033-01-01' } },
      ],
      chairs: [
        {
          body: 'orchard-council',
          bodyName: 'Council',
          holder: { id: 'NLD' },
          person: { id: 'a-vermeer' },
          meetings: [meeting],
        },
      ],
      awards: [{ award: 'a medal' }],
      participations: [
        { role: 'office', fact: { stage: 'holds', startedOn: { edtf: '2030' } } },
        { role: 'headed-delegation', represents: 'NLD' },
        { role: 'chaired', fact: { chairs: [{ id: 'NLD' }] } },
        { role: 'speaks', fact: { summary: 'Frost is a threat.' } },
        { role: 'office', fact: { stage: 'left' } },
      ],
    });
  });

  it('is not found for an unknown id, and names the nearest one', async () => {
    expect(await query('collections/grove/persons/a-vermer')).toMatchObject({
      status: 404,
      code: 'PERSON_UNKNOWN',
      near: ['a-vermeer'],
    });
  });
});

describe('Dissents', () => {
  it('are listed by date, with their actors, object and source', async () => {
    expect(await grove('dissents')).toMatchObject([
      {
        by: [{ id: 'DEU' }, { id: 'b-lang' }],
        kind: 'abstained',
        subject: 'the frost pact',
        reason: 'its cost',
        meeting,
        body: 'orchard-council',
        document: null,
        date: { edtf: '2031-04-09' },
        dateOf: 'meeting',
        documents: ['note'],
      },
      { by: [], kind: 'refused-to-sign', meeting: null, document: 'accord', dateOf: null },
    ]);
  });

  it.each([
    ['by=DEU', ['abstained']],
    ['by=b-lang', ['abstained']],
    ['by=NLD', []],
    ['kind=refused-to-sign', ['refused-to-sign']],
    ['body=orchard-council', ['abstained']],
    ['meeting=orchard-council-7', ['abstained']],
    ['decision=frost-pact', ['abstained']],
    ['decision=frost-pact&meeting=orchard-council-7', ['abstained']],
    ['dissentedFrom=accord', ['refused-to-sign']],
    ['document=note', ['abstained', 'refused-to-sign']],
    ['q=cost', ['abstained']],
    ['to=2031', ['abstained']],
    ['from=2032', []],
    ['asOf=2031-04-08', []],
  ])('are filtered: %s', async (filter, kinds) => {
    const rows = (await grove(`dissents?${filter}`)) as readonly { kind: string }[];
    expect(rows.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('without any day are counted by a question about days', async () => {
    expect(await query('collections/grove/dissents?from=2031')).toMatchObject({ undated: 1 });
  });
});
