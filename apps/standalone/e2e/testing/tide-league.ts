/**
 * An invented record of two organizations, with what the pages of the web beyond lists show: votes of
 * several years, paragraphs, statuses, members, guests, chairs, and one incident in both.
 */
import { createHash } from 'node:crypto';

/** A command as the API takes it. */
interface TideCommand {
  readonly name: string;
  readonly body: object;
}

interface NotedDocument {
  readonly collection: string;
  readonly document: string;
  readonly title: string;
  readonly bodies?: readonly object[];
  readonly facts: readonly object[];
}

const computeHash = (words: string): string => createHash('sha256').update(words).digest('hex');
const on = (edtf: string) => ({ edtf, basis: 'stated' });
const state = (id: string) => ({ id, kind: 'state', nameAsWritten: NAMES[id] ?? id });
const organ = (id: string, nameAsWritten: string) => ({ id, kind: 'organ', nameAsWritten });

const NAMES: Readonly<Record<string, string>> = {
  PRT: 'Portugal',
  MLT: 'Malta',
  CYP: 'Cyprus',
  ITA: 'Italy',
  GRC: 'Greece',
  HRV: 'Croatia',
};
const COUNCIL = organ('tide-council', 'the Tide Council');
const ASSEMBLY = organ('lamp-assembly', 'the Lamp Assembly');

/** Returns the command that records a document whose facts each have a line of their own. */
function createDocument({ collection, document, title, bodies = [], facts }: NotedDocument) {
  const documentSha256 = computeHash(document);
  const passage = (index: number) => ({
    document,
    documentSha256,
    start: 20 * index,
    end: 20 * index + 10,
    sha256: computeHash(`${document} ${index}`),
    line: index + 1,
  });
  const source = {
    document,
    docType: 'minutes',
    title,
    language: 'en',
    sha256: documentSha256,
    characters: 100 + 20 * facts.length,
    assertion: { modality: 'metadata' },
  };
  return {
    name: 'RecordDocument',
    body: {
      collection,
      document: source,
      bodies,
      facts: facts.map((fact, index) => ({
        ...fact,
        assertion: {
          passages: [passage(index)],
          modality: 'reported',
          ...('assertion' in fact ? (fact.assertion as object) : {}),
        },
      })),
    },
  };
}

/** Returns the facts of one meeting of the council. Its chair is the first of the members. */
function noteMeeting(ordinal: number, day: string, members: string, guests = '') {
  const list = (ids: string) => ids.split(' ').filter((id) => id !== '');
  const meeting = `tide-council-${ordinal}`;
  const attend = (id: string, capacity: string) => ({
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
      body: COUNCIL.id,
      ordinal: { value: ordinal, basis: 'stated' },
      occurredOn: on(day),
      places: [{ name: 'Sagres', country: { code: 'PRT', basis: 'stated' } }],
      host: state('PRT'),
    },
    { type: 'MeetingChaired', meeting, chairs: [state(list(members)[0] ?? '')] },
    ...list(members).map((id) => attend(id, 'member')),
    ...list(guests).map((id) => attend(id, 'guest')),
  ];
}

type NotedVote = 'for' | 'against' | 'abstained' | 'not-voting' | 'absent';

/** Returns a vote; the members without a vote are not named by the source. */
function noteVote(
  decision: string,
  day: string,
  outcome: string,
  votes: Readonly<Record<string, NotedVote>>,
) {
  const cast = Object.entries(votes);
  const count = (vote: NotedVote) => cast.filter(([, one]) => one === vote).length;
  return {
    type: 'VoteTaken',
    decision,
    subject: `the ${decision.replaceAll('-', ' ')}`,
    body: COUNCIL.id,
    occurredOn: on(day),
    outcome,
    // One vote for is counted, and not named.
    tally: { for: count('for') + 1, against: count('against'), abstained: count('abstained') },
    votes: cast.map(([id, vote]) => ({ by: state(id), vote })),
  };
}

const MEETINGS = [
  ...noteMeeting(1, '2031-03-02', 'PRT MLT CYP ITA'),
  ...noteMeeting(2, '2032-03-04', 'MLT PRT ITA', 'GRC'),
  ...noteMeeting(3, '2033-03-03', 'MLT CYP HRV', 'GRC'),
  {
    type: 'ChairmanshipTransferred',
    body: COUNCIL.id,
    from: state('PRT'),
    to: state('MLT'),
    meeting: 'tide-council-1',
    effectiveOn: on('2031-07-01'),
  },
  ...['PRT', 'MLT', 'CYP', 'ITA'].map((id) => ({
    type: 'MembershipStatusRecorded',
    member: state(id),
    body: 'tide-league',
    status: 'member',
    startedOn: on('2030-01-01'),
  })),
  {
    type: 'MembershipStatusRecorded',
    member: state('HRV'),
    body: 'tide-league',
    status: 'member',
    startedOn: on('2032-09-01'),
  },
];

const VOTES = [
  noteVote('buoy-tax', '2031-03-02', 'adopted', { PRT: 'for', MLT: 'for', CYP: 'against' }),
  noteVote('net-rule', '2031-03-02', 'adopted', { PRT: 'for', MLT: 'for', CYP: 'abstained' }),
  noteVote('pier-law', '2032-03-04', 'rejected', { PRT: 'against', MLT: 'for', ITA: 'against' }),
  noteVote('sand-fund', '2032-03-04', 'adopted', { PRT: 'for', MLT: 'for', ITA: 'not-voting' }),
  noteVote('reef-line', '2033-03-03', 'adopted', { MLT: 'for', CYP: 'for', HRV: 'absent' }),
  noteVote('tide-table', '2033-03-03', 'adopted', { PRT: 'abstained', MLT: 'for', HRV: 'for' }),
];

const cites = (id: string, relation: string) => ({
  id,
  nameAsWritten: `Resolution ${id}`,
  relation,
});

/** The resolution on the reef, paragraph by paragraph. */
const RESOLUTION = [
  {
    type: 'DecisionAdopted',
    decision: 'reef-line',
    meeting: 'tide-council-3',
    by: [COUNCIL],
    kind: 'resolution',
    subject: 'the line of the reef',
    verb: 'adopted',
    adoptedOn: on('2033-03-03'),
  },
  {
    type: 'PositionStated',
    decision: 'reef-line',
    by: [COUNCIL],
    verb: 'recalled',
    topic: 'reefs',
    summary: 'It recalls the net rule.',
    instruments: [cites('net-rule', 'recalls')],
    assertion: { paragraph: 'preamble 1' },
  },
  {
    type: 'DecisionAdopted',
    decision: 'reef-line-op-1',
    partOf: 'reef-line',
    kind: 'rule',
    subject: 'no anchor within a mile of the reef',
    verb: 'decided',
    assertion: { paragraph: 'op. 1' },
  },
  {
    type: 'DecisionAdopted',
    decision: 'reef-line-op-3',
    partOf: 'reef-line',
    kind: 'request',
    subject: 'a chart of the reef',
    verb: 'requested',
    addressees: [{ id: 'pilot', kind: 'office', nameAsWritten: 'the Pilot' }],
    dueOn: on('2033-12-31'),
    assertion: { paragraph: 'op. 3' },
  },
];

const COMMITMENTS = [
  {
    type: 'AgreementReached',
    decision: 'joint-patrol',
    meeting: 'tide-council-1',
    what: 'a joint patrol of the coast',
    topic: 'patrols',
    parties: [state('PRT'), state('MLT')],
    verb: 'agreed',
    dueOn: on('2031-12-31'),
  },
  {
    type: 'DecisionStatusReported',
    decision: 'joint-patrol',
    body: COUNCIL.id,
    status: 'in-progress',
    heldAsOf: on('2031-09-01'),
  },
  {
    type: 'DecisionStatusReported',
    decision: 'joint-patrol',
    body: COUNCIL.id,
    status: 'done',
    heldAsOf: on('2031-11-20'),
  },
  {
    type: 'AgreementReached',
    decision: 'tide-gauge',
    meeting: 'tide-council-2',
    what: 'a shared tide gauge',
    topic: 'gauges',
    parties: [state('PRT'), state('CYP')],
    verb: 'agreed',
    dueOn: on('2032-12'),
  },
  {
    type: 'ProgrammeAdopted',
    decision: 'coast-programme',
    meeting: 'tide-council-2',
    name: 'Coast Programme 2033-2036',
    verb: 'adopted',
    period: on('2033/2036'),
  },
];

const LINKED = [{ scheme: 'tide-register', value: 'T-77' }];

const condemn = (condemner: object, strength: string, perpetrators: readonly object[]) => ({
  type: 'IncidentCondemned',
  condemner,
  strength,
  target: { incident: 'lighthouse-fire' },
  perpetrators,
});

const recordFire = (incident: string, name: string) => ({
  type: 'IncidentRecorded',
  incident,
  name,
  occurredOn: on('2033-02-11'),
  places: [{ name: 'Sagres', country: { code: 'PRT', basis: 'stated' } }],
  identifiers: LINKED,
});

const GROUP = { id: 'salt-company', kind: 'group', nameAsWritten: 'the Salt Company' };

const TIDES = { body: 'tide-league', name: 'Tide League', kind: 'organization' };
const LAMPS = { body: 'lamp-union', name: 'Lamp Union', kind: 'organization' };

const open = (collection: string, rootBody: { readonly name: string }): TideCommand => ({
  name: 'OpenCollection',
  body: { collection, title: rootBody.name, rootBody },
});

const toBody = ({ id }: { readonly id: string }, name: string, parent: string) => ({
  body: id,
  name,
  kind: 'organ',
  parents: [parent],
});

/** The commands of the record, in order. */
export const TIDE_COMMANDS: readonly TideCommand[] = [
  open('tides', TIDES),
  open('lamps', LAMPS),
  createDocument({
    collection: 'tides',
    document: 'tide-minutes',
    title: 'Minutes of the Tide Council',
    bodies: [toBody(COUNCIL, 'Tide Council', 'tide-league')],
    facts: [...MEETINGS, ...VOTES, ...COMMITMENTS],
  }),
  createDocument({
    collection: 'tides',
    document: 'reef-resolution',
    title: 'Resolution on the line of the reef',
    facts: [
      ...RESOLUTION,
      recordFire('lighthouse-fire', 'the fire at the lighthouse'),
      condemn(COUNCIL, 'strongly-condemned', []),
    ],
  }),
  createDocument({
    collection: 'tides',
    document: 'tide-gazette',
    title: 'The Tide Gazette',
    facts: [
      // The gazette gives another day for the second meeting.
      {
        ...MEETINGS.find((fact) => 'ordinal' in fact && fact.meeting === 'tide-council-2'),
        occurredOn: on('2032-03-05'),
      },
    ],
  }),
  createDocument({
    collection: 'lamps',
    document: 'lamp-statement',
    title: 'Statement of the Lamp Assembly',
    bodies: [
      toBody(ASSEMBLY, 'Lamp Assembly', 'lamp-union'),
      { body: GROUP.id, name: 'Salt Company', kind: 'group' },
    ],
    facts: [
      recordFire('fire-of-sagres', 'the fire of Sagres'),
      { ...condemn(ASSEMBLY, 'condemned', [GROUP]), target: { incident: 'fire-of-sagres' } },
    ],
  }),
];
