import { describe, expect, it } from 'vitest';
import { findFactNumbers } from '../testing/first-record.ts';
import type { QueryScope, SortKey } from '../statement.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import { listBodiesWithOrgans } from './body-queries.ts';
import type { FactFilter } from './fact-filter.ts';
import { countFacts, listFacts, listFactsAsRecorded } from './fact-queries.ts';
import { TIMELINE } from './projection.ts';
import { listCollections } from './record-queries.ts';

const ALL = { limit: 1_000, after: null };
const NOTE = 'rats-council-44-note';
const ARTICLE = 'reliable-barrier-article';
const first = useFirstRecord(TIMELINE);

const idsOf = (rows: readonly { readonly data: unknown }[]): string[] =>
  rows.flatMap(({ data }) => findFactNumbers(data));
const sorted = (ids: readonly string[]): string[] =>
  ids.toSorted((one, other) => (one < other ? -1 : 1));
const facts = async (filter: FactFilter, given: Partial<QueryScope> = {}) =>
  (await listFacts(first.database, first.createScope(given), filter, ALL)).rows;
const factIds = async (filter: FactFilter, given: Partial<QueryScope> = {}) =>
  sorted(idsOf(await facts(filter, given)));
const range = (letter: string, from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${letter}${String(from + index).padStart(2, '0')}`,
  );

describe('The facts of the first record', () => {
  it('are all 122 there, by their passages, and each once', async () => {
    const rows = await facts({});
    expect(new Set(idsOf(rows)).size).toBe(122);
    expect(new Set(rows.map(({ event }) => event)).size).toBe(rows.length);
    expect(await listCollections(first.database)).toMatchObject([
      {
        collection: 'sco',
        partition: 0,
        rootBody: 'sco',
        title: 'Shanghai Cooperation Organization',
      },
    ]);
  });

  it('come in pages, of which none repeats or leaves out a fact', async () => {
    const whole = (await facts({})).map(({ event }) => event);
    const paged: string[] = [];
    for (let after: SortKey | null = null; ;) {
      const { rows, next } = await listFacts(
        first.database,
        first.createScope(),
        {},
        { limit: 7, after },
      );
      paged.push(...rows.map(({ event }) => event));
      if (next === null) break;
      after = next;
    }
    expect(paged).toEqual(whole);
    const page = await listFactsAsRecorded(
      first.database,
      first.createScope(),
      {},
      { limit: 50, after: null },
    );
    const rest = await listFactsAsRecorded(
      first.database,
      first.createScope(),
      {},
      { limit: 1_000, after: page.next },
    );
    const pseqs = [...page.rows, ...rest.rows].map(({ pseq }) => pseq);
    expect(pseqs).toHaveLength(whole.length);
    expect(pseqs).toEqual(pseqs.toSorted((one, other) => one - other));
  });

  it('of the annex are told from those of the note', async () => {
    expect(await factIds({ relayed: true })).toEqual(range('A', 36, 60));
    expect(await factIds({ documents: ['tianjin-declaration'] })).toEqual(range('A', 36, 60));
    expect(await factIds({ documents: [NOTE], relayed: false })).toEqual(range('A', 1, 35));
    expect(await factIds({ documents: [ARTICLE] })).toEqual(sorted([...range('B', 1, 62), 'B17']));
  });

  it('say which of their values are derived, and by which rule', async () => {
    const rows = await facts({ inferred: true });
    expect([...new Set(sorted(idsOf(rows)))]).toEqual(
      sorted([
        'A32',
        'A33',
        'A41',
        'B04',
        'B07',
        'B09',
        'B10',
        'B11',
        'B12',
        'B17',
        'B21',
        'B25',
        'B26',
        'B31',
        'B38',
        'B39',
        'B40',
        'B49',
        'B54',
        'B59',
      ]),
    );
    const next = rows.find(({ type }) => type === 'NextMeetingAgreed');
    expect(next?.inferred).toEqual([
      { field: 'ordinal', basis: 'derived', rule: 'next-is-last-plus-one' },
    ]);
  });

  it('say where the source leaves out who acted', async () => {
    const decisions = [
      'AgreementReached',
      'DecisionAdopted',
      'EventPlanned',
      'MeasureTaken',
      'PlanApproved',
    ];
    const types = [
      ...decisions,
      'AwardsConferred',
      'NextMeetingAgreed',
      'ActivityReported:operation',
      'ActivityReported:incident-count',
    ];
    expect(await factIds({ agentUnknown: true, types })).toEqual(
      sorted(['A18', 'A19', 'A20', 'A21', 'A22', 'A30', 'A31', 'A33', 'B49']),
    );
  });

  it('are found by their words, their topic and their kind', async () => {
    expect(await factIds({ search: 'artificial intelligence', groups: ['decisions'] })).toEqual([
      'A20',
    ]);
    expect(await factIds({ topics: ['digital-evidence'] })).toEqual(['A21']);
    expect(await factIds({ types: ['PlanApproved'], meetings: ['sco-rats-council-44'] })).toEqual([
      'A16',
      'A17',
    ]);
    expect(await factIds({ types: ['AssessmentReported:opinion'] })).toEqual([
      'B22',
      'B60',
      'B61',
      'B62',
    ]);
    expect(await factIds({ attributedTo: ['nurlan-yermekbayev'] })).toEqual(['B39', 'B41']);
    expect(await factIds({ modalities: ['decided'] })).toEqual(['A16', 'A17', 'A22', 'A33']);
  });

  it('are counted by verb', async () => {
    const filter = { relayed: true, types: ['IncidentCondemned', 'PositionStated'] };
    const counts = (await countFacts(first.database, first.createScope(), filter)).map(
      ({ verb, facts: n }) => `${verb} ${n}`,
    );
    expect(sorted(counts)).toEqual(
      sorted([
        'strongly-condemned 1',
        'denounced 2',
        'condemned 1',
        'emphasized 2',
        'reaffirmed 2',
        'underscored 1',
        'recognized 1',
        'noted 1',
        'reiterated 1',
        'stressed 1',
        'asserted 1',
        'called-for 1',
        'expressed 1',
        'stated 4',
      ]),
    );
  });

  it('of a day had come to be by then, or have no date', async () => {
    const rows = await facts(
      { types: ['MeetingHeld', 'IncidentRecorded', 'AwardsConferred'] },
      { asOf: '2025-06-30' },
    );
    expect(sorted(idsOf(rows))).toEqual(sorted(['A39', 'A41', 'B07', 'B09', 'B10', 'B11', 'B12']));
  });
});

describe('The timeline of a body with its organs', () => {
  const TYPES = [
    'BodyDescribed:established',
    'MeetingHeld',
    'ChairmanshipTransferred',
    'ProgrammeAdopted',
  ];
  const MORE = [
    'DecisionStatusReported',
    'MandateChangeReported',
    'ActivityReported',
    'AgreementReached',
  ];
  const types = [...TYPES, ...MORE, 'NextMeetingAgreed'];

  it('tells when it was founded, what goes on, was decided and is agreed, in the order of the days', async () => {
    const bodies = await listBodiesWithOrgans(first.database, first.createScope(), ['sco-rats']);
    expect(bodies).toEqual(['sco-rats', 'sco-rats-council', 'sco-rats-executive-committee']);
    const { rows } = await listFacts(
      first.database,
      first.createScope(),
      { bodies, types },
      ALL,
      'placed',
    );
    expect(
      rows.map(({ data, placedOn, placedBy }) => [
        findFactNumbers(data).join('+'),
        placedOn.stated && placedOn.edtf,
        placedBy,
      ]),
    ).toEqual([
      ['B24', '2002', 'own'],
      ['B27', '2013/..', 'own'],
      ['B04+B59', '[2024-07,2025-07]', 'own'],
      ['B26', '[2024-07,2025-07]', 'own'],
      ['B25', '2025/2027', 'period'],
      ['A02', '2025-09-10', 'own'],
      ['A32', '2025-09-10', 'own'],
      ['A22', '2026', 'due'],
      ['A33', false, null],
      ['B28', false, null],
      ['B29', false, null],
    ]);
  });

  it('matches a range of days on overlap, and leaves out what has no date', async () => {
    const days = { from: '2025-07-15', to: '2025-09-09' };
    const { rows } = await listFacts(
      first.database,
      first.createScope(),
      { bodies: ['sco-rats'], types },
      { ...ALL, days },
      'placed',
    );
    expect(idsOf(rows)).toEqual(['B27', 'B04', 'B59', 'B26', 'B25']);
  });

  it('tells of a state wherever it is named', async () => {
    const { rows } = await listFacts(
      first.database,
      first.createScope(),
      { states: ['ISR'] },
      ALL,
      'placed',
    );
    expect(idsOf(rows)).toEqual(['A47']);
    expect(rows[0]?.sentence).toContain('the State of Israel');
    expect(rows[0]?.annex).toBe('tianjin-declaration');
  });
});
