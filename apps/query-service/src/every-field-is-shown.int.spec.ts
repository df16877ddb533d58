/** No recorded fact is without a page that shows it, with each of its fields. */
import { sha256Hex } from '@rapporteur/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { QUERIES } from './queries.ts';
import { useReplicas } from './testing/order/compare-orders.ts';
import { type FullFact, listFullFacts, listLeaves, showsLeaf } from './testing/order/full-fact.ts';

/** The pages on which a reader expects each type of fact: each shows every field. */
const EXPECTED_PAGES: Readonly<Record<string, readonly string[]>> = {
  DocumentDescribed: ['document', 'person'],
  DocumentAdopted: ['document', 'meeting', 'person'],
  DocumentAnnexed: ['document'],
  BodyDescribed: ['body', 'person'],
  MembershipStatusRecorded: ['body', 'meeting', 'state'],
  OfficeRecorded: ['body', 'meeting', 'person'],
  OrganizationDesignated: ['body', 'person'],
  ChairmanshipTransferred: ['body', 'meeting', 'state'],
  ChairmanshipRecorded: ['body', 'person', 'state'],
  MeetingAnnounced: ['meeting', 'person', 'state'],
  MeetingHeld: ['meeting', 'state'],
  MeetingChaired: ['meeting', 'person', 'state'],
  DelegationAttended: ['meeting', 'person', 'state'],
  OrganAttended: ['body', 'meeting', 'person'],
  MatterConsidered: ['meeting', 'decision'],
  MeetingDescribed: ['meeting'],
  AwardsConferred: ['meeting', 'person'],
  MeetingRescheduled: ['meeting'],
  DissentRecorded: ['meeting', 'document', 'person'],
  VoteTaken: ['decision', 'meeting', 'state'],
  NextMeetingAgreed: ['meeting', 'person', 'state'],
  MandateChangeReported: ['body', 'person'],
  PlanApproved: ['decision', 'meeting', 'person'],
  ProgrammeAdopted: ['decision', 'meeting'],
  DraftEndorsed: ['decision', 'meeting', 'person'],
  DecisionAdopted: ['decision', 'meeting', 'person'],
  MeasureTaken: ['decision', 'meeting', 'person'],
  AgreementReached: ['decision', 'meeting', 'person'],
  EventPlanned: ['decision', 'meeting', 'person', 'state'],
  DecisionStatusReported: ['decision', 'meeting', 'person'],
  IncidentRecorded: ['incident', 'state'],
  CasualtiesReported: ['incident'],
  IncidentCondemned: ['body', 'incident', 'meeting', 'state'],
  PositionStated: ['incident', 'meeting', 'person', 'state'],
  ActivityReported: ['decision', 'meeting', 'person', 'state'],
  AssessmentReported: ['body', 'person', 'state'],
  IntentReported: ['meeting', 'person', 'state'],
};

/** The registrations that a document brings with it. */
const REGISTERED = {
  document: {
    document: 'oak-charter',
    docType: 'charter',
    title: 'The charter of the oaks',
    about: 'grove-meeting-held-meeting',
    issuer: { id: 'warden', kind: 'person', nameAsWritten: 'The Warden', office: 'Clerk' },
    site: 'the notice board',
    language: 'nl',
    address: 'https://grove.example/charter',
    sha256: sha256Hex('oak-charter'),
    characters: 4321,
    original: { sha256: sha256Hex('oak-file'), mediaType: 'application/pdf', bytes: 98_765 },
    extent: 'extract',
    versionOf: 'note-0',
    rendering: 'translation',
    identifiers: [{ scheme: 'grove-symbol', value: 'G/1' }],
    redistributable: true,
  },
  body: {
    body: 'thicket',
    name: 'The Thicket',
    kind: 'agency',
    parents: ['grove'],
    otherNames: ['Le Fourré'],
    identifiers: [{ scheme: 'grove-register', value: 'T-9' }],
  },
};

const COLLECTION = 'grove';
const getReplicas = useReplicas();
const facts = listFullFacts();

const idsOf = (fact: FullFact, kind: string): readonly string[] => fact.ids[kind] ?? [];

/** The fact's own document, and the facts that introduce the things it names. */
function createCommand(fact: FullFact, number: number) {
  const { type, data } = fact;
  const document = `note-${number}`;
  const passage = (start: number) => ({
    document,
    documentSha256: sha256Hex(document),
    start,
    end: start + 10,
    sha256: sha256Hex(`${start}`),
    line: 1,
  });
  const assertion = { passages: [passage(0)], modality: 'narrated' };
  const introductions = [
    ...idsOf(fact, 'meeting').map((meeting) => ({ type: 'MeetingHeld', meeting, body: 'grove' })),
    ...idsOf(fact, 'decision').map((decision) => ({
      type: 'MeasureTaken',
      decision,
      kind: 'measure',
      topic: 'trees',
      verb: 'stated',
    })),
    ...idsOf(fact, 'document').map((id) => ({
      type: 'DocumentAdopted',
      document: id,
      verb: 'signed',
    })),
  ];
  return {
    collection: COLLECTION,
    document: {
      document,
      docType: 'note',
      title: document,
      language: 'en',
      sha256: sha256Hex(document),
      characters: 1000,
      assertion: { modality: 'metadata' },
    },
    bodies: [...new Set(['grove', ...idsOf(fact, 'body')])]
      .filter((body) => body !== 'orchard-league')
      .map((body) => ({ body, name: body, kind: 'organ', parents: ['orchard-league'] })),
    facts: [
      ...introductions
        .filter((introduction) => !isSameThing(introduction, fact))
        .map((introduction, index) => ({
          ...introduction,
          assertion: { ...assertion, passages: [passage(20 * (index + 1))] },
        })),
      { type, ...data, assertion: { passages: [passage(500)], modality: 'narrated' } },
    ],
  };
}

function isSameThing(introduction: Readonly<Record<string, unknown>>, { type, data }: FullFact) {
  return ['meeting', 'decision', 'document'].some(
    (field) =>
      introduction['type'] === type && field in introduction && introduction[field] === data[field],
  );
}

const PATHS: Readonly<Record<string, string>> = Object.fromEntries(
  QUERIES.flatMap(({ path }) => {
    const [, kind] = /^[^{]*\{(\w+)\}$/.exec(path) ?? [];
    return kind === undefined ? [] : [[kind, path] as const];
  }),
);

/** Returns the fields that the pages of a kind of thing do not show: of the best of them. */
async function findMissing(fact: FullFact, kind: string, ids: readonly string[]) {
  const leaves = listLeaves(fact.data);
  const missing: (readonly string[])[] = [];
  for (const id of ids) {
    const path = PATHS[kind]?.replace(`{${kind}}`, id);
    // Sources are not the page: they have the sentence of each fact.
    const request = `/v1/collections/${COLLECTION}/${path}?sources=false`;
    const { text } = await getReplicas()[0].get(request);
    missing.push(leaves.filter((leaf) => !showsLeaf(text, leaf)).map((leaf) => leaf.path));
  }
  const [best = ['no page']] = missing.toSorted((a, b) => a.length - b.length);
  return best.map((path) => `${kind} page: ${path}`);
}

describe('A page', () => {
  beforeAll(async () => {
    const steps = facts.map((fact, number) => ({
      name: `${number}`,
      after: [],
      command: () => ({ name: 'RecordDocument', body: createCommand(fact, number) }),
    }));
    const { document, body } = REGISTERED;
    const registration = {
      collection: COLLECTION,
      document: { ...document, assertion: { modality: 'metadata' } },
      bodies: [body],
      facts: [],
    };
    const last = {
      name: 'registration',
      after: [],
      command: () => ({ name: 'RecordDocument', body: registration }),
    };
    await getReplicas()[0].record(COLLECTION, [...steps, last]);
  });

  it.each(facts.map((fact) => [fact.type, fact] as const))(
    'shows each field of %s',
    async (type, fact) => {
      const missing = [];
      for (const kind of EXPECTED_PAGES[type] ?? [])
        missing.push(...(await findMissing(fact, kind, idsOf(fact, kind))));
      expect(EXPECTED_PAGES).toHaveProperty(type);
      expect(missing).toEqual([]);
    },
  );

  it('shows each field of a registration', async () => {
    const { document, body } = REGISTERED;
    const read = (data: object) => ({ type: '', data: { ...data }, ids: {} });
    expect(await findMissing(read(document), 'document', ['oak-charter'])).toEqual([]);
    expect(await findMissing(read(body), 'body', ['thicket'])).toEqual([]);
    const { text } = await getReplicas()[0].get(`/v1/collections/${COLLECTION}/sources/note-0`);
    expect(JSON.parse(text)).toMatchObject({
      data: { versions: [{ data: { document: 'oak-charter', rendering: 'translation' } }] },
    });
  });

  it.each(facts.map((fact, number) => [fact.type, fact, number] as const))(
    'of a document shows each field of %s',
    async (_, fact, number) => {
      expect(await findMissing(fact, 'document', [`note-${number}`])).toEqual([]);
    },
  );
});
