import { createHash, randomInt } from 'node:crypto';
import { findLocalKafkaTools } from '@rapporteur/local-kafka';
import { describeWhen, usePostgres } from '@rapporteur/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkRecord } from '../src/check-record.ts';
import { FaultBrokers } from '../src/fault-brokers.ts';
import { FaultFixture } from '../src/fault-fixture.ts';
import { FAULTS } from '../src/faults/index.ts';
import { KILL_COUNT } from '../src/faults/killed-writer.ts';
import { type Figures, formatFigures } from '../src/figures.ts';
import { RestartablePostgres } from '../src/restartable-postgres.ts';

const tools = await findLocalKafkaTools();
const missing = typeof tools === 'string' ? tools : '';
const SEED = Number(process.env['FAULTS_SEED'] ?? randomInt(2 ** 31));
/** Not a performance limit: it is sufficient for a busy machine. */
const TIMEOUT_MS = Math.max(30 * 60_000, KILL_COUNT * 30_000);

/** Returns a separate seed for each fault, so that one can run alone. */
const deriveSeed = (name: string): number =>
  createHash('sha256').update(`${SEED} ${name}`).digest().readUInt32BE();

describeWhen(missing === '', missing)('The record survives that', () => {
  const postgres = usePostgres();
  const figuresByFault = new Map<string, Figures>();
  let sharedBrokers: FaultBrokers;

  beforeAll(async () => {
    console.log(`Faults: set FAULTS_SEED=${SEED} to repeat this run`);
    sharedBrokers = await FaultBrokers.start(1);
  });
  afterAll(async () => {
    console.log(`Figures (FAULTS_SEED=${SEED})\n${formatFigures(figuresByFault)}`);
    await sharedBrokers[Symbol.asyncDispose]();
  });

  it.each(FAULTS)(
    '$name',
    async ({ name, fixture: { nodes, ownPostgres, ...options } = {}, run }) => {
      const startedAt = Date.now();
      await using brokers = nodes === undefined ? undefined : await FaultBrokers.start(nodes);
      await using server =
        ownPostgres === undefined ? undefined : await RestartablePostgres.start();
      await using fixture = await FaultFixture.start({
        brokers: brokers ?? sharedBrokers,
        database: server?.url ?? (await postgres.createDatabase()),
        postgres: server,
        seed: deriveSeed(name),
        ...options,
      });

      await run(fixture);
      const { errors, figures } = await checkRecord(fixture, await postgres.createDatabase());
      figuresByFault.set(name, figures);
      const seconds = Math.round((Date.now() - startedAt) / 1_000);
      console.log(`${name}: ${JSON.stringify(figures)} in ${seconds} s`);

      expect(errors).toEqual([]);
      expect(figures).toMatchObject({ lost: 0, doubled: 0, hung: 0 });
      expect(figures.acknowledged).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});
