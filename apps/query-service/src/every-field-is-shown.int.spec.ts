/** No recorded fact is without a page that shows it, with each of its fields. */
import { sha256Hex } from '@rapporteur/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { QUERIES } from './queries.ts';
import { useReplicas } from './testing/order/compare-orders.ts';
import { type FullFact, listFullFacts, listLeaves, showsLeaf } from './testing/order/full-fact.ts';

/** The types of which no page shows every field yet. The list must become empty. */
const INCOMPLETE: ReadonlySet<string> = new Set([
  'DocumentDescribed',
  'DocumentAdopted',
  'OrganizationDesignated',
  'ChairmanshipRecorded',
  'ChairmanshipTransferred',
  'MeetingAnnounced',
  'MeetingHeld',
  'MeetingChaired',
  'DelegationAttended',
  'OrganAttended',
  'AwardsConferred',
  'DissentRecorded',
  'NextMeetingAgreed',
  'MandateChangeReported',
  'PlanApproved',
  'DecisionAdopted',
  'AgreementReached',
  'EventPlanned',
  'PositionStated',
  'AssessmentReported',
  'IntentReported',
]);

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

/** Returns the pages of the things that a fact names, and of its document. */
function listPages(fact: FullFact, number: number): readonly string[] {
  const ids: Readonly<Record<string, readonly string[]>> = {
    ...fact.ids,
    document: [`note-${number}`, ...idsOf(fact, 'document')],
  };
  return QUERIES.flatMap(({ path }) => {
    const kind = /\{(\w+)\}$/.exec(path)?.[1] ?? '';
    return kind === 'event' ? [] : (ids[kind] ?? []).map((id) => path.replace(`{${kind}}`, id));
  });
}

async function findMissing(fact: FullFact, number: number): Promise<readonly string[]> {
  const leaves = listLeaves(fact.data);
  const missing: { readonly page: string; readonly paths: readonly string[] }[] = [];
  for (const page of listPages(fact, number)) {
    const path = `/v1/collections/${COLLECTION}/${page}`;
    const { text } = await getReplicas()[0].get(path);
    const paths = leaves.filter((leaf) => !showsLeaf(text, leaf)).map((leaf) => leaf.path);
    missing.push({ page, paths });
  }
  const [best] = missing.toSorted((a, b) => a.paths.length - b.paths.length);
  if (best === undefined) return ['no page'];
  return best.paths.length === 0 ? [] : [`on ${best.page}:`, ...best.paths];
}

describe('A page', () => {
  beforeAll(async () => {
    const steps = facts.map((fact, number) => ({
      name: `${number}`,
      after: [],
      command: () => ({ name: 'RecordDocument', body: createCommand(fact, number) }),
    }));
    await getReplicas()[0].record(COLLECTION, steps);
  });

  const held = facts.filter(({ type }) => !INCOMPLETE.has(type));

  it.each(held.map((fact) => [fact.type, fact] as const))(
    'shows each field of %s',
    async (_, fact) => {
      expect(await findMissing(fact, facts.indexOf(fact))).toEqual([]);
    },
  );
});
