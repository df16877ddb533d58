import { setTimeout as delay } from 'node:timers/promises';
import { CATALOGUE, type DecodedEvent } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGenerations } from './generations.ts';
import { migrate } from './migrate.ts';
import { catchUp } from './partition-projector.ts';
import type { Projection } from './projection.ts';
import { lockGenerations, findRebuildProcess } from './rebuild-lock.ts';
import { rebuild, type RebuildOptions, retireGenerations, rollback } from './rebuild.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { recordCorrected, meetingHeld, SampleLog } from './testing/sample-log.ts';
import { computeStateHash } from './state-hash.ts';
import { readProjectionStatuses } from './status.ts';
import { LOCK_TIMEOUT_MS, swapGenerations } from './swap.ts';

/** Nobody takes over from these rebuilds, which wait for it for as long as a lease. */
const TEST_TIMEOUT_MS = 60_000;
const postgres = usePostgres();
let dataSource: DataSource;
let record: SampleLog;

beforeEach(async () => {
  dataSource = await new DataSource({
    type: 'postgres',
    url: await postgres.createDatabase(),
    poolErrorHandler: () => undefined,
  }).initialize();
  record = new SampleLog();
  await record.record('a', [meetingHeld('m', 'hall', ['Osh']), meetingHeld('n', 'office')]);
  await record.record('b', [recordCorrected('a.1', meetingHeld('m', 'garden', ['Almaty']))]);
});
afterEach(() => dataSource.destroy());

const options = (more: Partial<RebuildOptions> = {}): RebuildOptions => ({
  dataSource,
  catalogue: CATALOGUE,
  log: record.log,
  projection: SAMPLE_PROJECTION,
  owner: 'rebuild',
  signal: new AbortController().signal,
  ...more,
});

async function catchUpServing(more: Partial<RebuildOptions> = {}): Promise<void> {
  await migrate(dataSource, [SAMPLE_PROJECTION]);
  await catchUp(options(more), 0);
}

async function states(): Promise<readonly string[]> {
  const all = await listGenerations(dataSource.manager, SAMPLE_PROJECTION);
  return all.map(({ schema, state }) => `${schema} ${state}`);
}

/** Through the views, as a question does. */
async function venues(): Promise<readonly string[]> {
  const rows: { venue: string }[] = await dataSource.query(
    `SELECT details->>'venue' AS venue FROM sample.meetings WHERE recorded_to IS NULL ORDER BY 1`,
  );
  return rows.map(({ venue }) => venue);
}

/** A release that cannot show meetings in the cellar. */
const BROKEN = failingAt((event) => event.type === 'MeetingHeld' && event.data.venue === 'cellar');

function failingAt(isPoison: (event: DecodedEvent) => boolean): Projection {
  return {
    ...SAMPLE_PROJECTION,
    project(event) {
      if (isPoison(event)) throw new TypeError('it cannot be shown');
      return SAMPLE_PROJECTION.project(event);
    },
  };
}

describe('What a generation could not show', { timeout: TEST_TIMEOUT_MS }, () => {
  it('is tried again by the release that goes on with a rebuild', async () => {
    await record.record('c', [meetingHeld('o', 'cellar')]);
    await catchUpServing();
    expect((await rebuild(options({ projection: BROKEN }))).swapped).toBeNull();
    expect(await states()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);
    expect((await rebuild(options())).comparison.differences).toEqual([]);
    expect(await venues()).toEqual(['cellar', 'garden', 'office']);
  });

  it('is tried again by the release that goes back to it', async () => {
    await record.record('c', [meetingHeld('o', 'cellar')]);
    await catchUpServing({ projection: BROKEN });
    await rebuild(options({ projection: BROKEN }));
    expect(await venues()).toEqual(['garden', 'office']);
    expect((await rollback(options())).swapped).toMatchObject({ to: 'sample_v1' });
    expect(await venues()).toEqual(['cellar', 'garden', 'office']);
  });

  it('is a difference from one that could, although no row tells of it', async () => {
    const withoutRows = { projection: 'another', command: 'x', reason: 'It cannot be shown.' };
    await record.record('c', [{ type: 'ProjectionSkipped', data: withoutRows }]);
    await catchUpServing();
    const projection = failingAt(({ type }) => type === 'ProjectionSkipped');
    const { comparison, swapped } = await rebuild(options({ projection }));
    expect(comparison.hashes?.from).toBe(comparison.hashes?.to);
    const example = { key: '0:4', before: null, after: expect.objectContaining({ command: 'c' }) };
    const difference = {
      table: 'parked',
      change: 'added',
      column: null,
      rows: 1,
      examples: [example],
      allowed: null,
    };
    expect(comparison.differences).toEqual([difference]);
    expect(swapped).toBeNull();
    const allowed = [{ table: 'parked', change: 'added', reason: 'It is to be skipped.' }] as const;
    expect((await rebuild(options({ projection, allowed }))).swapped).toMatchObject({
      to: 'sample_v1_2',
    });
    // What the one that serves cannot show either is none.
    expect((await rebuild(options({ projection }))).comparison.differences).toEqual([]);
  });
});

/** Ends the connection that has the right to make generations of the sample. */
async function breakLock(): Promise<void> {
  await dataSource.query('SELECT pg_terminate_backend($1)', [
    await findRebuildProcess(dataSource.manager, SAMPLE_PROJECTION),
  ]);
}

describe('A generation that is being made', { timeout: TEST_TIMEOUT_MS }, () => {
  it('is told of beside the one that serves, and that nobody is at it where nobody is', async () => {
    await catchUpServing();
    const status = async () => {
      const all = await readProjectionStatuses(dataSource, record.log, [SAMPLE_PROJECTION]);
      return all.map(({ projection, serves, state, reason }) => [
        projection,
        serves,
        state,
        reason?.code,
      ]);
    };
    const serving = ['sample_v1', true, 'live', undefined];
    expect(await status()).toEqual([serving]);
    const stop = new AbortController();
    let told: Promise<unknown> | undefined;
    const onProgress: RebuildOptions['onProgress'] = ({ phase }) => {
      if (phase !== 'indexing') return;
      told = status();
      stop.abort(new Error('Ctrl-C'));
    };
    await expect(rebuild(options({ signal: stop.signal, onProgress }))).rejects.toThrow('Ctrl-C');
    expect(await told).toEqual([serving, ['sample_v1_2', false, 'rebuilding', undefined]]);
    expect(await status()).toEqual([
      serving,
      ['sample_v1_2', false, 'stopped', 'PROJECTION_REBUILD_STOPPED'],
    ]);
  });
});

describe('The right to make generations', { timeout: TEST_TIMEOUT_MS }, () => {
  it('is had by one, of whom others are told how to take it away', async () => {
    await using _lock = await lockGenerations(dataSource, SAMPLE_PROJECTION);
    const pid = await findRebuildProcess(dataSource.manager, SAMPLE_PROJECTION);
    const message = expect.stringContaining(`SELECT pg_terminate_backend(${pid})`);
    await expect(rebuild(options())).rejects.toMatchObject({ code: 'PROJECTION_BUSY', message });
    await breakLock();
    expect((await rebuild(options())).swapped).toMatchObject({ to: 'sample_v1_2' });
  });

  it('may be lost under way: what was done stays done, and what another swapped in is not swapped out', async () => {
    await catchUpServing();
    let broken: Promise<void> | undefined;
    const onProgress: RebuildOptions['onProgress'] = ({ phase }) => {
      if (phase === 'comparing') broken = breakLock();
    };
    expect((await rebuild(options({ onProgress }))).swapped).toMatchObject({ to: 'sample_v1_2' });
    await broken;
    const late = swapGenerations(dataSource, SAMPLE_PROJECTION, {
      from: 'sample_v1',
      to: 'sample_v1',
    });
    await expect(late).rejects.toMatchObject({ code: 'PROJECTION_BUSY' });
    expect(await states()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
  });
});

describe('The right to change tables', () => {
  it('is waited for, but not for ever, and it is said who has it', async () => {
    await using runner = dataSource.createQueryRunner();
    await runner.query(`SELECT pg_advisory_lock(hashtextextended('rapporteur.migrations', 0))`);
    const [{ pid }]: [{ pid: number }] = await runner.query('SELECT pg_backend_pid() AS pid');
    const message = expect.stringContaining(`SELECT pg_terminate_backend(${pid})`);
    await expect(migrate(dataSource, [SAMPLE_PROJECTION], 200)).rejects.toMatchObject({
      code: 'PROJECTION_BUSY',
      message,
    });
    const waiting = migrate(dataSource, [SAMPLE_PROJECTION]);
    await runner.query(`SELECT pg_advisory_unlock(hashtextextended('rapporteur.migrations', 0))`);
    await waiting;
    expect(await states()).toEqual(['sample_v1 serving']);
  });
});

describe('The tables of a generation', { timeout: TEST_TIMEOUT_MS }, () => {
  it('are made again from the beginning of the log where somebody dropped them', async () => {
    await catchUpServing();
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await dataSource.query('DROP SCHEMA sample_v1 CASCADE');
    await catchUpServing();
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect(await venues()).toEqual(['garden', 'office']);
  });

  it('are dropped together with its positions and its entry, or not at all', async () => {
    await catchUpServing();
    await rebuild(options());
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`SELECT FROM projections.generations WHERE schema = 'sample_v1' FOR UPDATE`);
    const retiring = retireGenerations(options());
    await delay(LOCK_TIMEOUT_MS);
    expect(
      await dataSource.query(`SELECT to_regclass('sample_v1.meetings')::text AS name`),
    ).toEqual([{ name: 'sample_v1.meetings' }]);
    await holder.commitTransaction();
    await holder.release();
    expect(await retiring).toEqual(['sample_v1']);
    expect(await states()).toEqual(['sample_v1_2 serving', 'sample_v1 retired']);
  });
});
