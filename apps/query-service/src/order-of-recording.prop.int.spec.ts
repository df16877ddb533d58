/**
 * The order of recording decides nothing, whatever documents tell of the same things: any two orders
 * give the same answers but for positions, times of recording and the ids of conflicts.
 *
 * Each run of the suite has the same records. RAPPORTEUR_TEST_SEED and RAPPORTEUR_TEST_RUNS look
 * for others: `RAPPORTEUR_TEST_SEED=$RANDOM RAPPORTEUR_TEST_RUNS=25`, after a change of an answer.
 */
import { DOCUMENT_FACT_DEFINITIONS } from '@rapporteur/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDifferences, type QueryRequestPath } from './testing/order/compare-answers.ts';
import { compareAgain, compareOrders, useReplicas } from './testing/order/compare-orders.ts';
import { generatedFact } from './testing/order/generated-fact.ts';
import { generatedRecord } from './testing/order/record-steps.ts';

/** The queries that show the history of recording. */
const HISTORY: ReadonlySet<string> = new Set(['corrections', 'events/{event}']);

const RUNS = Number(process.env['RAPPORTEUR_TEST_RUNS'] ?? 2);
const SEED = Number(process.env['RAPPORTEUR_TEST_SEED'] ?? 1);
const OPTIONS = {
  numRuns: RUNS,
  seed: SEED,
  interruptAfterTimeLimit: 60_000 + RUNS * 10_000,
};
const TIMEOUT_MS = 120_000 + RUNS * 10_000;

const days = { asOf: '2031-04-20', from: '2031-04-01', to: '2031-04-30' };
const turn = fc.nat({ max: 1000 });

const getReplicas = useReplicas();

const isNoHistory = ({ query }: QueryRequestPath): boolean => !HISTORY.has(query);

describe('The order of recording', () => {
  it(
    'decides no answer of any query',
    async () => {
      const property = fc.asyncProperty(generatedRecord(), turn, async (record, n) => {
        const differences = await compareOrders(getReplicas(), [record], { ...days, turn: n });
        expect(formatDifferences(differences)).toBe('');
      });
      await fc.assert(property, OPTIONS);
    },
    TIMEOUT_MS,
  );

  it(
    'decides no answer about several collections',
    async () => {
      const records = fc.tuple(generatedRecord(), generatedRecord());
      const property = fc.asyncProperty(records, turn, async (pair, n) => {
        const differences = await compareOrders(getReplicas(), pair, { ...days, turn: n });
        expect(formatDifferences(differences)).toBe('');
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
        expect(formatDifferences(differences.filter(isNoHistory))).toBe('');
      });
      await fc.assert(property, OPTIONS);
    },
    TIMEOUT_MS,
  );
});

describe('The comparison', () => {
  it('records facts of every type', () => {
    const types = fc.sample(generatedFact(), { numRuns: 2000, seed: 1 }).map(({ type }) => type);
    const missing = DOCUMENT_FACT_DEFINITIONS.filter(({ type }) => !types.includes(type));
    expect(missing.map(({ type }) => type)).toEqual(['DocumentSuperseded']);
  });
});
