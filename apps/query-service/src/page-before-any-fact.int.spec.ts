import { beforeAll, describe, expect, it } from 'vitest';
import { QUERIES } from './queries.ts';
import { useReplicas } from './testing/order/compare-orders.ts';
import { createDocument } from './testing/order/noted-document.ts';

const getReplicas = useReplicas();

const state = (id: string) => ({ id, kind: 'state', nameAsWritten: id });
const on = (edtf: string) => ({ edtf, basis: 'stated' });
const COUNCIL = { id: 'orchard-council', kind: 'organ', nameAsWritten: 'The Council' };
const WEBER = { id: 'a-weber', kind: 'person', nameAsWritten: 'A. Weber', of: 'DEU' };

const meeting = 'orchard-council-7';
const decision = 'frost-plan';
const incident = 'frost-2031';
const FACTS = [
  {
    type: 'DocumentDescribed',
    document: 'note',
    aspect: 'published',
    occurredOn: on('2031-05-01'),
  },
  { type: 'MeetingHeld', meeting, body: 'orchard-council', occurredOn: on('2031-04-09') },
  { type: 'MeetingChaired', meeting, chairs: [state('DEU')], person: WEBER },
  { type: 'DelegationAttended', meeting, state: state('DEU'), heads: [WEBER], basis: 'named' },
  {
    type: 'MatterConsidered',
    meeting,
    verb: 'considered',
    subject: 'frost',
    decisions: [decision],
  },
  { type: 'AwardsConferred', meeting, award: 'a medal', recipients: 'A. Weber and others' },
  { type: 'AgreementReached', decision, meeting, what: 'the plan', topic: 'frost', verb: 'agreed' },
  { type: 'IncidentRecorded', incident, name: 'Frost of 2031', occurredOn: on('2031-03') },
  { type: 'CasualtiesReported', incident, killed: { min: 2, max: 2 } },
  {
    type: 'IncidentCondemned',
    target: { incident },
    condemner: COUNCIL,
    strength: 'condemned',
    verbAsWritten: 'condemned',
    meeting,
  },
];

beforeAll(async () => {
  await getReplicas()[0].record('grove', [
    {
      name: 'note',
      after: [],
      command: (collection) => createDocument(collection, { document: 'note', facts: FACTS }),
    },
  ]);
});

/** For each page: the id of a thing, and the members that tell what had happened by a day. */
const PAGES: Readonly<Record<string, readonly [id: string, lists: Readonly<object>]>> = {
  'bodies/{body}': ['orchard-council', { meetings: [], participations: [], roles: [] }],
  'decisions/{decision}': [decision, { stated: [], considered: [], status: { stated: false } }],
  'incidents/{incident}': [
    incident,
    { condemnations: [], casualties: { recorded: false, reports: [] } },
  ],
  'meetings/{meeting}': [
    meeting,
    { held: [], decisions: [], considered: [], awards: [], condemnations: [] },
  ],
  'persons/{person}': [
    WEBER.id,
    { facts: 0, participations: [], roles: [], awards: [], chairs: [] },
  ],
  'sources/{document}': ['note', { factsTold: [] }],
  'states/{state}': ['DEU', { known: false, participations: [], chairs: [] }],
};

const readPage = async (path: string, id: string, asOf: string) => {
  const page = path.replace(/\{.*\}/, id);
  const { status, text } = await getReplicas()[0].get(`/v1/collections/grove/${page}?asOf=${asOf}`);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { readonly data: object }).data;
};

describe('A page on a day before any fact', () => {
  it('is tested for each kind of thing', () => {
    const paths = QUERIES.map(({ path }) => path).filter((path) => /^\w+\/\{\w+\}$/.test(path));
    // An event has a time of recording only.
    expect(Object.keys(PAGES)).toEqual(
      paths.filter((path) => path !== 'events/{event}').toSorted(),
    );
  });

  it.each(Object.entries(PAGES))('%s has the known thing and nothing of it', async (path, page) => {
    const [id, lists] = page;
    expect(await readPage(path, id, '1999-12-31')).toMatchObject(lists);
    // On a later day, each of these members has something.
    const later = (await readPage(path, id, '2040-01-01')) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(lists)) expect(later[name]).not.toEqual(value);
  });
});
