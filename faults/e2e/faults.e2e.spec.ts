import { createHash, randomInt } from 'node:crypto';
import { findLocalKafkaTools } from '@rapporteur/local-kafka';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultBrokers } from '../src/fault-brokers.ts';
import { FAULTS } from '../src/faults/index.ts';
import { KILL_COUNT } from '../src/faults/killed-writer.ts';
import { type Figures, formatFigures } from '../src/figures.ts';
import { RestartablePostgres } from '../src/restartable-postgres.ts';
import { FaultFixture } from '../src/fault-fixture.ts';
import { checkRecord } from '../src/check-record.ts';

const tools = await findLocalKafkaTools();
const missing = typeof tools === 'string' ? tools : '';
const SEED = Number(process.env['FAULTS_SEED'] ?? randomInt(2 ** 31));
/** No measure of speed: long enough for a machine that does much else. */
const TIMEOUT_MS = Math.max(30 * 60_000, KILL_COUNT * 30_000);

/** A seed of its own for each fault, so that one can be run alone. */
const seedOf = (name: string): number =>
  createHash('sha256').update(`${SEED} ${name}`).digest().readUInt32BE();

describeWhen(missing === '', missing)('The record survives that', () => {
  const postgres = usePostgres();
  const figures = new Map<string, Figures>();
  let single: FaultBrokers;
  beforeAll(async () => {
    console.log(`Faults: to run the same ones again, set FAULTS_SEED=${SEED}`);
    single = await FaultBrokers.start(1);
  });
  afterAll(async () => {
    console.log(`What the faults came to (FAULTS_SEED=${SEED})\n${formatFigures(figures)}`);
    await single[Symbol.asyncDispose]();
  });

  it.each(FAULTS)(
    '$name',
    async ({ name, fixture: { nodes, ownPostgres, ...wanted } = {}, run: strike }) => {
      const began = Date.now();
      await using own = nodes === undefined ? undefined : await FaultBrokers.start(nodes);
      await using server =
        ownPostgres === undefined ? undefined : await RestartablePostgres.start();
      const database = server?.url ?? (await postgres.createDatabase());
      const options = {
        brokers: own ?? single,
        database,
        postgres: server,
        seed: seedOf(name),
        ...wanted,
      };
      await using stage = await FaultFixture.start(options);
      await strike(stage);
      const verdict = await checkRecord(stage, await postgres.createDatabase());
      figures.set(name, verdict.figures);
      console.log(
        `${name}: ${JSON.stringify(verdict.figures)} in ${Math.round((Date.now() - began) / 1_000)} s`,
      );
      expect(verdict.errors).toEqual([]);
      expect(verdict.figures).toMatchObject({ lost: 0, doubled: 0, hung: 0 });
      expect(verdict.figures.acknowledged).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});
