import { setTimeout as delay } from 'node:timers/promises';
import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGenerations } from './generations.ts';
import { migrate } from './migrate.ts';
import { catchUp } from './partition-projector.ts';
import { rebuild, type RebuildOptions, retire } from './rebuild.ts';
import { SAMPLE } from './sample-projection.ts';
import { corrected, held, SampleRecord } from './sample-record.ts';
import { stateHash } from './state-hash.ts';
import { LOCK_TIMEOUT_MS } from './swap.ts';

/** Nobody takes over from these rebuilds, which wait for it for as long as a lease. */
const TEST_TIMEOUT_MS = 60_000;
const postgres = usePostgres();
let dataSource: DataSource;
let record: SampleRecord;

beforeEach(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: await postgres.createDatabase() }).initialize();
  record = new SampleRecord();
  await record.record('a', [held('m', 'hall', ['Osh']), held('n', 'office')]);
  await record.record('b', [corrected('a.1', held('m', 'garden', ['Almaty']))]);
});
afterEach(() => dataSource.destroy());

const options = (more: Partial<RebuildOptions> = {}): RebuildOptions => ({
  dataSource,
  catalogue: CATALOGUE,
  log: record.log,
  projection: SAMPLE,
  owner: 'rebuild',
  signal: new AbortController().signal,
  ...more,
});

async function catchUpServing(more: Partial<RebuildOptions> = {}): Promise<void> {
  await migrate(dataSource, [SAMPLE]);
  await catchUp(options(more), 0);
}

async function states(): Promise<readonly string[]> {
  const all = await listGenerations(dataSource.manager, SAMPLE);
  return all.map(({ schema, state }) => `${schema} ${state}`);
}

/** Through the views, as a question does. */
async function venues(): Promise<readonly string[]> {
  const rows: { venue: string }[] = await dataSource.query(
    `SELECT details->>'venue' AS venue FROM sample.meetings WHERE recorded_to IS NULL ORDER BY 1`,
  );
  return rows.map(({ venue }) => venue);
}

describe('The tables of a generation', { timeout: TEST_TIMEOUT_MS }, () => {
  it('are made again from the beginning of the log where somebody dropped them', async () => {
    await catchUpServing();
    const before = await stateHash(dataSource, SAMPLE);
    await dataSource.query('DROP SCHEMA sample_v1 CASCADE');
    await catchUpServing();
    expect(await stateHash(dataSource, SAMPLE)).toEqual(before);
    expect(await venues()).toEqual(['garden', 'office']);
  });

  it('are dropped together with its positions and its entry, or not at all', async () => {
    await catchUpServing();
    await rebuild(options());
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`SELECT FROM projections.generations WHERE schema = 'sample_v1' FOR UPDATE`);
    const retiring = retire(options());
    await delay(LOCK_TIMEOUT_MS);
    expect(await dataSource.query(`SELECT to_regclass('sample_v1.meetings')::text AS name`)).toEqual([
      { name: 'sample_v1.meetings' },
    ]);
    await holder.commitTransaction();
    await holder.release();
    expect(await retiring).toEqual(['sample_v1']);
    expect(await states()).toEqual(['sample_v1_2 serving', 'sample_v1 retired']);
  });
});
