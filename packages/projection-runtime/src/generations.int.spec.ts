import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { findRebuildProcess, lockGenerations } from './rebuild-lock.ts';
import { rebuild, type RebuildOptions, rollback } from './rebuild.ts';
import { retireGenerations } from './retire-generations.ts';
import { computeStateHash } from './state-hash.ts';
import { readProjectionStatuses } from './status.ts';
import { LOCK_TIMEOUT_MS, swapGenerations } from './swap.ts';
import { meetingHeld } from './testing/sample-log.ts';
import { failingProjection, isInCellar, SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { useRebuildFixture } from './testing/use-rebuild-fixture.ts';

/** No other instance takes over from these rebuilds, which wait for one as long as a lease. */
const TEST_TIMEOUT_MS = 60_000;
const fixture = useRebuildFixture();

/** A release that cannot show meetings in the cellar. */
const FAILING_PROJECTION = failingProjection(isInCellar);

describe('A command that a generation parked', { timeout: TEST_TIMEOUT_MS }, () => {
  it('is retried by the release that resumes a rebuild', async () => {
    const { sample, options } = fixture();
    await sample.record('c', [meetingHeld('o', 'cellar')]);
    await fixture().catchUpServing();
    expect((await rebuild(options({ projection: FAILING_PROJECTION }))).swapped).toBeNull();
    expect(await fixture().listStates()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);
    expect((await rebuild(options())).comparison.differences).toEqual([]);
    expect(await fixture().listVenues()).toEqual(['cellar', 'garden', 'office']);
  });

  it('is retried by the release that rolls back to the generation', async () => {
    const { sample, options } = fixture();
    await sample.record('c', [meetingHeld('o', 'cellar')]);
    await fixture().catchUpServing({ projection: FAILING_PROJECTION });
    await rebuild(options({ projection: FAILING_PROJECTION }));
    expect(await fixture().listVenues()).toEqual(['garden', 'office']);
    expect((await rollback(options())).swapped).toMatchObject({ to: 'sample_v1' });
    expect(await fixture().listVenues()).toEqual(['cellar', 'garden', 'office']);
  });

  it('is a difference from a generation that shows it, even without rows', async () => {
    const { sample, options } = fixture();
    const data = { projection: 'another', command: 'x', reason: 'It cannot be shown.' };
    await sample.record('c', [{ type: 'ProjectionSkipped', data }]);
    await fixture().catchUpServing();

    const projection = failingProjection(({ type }) => type === 'ProjectionSkipped');
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

    const allowed = [{ table: 'parked', change: 'added', reason: 'To be skipped.' }] as const;
    expect((await rebuild(options({ projection, allowed }))).swapped).toMatchObject({
      to: 'sample_v1_2',
    });
    // It is no difference if the serving generation parks it, too.
    expect((await rebuild(options({ projection }))).comparison.differences).toEqual([]);
  });
});

describe('A generation that is being built', { timeout: TEST_TIMEOUT_MS }, () => {
  it('has a status beside the serving one, also while its rebuild is not running', async () => {
    const { dataSource, sample, options } = fixture();
    await fixture().catchUpServing();
    const readStatuses = async () => {
      const statuses = await readProjectionStatuses(dataSource, sample.log, [SAMPLE_PROJECTION]);
      return statuses.map(({ projection, serves, state, reason }) => [
        projection,
        serves,
        state,
        reason?.code,
      ]);
    };
    const serving = ['sample_v1', true, 'live', undefined];
    expect(await readStatuses()).toEqual([serving]);

    const stop = new AbortController();
    let during: Promise<unknown> | undefined;
    const onProgress: RebuildOptions['onProgress'] = ({ phase }) => {
      if (phase !== 'indexing') return;
      during = readStatuses();
      stop.abort(new Error('Ctrl-C'));
    };
    const stopped = rebuild(options({ signal: stop.signal, onProgress }));
    await expect(stopped).rejects.toThrow('Ctrl-C');
    expect(await during).toEqual([serving, ['sample_v1_2', false, 'rebuilding', undefined]]);
    expect(await readStatuses()).toEqual([
      serving,
      ['sample_v1_2', false, 'stopped', 'PROJECTION_REBUILD_STOPPED'],
    ]);
  });
});

/** Ends the connection that holds the rebuild lock. */
async function breakLock(): Promise<void> {
  const { dataSource } = fixture();
  await dataSource.query('SELECT pg_terminate_backend($1)', [
    await findRebuildProcess(dataSource.manager, SAMPLE_PROJECTION),
  ]);
}

describe('The rebuild lock', { timeout: TEST_TIMEOUT_MS }, () => {
  it('has one holder, and the error for others names the statement that releases it', async () => {
    const { dataSource, options } = fixture();
    await using _lock = await lockGenerations(dataSource, SAMPLE_PROJECTION);
    const pid = await findRebuildProcess(dataSource.manager, SAMPLE_PROJECTION);
    const message = expect.stringContaining(`SELECT pg_terminate_backend(${pid})`);
    await expect(rebuild(options())).rejects.toMatchObject({ code: 'PROJECTION_BUSY', message });
    await breakLock();
    expect((await rebuild(options())).swapped).toMatchObject({ to: 'sample_v1_2' });
  });

  it('may be lost during a rebuild, and a late swap then fails', async () => {
    const { dataSource, options } = fixture();
    await fixture().catchUpServing();
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
    expect(await fixture().listStates()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
  });
});

describe('The migration lock', () => {
  it('is awaited with a timeout, and the error names its holder', async () => {
    const { dataSource } = fixture();
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
    expect(await fixture().listStates()).toEqual(['sample_v1 serving']);
  });
});

describe('The tables of a generation', { timeout: TEST_TIMEOUT_MS }, () => {
  it('are created again from the beginning of the log after an operator dropped them', async () => {
    const { dataSource } = fixture();
    await fixture().catchUpServing();
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await dataSource.query('DROP SCHEMA sample_v1 CASCADE');
    await fixture().catchUpServing();
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect(await fixture().listVenues()).toEqual(['garden', 'office']);
  });

  it('are dropped together with positions and registry entry, or not at all', async () => {
    const { dataSource, options } = fixture();
    await fixture().catchUpServing();
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
    expect(await fixture().listStates()).toEqual(['sample_v1_2 serving', 'sample_v1 retired']);
  });
});
