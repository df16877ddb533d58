import { describe, expect, it } from 'vitest';
import { findFactNumbers } from '../testing/first-record.ts';
import type { QueryScope } from '../query/scope.ts';
import type { SortKey } from '../query/pages.ts';
import { useFirstRecord } from '../testing/use-first-record.ts';
import type { FactFilter } from './fact-filter.ts';
import { countFacts, listFacts } from './fact-queries.ts';
import { listFactsAsRecorded } from './recorded-facts.ts';
import { TIMELINE } from './projection.ts';
import { listCollections } from './record-queries.ts';
import { listBodiesWithOrganThings } from './thing-queries.ts';

const ALL = { limit: 1_000, after: null };
const NOTE = 'rats-council-44-note';
const ARTICLE = 'reliable-barrier-article';
const first = useFirstRecord(TIMELINE);
const sco = (ids: readonly string[]) => ids.map((id) => ({ collection: 'sco', id }));

const factNumbersOf = (rows: readonly { readonly data: unknown }[]): string[] =>
  rows.flatMap(({ data }) => findFactNumbers(data));
const sorted = (ids: readonly string[]): string[] =>
  ids.toSorted((one, other) => (one < other ? -1 : 1));
const facts = async (filter: FactFilter, overrides: Partial<QueryScope> = {}) =>
  (await listFacts(first.database, first.createScope(overrides), filter, ALL)).rows;
const factIds = async (filter: FactFilter, overrides: Partial<QueryScope> = {}) =>
  sorted(factNumbersOf(await facts(filter, overrides)));
const range = (letter: string, from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${letter}${String(from + index).padStart(2, '0')}`,
  );

describe('The facts of the first record', () => {
  it('are all 122 recorded, each once', async () => {
    const rows = await facts({});
    expect(new Set(factNumbersOf(rows)).size).toBe(122);
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

  it('are returned in pages without repetition or gaps', async () => {
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
      { ...ALL, after: page.next },
    );
    const pseqs = [...page.rows, ...rest.rows].map(({ pseq }) => pseq);
    expect(pseqs).toHaveLength(whole.length);
    expect(pseqs).toEqual(pseqs.toSorted((one, other) => one - other));
  });

  it('are distinguished by annex and note', async () => {
    expect(await factIds({ relayed: true })).toEqual(range('A', 36, 60));
    expect(await factIds({ documents: sco(['tianjin-declaration']) })).toEqual(range('A', 36, 60));
    expect(await factIds({ documents: sco([NOTE]), relayed: false })).toEqual(range('A', 1, 35));
    expect(await factIds({ documents: sco([ARTICLE]) })).toEqual(
      sorted([...range('B', 1, 62), 'B17']),
    );
  });

  it('list their derived values with the rule', async () => {
    const rows = await facts({ inferred: true });
    expect([...new Set(sorted(factNumbersOf(rows)))]).toEqual(
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

  it('show that the source omits the agent', async () => {
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

  it('are found by words, topic and kind', async () => {
    expect(await factIds({ search: 'artificial intelligence', groups: ['decisions'] })).toEqual([
      'A20',
    ]);
    expect(await factIds({ topics: ['digital-evidence'] })).toEqual(['A21']);
    expect(
      await factIds({ types: ['PlanApproved'], meetings: sco(['sco-rats-council-44']) }),
    ).toEqual(['A16', 'A17']);
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

  it('as of a day have an earlier date or none', async () => {
    const rows = await facts(
      { types: ['MeetingHeld', 'IncidentRecorded', 'AwardsConferred'] },
      { asOf: '2025-06-30' },
    );
    expect(sorted(factNumbersOf(rows))).toEqual(
      sorted(['A39', 'A41', 'B07', 'B09', 'B10', 'B11', 'B12']),
    );
  });
});

describe('The timeline of a body with its organs', () => {
  const TYPES = [
    'BodyDescribed:established',
    'MeetingHeld',
    'ChairmanshipTransferred',
    'ProgrammeAdopted',
  ];
  const OTHER_TYPES = [
    'DecisionStatusReported',
    'MandateChangeReported',
    'ActivityReported',
    'AgreementReached',
  ];
  const types = [...TYPES, ...OTHER_TYPES, 'NextMeetingAgreed'];

  it('lists its foundation, activities, decisions and agreements by date', async () => {
    const bodies = await listBodiesWithOrganThings(
      first.database,
      first.createScope(),
      sco(['sco-rats']),
    );
    expect(bodies.map(({ id }) => id).toSorted()).toEqual([
      'sco-rats',
      'sco-rats-council',
      'sco-rats-executive-committee',
    ]);
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

  it('matches a range of days on overlap, and skips undated facts', async () => {
    const days = { from: '2025-07-15', to: '2025-09-09' };
    const { rows } = await listFacts(
      first.database,
      first.createScope(),
      { bodies: sco(['sco-rats']), types },
      { ...ALL, days },
      'placed',
    );
    expect(factNumbersOf(rows)).toEqual(['B27', 'B04', 'B59', 'B26', 'B25']);
  });

  it('lists every fact that names a state', async () => {
    const { rows } = await listFacts(
      first.database,
      first.createScope(),
      { states: ['ISR'] },
      ALL,
      'placed',
    );
    expect(factNumbersOf(rows)).toEqual(['A47']);
    expect(rows[0]?.sentence).toContain('naming Israel and the United States as responsible');
    expect(rows[0]?.annex).toBe('tianjin-declaration');
  });
});
