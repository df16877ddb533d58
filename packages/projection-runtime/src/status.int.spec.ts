import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPositionAtTime } from './event-index.ts';
import { acquireLeases } from './leases.ts';
import { resetReadModel, migrate } from './migrate.ts';
import { catchUp } from './partition-projector.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';
import { readProjectionStatuses } from './status.ts';
import { waitForPosition } from './wait-for-position.ts';

const postgres = usePostgres();
let dataSource: DataSource;
let record: SampleLog;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  await migrate(dataSource, [SAMPLE_PROJECTION]);
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM projections.positions');
  await resetReadModel(dataSource, SAMPLE_PROJECTION);
  record = new SampleLog();
  await record.record('a', [meetingHeld('m', 'hall')]);
});
afterAll(() => dataSource.destroy());

const project = () =>
  catchUp({ projection: SAMPLE_PROJECTION, dataSource, catalogue: CATALOGUE, log: record.log }, 0);

async function status() {
  const [found] = await readProjectionStatuses(dataSource, record.log, [SAMPLE_PROJECTION]);
  return found;
}

describe('The status of a projection', () => {
  it('counts what it has not applied, before anybody has worked on it', async () => {
    expect(await status()).toMatchObject({
      projection: 'sample_v1',
      position: null,
      state: 'stopped',
      reason: { code: 'PROJECTION_NEVER_STARTED' },
      lagEvents: 2,
      lagSeconds: null,
      heartbeatAgeSeconds: null,
    });
  });

  it('is live without lag at the end of the log, while somebody is at work', async () => {
    await project();
    expect(await status()).toMatchObject({
      position: '0:1',
      state: 'live',
      reason: null,
      lagEvents: 0,
      lagSeconds: 0,
    });
  });

  it('tells how long the oldest event has waited', async () => {
    await project();
    await record.record('b', [meetingHeld('n', 'office')]);
    const found = await status();
    expect(found).toMatchObject({ lagEvents: 1, position: '0:1' });
    expect(found?.lagSeconds).toBeGreaterThan(3600);
  });

  it('never reads as zero lag when nobody gives a sign of life', async () => {
    await project();
    await acquireLeases(
      dataSource.manager,
      { projection: 'sample_v1', owner: 'one' },
      { count: 1, not: [] },
    );
    await dataSource.query(
      `UPDATE projections.positions SET heartbeat_at = now() - interval '1 hour'`,
    );
    const found = await status();
    expect(found).toMatchObject({
      state: 'stopped',
      reason: { code: 'PROJECTION_SILENT' },
      lagEvents: null,
    });
    expect(found?.lagSeconds).toBeGreaterThan(3599);
  });

  it('does not know the lag behind a log that cannot be read, whatever its projector last said', async () => {
    await project();
    await record.log.close();
    expect(await status()).toMatchObject({
      state: 'live',
      reason: { code: 'PROJECTION_UNREACHABLE' },
      logEnd: null,
      lagEvents: null,
      lagSeconds: null,
    });
  });

  it('is stopped where somebody is alive, but applies nothing of what waits', async () => {
    await project();
    await acquireLeases(
      dataSource.manager,
      { projection: 'sample_v1', owner: 'one' },
      { count: 1, not: [] },
    );
    await dataSource.query(`UPDATE projections.positions SET moved_at = now() - interval '1 hour'`);
    // Nothing waits, so nothing is stuck.
    expect(await status()).toMatchObject({ state: 'catching-up', reason: null, lagEvents: 0 });
    await record.record('b', [meetingHeld('n', 'office')]);
    expect(await status()).toMatchObject({
      state: 'stopped',
      reason: { code: 'PROJECTION_STUCK' },
      lagEvents: 1,
    });
    await project();
    expect(await status()).toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
  });

  it('does not know the lag behind a log that ends before its position', async () => {
    await project();
    record.store.partition(0).loseTail(1);
    expect(await status()).toMatchObject({
      reason: { code: 'PROJECTION_LOG_SHORTER' },
      lagEvents: null,
      lagSeconds: null,
    });
  });
});

describe('Waiting for a position', () => {
  it('ends at once where it was passed, and in vain where it is not reached in time', async () => {
    await project();
    const wait = (pseq: number) =>
      waitForPosition(dataSource, SAMPLE_PROJECTION, { partition: 0, pseq, timeoutMs: 1 });
    expect(await wait(1)).toEqual({ reached: true, position: 1 });
    expect(await wait(2)).toEqual({ reached: false, position: 1 });
  });

  it('goes on until somebody applies it', async () => {
    const waiting = waitForPosition(dataSource, SAMPLE_PROJECTION, {
      partition: 0,
      pseq: 1,
      timeoutMs: 20_000,
    });
    await project();
    expect(await waiting).toEqual({ reached: true, position: 1 });
  });
});

describe('The position that a time means', () => {
  it('is the last event not later than it', async () => {
    await project();
    const at = (time: string) =>
      findPositionAtTime(dataSource.manager, SAMPLE_PROJECTION, 0, new Date(time));
    expect(await at('2025-12-31T23:59:59.999Z')).toBe(-1);
    expect(await at('2026-01-01T00:59:59.999Z')).toBe(0);
    expect(await at('2026-01-01T01:00:00.000Z')).toBe(1);
    expect(await at('2030-01-01T00:00:00.000Z')).toBe(1);
  });
});
