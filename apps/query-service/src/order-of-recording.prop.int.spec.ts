/**
 * The order of recording decides nothing, whatever documents tell of the same things: any two orders
 * give the same answers but for positions, times of recording and the ids of conflicts.
 *
 * RAPPORTEUR_TEST_SEED and RAPPORTEUR_TEST_RUNS make longer runs.
 */
import { DOCUMENT_FACT_DEFINITIONS } from '@rapporteur/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERIES } from './queries.ts';
import { formatDifferences, type QueryRequestPath } from './testing/order/compare-answers.ts';
import { compareAgain, compareOrders, useReplicas } from './testing/order/compare-orders.ts';
import { generatedFact } from './testing/order/generated-fact.ts';
import { generatedRecord } from './testing/order/record-steps.ts';

/** The queries of which the order of recording still decides something, and what it decides. */
const NOT_HELD: Readonly<Record<string, string>> = {
  bodies: 'the registration that is named',
  'bodies/{body}': 'the registration that is named',
  conflicts: 'the conflicts of three or more values',
  decisions: 'the order of decisions of one day, and the events of each',
  'decisions/{decision}': 'the order of events',
  designations: 'the order of rows of one day',
  'events/{event}': 'the state of an event that was recorded again',
  facts: 'the order of rows of one day',
  incidents: 'the order of rows of one day',
  'incidents/{incident}': 'the order of sources',
  mandates: 'the order of rows of one day',
  meetings: 'the order of documents, and the place and venue',
  'meetings/{meeting}': 'the order of documents, and the place and venue',
  memberships: 'the order of rows of one day',
  offices: 'the order of rows of one day',
  participation: 'the order of meetings of one day, and of roles',
  'positions/verbs': 'the order of sources',
  reports: 'the order of rows of one day',
  sources: 'the event of adoption that is named',
  'sources/{document}': 'the event of adoption that is named',
  'states/{state}': 'the order of rows of one day',
  timeline: 'the order of rows of one day',
  'unstated-agents': 'the order of rows of one day',
};

/** The queries that show the history of recording. */
const HISTORY: ReadonlySet<string> = new Set(['corrections', 'events/{event}']);

const RUNS = Number(process.env['RAPPORTEUR_TEST_RUNS'] ?? 3);
const SEED = process.env['RAPPORTEUR_TEST_SEED'];
const OPTIONS = {
  numRuns: RUNS,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
  interruptAfterTimeLimit: 60_000 + RUNS * 10_000,
};
const TIMEOUT_MS = 120_000 + RUNS * 10_000;

const days = { asOf: '2031-04-20', from: '2031-04-01', to: '2031-04-30' };
const turn = fc.nat({ max: 1000 });

const getReplicas = useReplicas();

const isHeld = ({ query }: QueryRequestPath): boolean => !(query in NOT_HELD);
const isNoHistory = ({ query }: QueryRequestPath): boolean => !HISTORY.has(query);

describe('The order of recording', () => {
  it(
    'decides no answer of any query',
    async () => {
      const property = fc.asyncProperty(generatedRecord(), turn, async (record, n) => {
        const differences = await compareOrders(getReplicas(), record, { ...days, turn: n });
        expect(formatDifferences(differences.filter(isHeld))).toBe('');
      });
      await fc.assert(property, OPTIONS);
    },
    TIMEOUT_MS,
  );

  it(
    'decides no answer after a document was retracted and recorded again',
    async () => {
      const property = fc.asyncProperty(generatedRecord(), turn, async (record, n) => {
        const differences = await compareAgain(getReplicas(), record, { ...days, turn: n });
        const held = differences.filter(isHeld).filter(isNoHistory);
        expect(formatDifferences(held)).toBe('');
      });
      await fc.assert(property, OPTIONS);
    },
    TIMEOUT_MS,
  );
});

describe('The comparison', () => {
  it('leaves out only queries of the service', () => {
    const queries: readonly string[] = QUERIES.map(({ path }) => path);
    expect(Object.keys(NOT_HELD).filter((path) => !queries.includes(path))).toEqual([]);
  });

  it('records facts of every type', () => {
    const types = fc.sample(generatedFact(), { numRuns: 2000, seed: 1 }).map(({ type }) => type);
    const missing = DOCUMENT_FACT_DEFINITIONS.filter(({ type }) => !types.includes(type));
    expect(missing.map(({ type }) => type)).toEqual(['DocumentSuperseded']);
  });
});
