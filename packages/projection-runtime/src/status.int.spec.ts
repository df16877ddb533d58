import { CATALOGUE } from '@rapporteur/contracts';
import { LogEndReader } from '@rapporteur/event-log';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findPositionAtTime } from './event-index.ts';
import { acquireLeases } from './leases.ts';
import { migrate, resetReadModel } from './migrate.ts';
import { catchUp } from './partition-projector.ts';
import { readProjectionStatuses } from './status.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { waitForPosition } from './wait-for-position.ts';

const postgres = usePostgres();
let dataSource: DataSource;
let sample: SampleLog;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  await migrate(dataSource, [SAMPLE_PROJECTION]);
});
beforeEach(async () => {
  await dataSource.query('DELETE FROM projections.positions');
  await resetReadModel(dataSource, SAMPLE_PROJECTION);
  sample = new SampleLog();
  await sample.record('a', [meetingHeld('m', 'hall')]);
});
afterAll(() => dataSource.destroy());

const catchUpSample = () =>
  catchUp({ projection: SAMPLE_PROJECTION, dataSource, catalogue: CATALOGUE, log: sample.log }, 0);

async function readStatus() {
  const [found] = await readProjectionStatuses(dataSource, sample.log, [SAMPLE_PROJECTION]);
  return found;
}

describe('The status of a projection', () => {
  it('counts unapplied events before a projector ever ran', async () => {
    expect(await readStatus()).toMatchObject({
      projection: 'sample_v1',
      position: null,
      state: 'stopped',
      reason: { code: 'PROJECTION_NEVER_STARTED' },
      lagEvents: 2,
      lagSeconds: null,
      heartbeatAgeSeconds: null,
    });
  });

  it('is live without lag at the end of the log', async () => {
    await catchUpSample();
    expect(await readStatus()).toMatchObject({
      position: '0:1',
      state: 'live',
      reason: null,
      lagEvents: 0,
      lagSeconds: 0,
    });
  });

  it('reports the age of the oldest unapplied event', async () => {
    await catchUpSample();
    await sample.record('b', [meetingHeld('n', 'office')]);
    const found = await readStatus();
    expect(found).toMatchObject({ lagEvents: 1, position: '0:1' });
    expect(found?.lagSeconds).toBeGreaterThan(3600);
  });

  it('never reports zero lag without a heartbeat', async () => {
    await catchUpSample();
    await acquireLeases(
      dataSource.manager,
      { schema: 'sample_v1', owner: 'one' },
      { count: 1, excluded: [] },
    );
    await dataSource.query(
      `UPDATE projections.positions SET heartbeat_at = now() - interval '1 hour'`,
    );
    const found = await readStatus();
    expect(found).toMatchObject({
      state: 'stopped',
      reason: { code: 'PROJECTION_SILENT' },
      lagEvents: null,
    });
    expect(found?.lagSeconds).toBeGreaterThan(3599);
  });

  it('reports an unknown lag if the log cannot be read', async () => {
    await catchUpSample();
    await sample.log.close();
    expect(await readStatus()).toMatchObject({
      state: 'live',
      reason: { code: 'PROJECTION_UNREACHABLE' },
      logEnd: null,
      lagEvents: null,
      lagSeconds: null,
    });
  });

  it('reports the lag from the last known end while the log cannot be read', async () => {
    await catchUpSample();
    await sample.record('b', [meetingHeld('n', 'office')]);
    const ends = new LogEndReader(sample.log);
    await ends.readEnd(0);
    await sample.log.close();
    const models = [SAMPLE_PROJECTION];
    const [found] = await readProjectionStatuses(dataSource, sample.log, models, ends);
    expect(found).toMatchObject({
      reason: { code: 'PROJECTION_UNREACHABLE' },
      position: '0:1',
      logEnd: '0:2',
      lagEvents: 1,
      lagSeconds: null,
    });
    expect(found?.logEndAgeSeconds).toBeGreaterThan(0);
  });

  it('is stopped if a live projector applies no waiting event', async () => {
    await catchUpSample();
    await acquireLeases(
      dataSource.manager,
      { schema: 'sample_v1', owner: 'one' },
      { count: 1, excluded: [] },
    );
    await dataSource.query(`UPDATE projections.positions SET moved_at = now() - interval '1 hour'`);
    // Without a waiting event, the projector is not stuck.
    expect(await readStatus()).toMatchObject({ state: 'catching-up', reason: null, lagEvents: 0 });
    await sample.record('b', [meetingHeld('n', 'office')]);
    expect(await readStatus()).toMatchObject({
      state: 'stopped',
      reason: { code: 'PROJECTION_STUCK' },
      lagEvents: 1,
    });
    await catchUpSample();
    expect(await readStatus()).toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
  });

  it('reports an unknown lag if the log ends before the position', async () => {
    await catchUpSample();
    sample.store.partition(0).loseTail(1);
    expect(await readStatus()).toMatchObject({
      reason: { code: 'PROJECTION_LOG_SHORTER' },
      lagEvents: null,
      lagSeconds: null,
    });
  });
});

describe('Waiting for a position', () => {
  it('ends at once for a reached position, and with the timeout for another', async () => {
    await catchUpSample();
    const wait = (pseq: number) =>
      waitForPosition(dataSource, SAMPLE_PROJECTION, { partition: 0, pseq, timeoutMs: 1 });
    expect(await wait(1)).toEqual({ reached: true, position: 1 });
    expect(await wait(2)).toEqual({ reached: false, position: 1 });
  });

  it('ends when a projector applies the position', async () => {
    const waiting = waitForPosition(dataSource, SAMPLE_PROJECTION, {
      partition: 0,
      pseq: 1,
      timeoutMs: 20_000,
    });
    await catchUpSample();
    expect(await waiting).toEqual({ reached: true, position: 1 });
  });
});

describe('The position at a time', () => {
  it('is the last event recorded at or before it', async () => {
    await catchUpSample();
    const findPosition = (time: string) =>
      findPositionAtTime(dataSource.manager, SAMPLE_PROJECTION, 0, new Date(time));
    expect(await findPosition('2025-12-31T23:59:59.999Z')).toBe(-1);
    expect(await findPosition('2026-01-01T00:59:59.999Z')).toBe(0);
    expect(await findPosition('2026-01-01T01:00:00.000Z')).toBe(1);
    expect(await findPosition('2030-01-01T00:00:00.000Z')).toBe(1);
  });
});
