import { CATALOGUE } from '@rapporteur/contracts';
import { type Head, LogError } from '@rapporteur/event-log';
import { usePostgres, waitUntil } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLeases } from './leases.ts';
import { migrate, resetReadModel } from './migrate.ts';
import { ensurePositions } from './positions.ts';
import type { Projection } from './projection.ts';
import { Projector, type ProjectorReport } from './projector.ts';
import { computeStateHash } from './state-hash.ts';
import { readProjectionStatuses } from './status.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { readServingPosition, waitForPosition } from './wait-for-position.ts';

const WAIT_MS = 20_000;
const postgres = usePostgres();
let dataSource: DataSource;
let reports: ProjectorReport[];
const started: Projector[] = [];

beforeEach(async () => {
  dataSource = await new DataSource({
    type: 'postgres',
    url: await postgres.createDatabase(),
  }).initialize();
  reports = [];
});
afterEach(async () => {
  for (const projector of started.splice(0)) await projector.stop();
  await dataSource.destroy();
});

async function start(
  { log }: SampleLog,
  owner: string,
  projection: Projection = SAMPLE_PROJECTION,
): Promise<Projector> {
  const onReport = (report: ProjectorReport): number => reports.push(report);
  const projector = new Projector({
    projection,
    dataSource,
    catalogue: CATALOGUE,
    log,
    owner,
    onReport,
  });
  started.push(projector);
  await projector.start();
  return projector;
}

async function reaches(pseq: number, partition = 0): Promise<boolean> {
  const waited = await waitForPosition(dataSource, SAMPLE_PROJECTION, {
    partition,
    pseq,
    timeoutMs: WAIT_MS,
  });
  return waited.reached;
}

async function listOwners(): Promise<(string | null)[]> {
  const rows: { owner: string | null }[] = await dataSource.query(
    'SELECT owner FROM projections.positions ORDER BY partition',
  );
  return rows.map(({ owner }) => owner);
}

describe('A projector', () => {
  it('applies existing and new events, and releases its partitions when it stops', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    const projector = await start(sample, 'one');
    expect(await reaches(1)).toBe(true);
    const position = await sample.record('b', [meetingHeld('n', 'office')]);
    expect(await reaches(position)).toBe(true);
    expect(await listOwners()).toEqual(['one']);

    await projector.stop();
    expect(await listOwners()).toEqual([null]);
    await sample.record('c', [meetingHeld('o', 'garden')]);
    expect(await readServingPosition(dataSource, SAMPLE_PROJECTION, 0)).toBe(position);
  });

  it('publishes its progress, if the log supports it', async () => {
    const published: unknown[] = [];
    const sample = new SampleLog();
    const log = Object.assign(sample.log, {
      reportProgress: (reader: string, partition: number, { pseq }: Head): Promise<void> => {
        published.push([reader, partition, pseq]);
        return Promise.resolve();
      },
    });
    const position = await sample.record('a', [meetingHeld('m', 'hall')]);
    await start(Object.assign(sample, { log }), 'one');
    await waitUntil(() => Promise.resolve(published.length > 0));
    expect(published).toEqual([['projector-sample', 0, position]]);
  });

  it('is not ready while the log is unreachable, retries, and becomes ready again', async () => {
    const sample = new SampleLog();
    const position = await sample.record('a', [meetingHeld('m', 'hall')]);
    const connection = { isOpen: false };
    const { log } = sample;
    const read = log.read.bind(log);
    Object.assign(log, {
      read(...reading: Parameters<typeof read>): ReturnType<typeof read> {
        if (connection.isOpen) return read(...reading);
        throw new LogError('LOG_UNREACHABLE', 'planted');
      },
    });
    const projector = await start(sample, 'one');
    const isReady = (): Promise<boolean> =>
      projector.ready().then(
        () => true,
        () => false,
      );
    await waitUntil(async () => !(await isReady()));
    await expect(projector.ready()).rejects.toThrow('partition 0: planted');
    connection.isOpen = true;
    expect(await reaches(position)).toBe(true);
    await waitUntil(isReady);
  });

  it('shares the partitions with another instance, and acquires all after it stops', async () => {
    const sample = new SampleLog(4);
    for (const partition of [0, 1, 2, 3])
      await sample.record('a', [meetingHeld('m', 'hall')], partition);
    await start(sample, 'one');
    const two = await start(sample, 'two');
    await waitUntil(async () => {
      const held = await listOwners();
      return ['one', 'two'].every((owner) => held.filter((found) => found === owner).length === 2);
    });
    for (const partition of [0, 1, 2, 3]) {
      const pseq = await sample.record('b', [meetingHeld('n', 'office')], partition);
      expect(await reaches(pseq, partition)).toBe(true);
    }
    await two.stop();
    await waitUntil(async () => (await listOwners()).every((owner) => owner === 'one'));
    expect(await reaches(await sample.record('c', [meetingHeld('o', 'garden')], 3), 3)).toBe(true);
  });

  it('parks a command that fails, reports the reason, and continues', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('poison', 'hall')]);
    const failing: Projection = {
      ...SAMPLE_PROJECTION,
      project(event) {
        if (event.type === 'MeetingHeld' && event.data.meeting === 'poison')
          throw new RangeError('too strange');
        return SAMPLE_PROJECTION.project(event);
      },
    };
    await start(sample, 'one', failing);
    expect(await reaches(await sample.record('b', [meetingHeld('m', 'office')]))).toBe(true);
    const [status] = await readProjectionStatuses(dataSource, sample.log, [SAMPLE_PROJECTION]);
    expect(status).toMatchObject({
      state: 'parked',
      parked: 1,
      position: '0:2',
      lagEvents: 0,
      reason: null,
    });
    expect(reports.find(({ kind }) => kind === 'parked')).toMatchObject({
      partition: 0,
      parked: { commandId: 'a', reason: 'MeetingHeld a.1 at 0:1 cannot be projected: too strange' },
    });
  });

  it('stops a partition of a truncated log with a reason, and continues with others', async () => {
    const sample = new SampleLog(2);
    await sample.record('a', [meetingHeld('m', 'hall')], 0);
    await sample.record('b', [meetingHeld('n', 'attic')], 0);
    const first = await start(sample, 'one');
    expect(await reaches(2)).toBe(true);
    await first.stop();
    sample.store.partition(0).loseTail(1);
    await start(sample, 'two');
    expect(await reaches(await sample.record('c', [meetingHeld('o', 'office')], 1), 1)).toBe(true);
    await waitUntil(async () => (await listOwners())[0] === null);

    const [stopped, live] = await readProjectionStatuses(dataSource, sample.log, [
      SAMPLE_PROJECTION,
    ]);
    expect(stopped).toMatchObject({
      state: 'stopped',
      lagEvents: null,
      position: '0:2',
      reason: { code: 'PROJECTION_LOG_SHORTER' },
    });
    expect(live).toMatchObject({
      state: 'live',
      lagEvents: 0,
      reason: null,
      owner: 'two',
      parked: 0,
    });
    expect(reports).toContainEqual(expect.objectContaining({ kind: 'stopped', partition: 0 }));
  });

  it('recovers after all connections to Postgres broke', async () => {
    const sample = new SampleLog();
    await start(sample, 'one');
    expect(await reaches(await sample.record('a', [meetingHeld('m', 'hall')]))).toBe(true);
    const other = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      new URL(String((dataSource.options as { url?: string }).url)).pathname.slice(1),
    ]);
    await other.destroy();
    const pseq = await sample.record('b', [meetingHeld('n', 'office')]);
    await waitUntil(
      async () =>
        (await readServingPosition(dataSource, SAMPLE_PROJECTION, 0).catch(() => -1)) === pseq,
    );
    expect((await computeStateHash(dataSource, SAMPLE_PROJECTION)).tables).toContainEqual(
      expect.objectContaining({ table: 'meetings', rows: 2 }),
    );
  });

  it('shows a transient error in the status, and continues when it is over', async () => {
    const sample = new SampleLog();
    await start(sample, 'one');
    await dataSource.query('ALTER TABLE sample_v1.meetings RENAME TO meetings_elsewhere');
    const pseq = await sample.record('a', [meetingHeld('m', 'hall')]);
    const status = async () =>
      (await readProjectionStatuses(dataSource, sample.log, [SAMPLE_PROJECTION]))[0];
    await waitUntil(async () => (await status())?.reason?.code === 'PROJECTION_UNREACHABLE');
    await dataSource.query('ALTER TABLE sample_v1.meetings_elsewhere RENAME TO meetings');
    expect(await reaches(pseq)).toBe(true);
    expect(await status()).toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
  });

  it('starts again when the read model is reset, and gives the same rows', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await start(sample, 'one');
    expect(await reaches(1)).toBe(true);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    expect(await reaches(1)).toBe(true);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
  });
});

describe('A lease', () => {
  it('is acquired by another owner after it expired, and by its own owner at once', async () => {
    await migrate(dataSource, [SAMPLE_PROJECTION]);
    const { manager } = dataSource;
    await ensurePositions(manager, 'sample_v1', 2);
    const [one, two] = ['one', 'two'].map((owner) => ({ schema: 'sample_v1', owner }));
    if (one === undefined || two === undefined) throw new Error('Two owners are expected.');
    expect(await acquireLeases(manager, one, { count: 2, excluded: [1] })).toEqual([0]);
    expect(await acquireLeases(manager, two, { count: 1, excluded: [] })).toEqual([1]);
    expect(await acquireLeases(manager, two, { count: 2, excluded: [1] })).toEqual([]);
    expect(await acquireLeases(manager, one, { count: 2, excluded: [] })).toEqual([0]);
    await dataSource.query(
      `UPDATE projections.positions SET lease_until = now() - interval '1 second'`,
    );
    expect(await acquireLeases(manager, two, { count: 2, excluded: [1] })).toEqual([0]);
  });
});
