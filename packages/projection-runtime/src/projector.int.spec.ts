import { setTimeout as delay } from 'node:timers/promises';
import { CATALOGUE } from '@rapporteur/contracts';
import { type Head, LogError } from '@rapporteur/event-log';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLeases } from './leases.ts';
import { resetReadModel, migrate } from './migrate.ts';
import { ensurePositions } from './positions.ts';
import type { Projection } from './projection.ts';
import { Projector, type ProjectorReport } from './projector.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';
import { computeStateHash } from './state-hash.ts';
import { readProjectionStatuses } from './status.ts';
import { readServingPosition, waitForPosition } from './wait-for-position.ts';

const PATIENCE_MS = 20_000;
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

async function applied(pseq: number, partition = 0): Promise<boolean> {
  const waited = await waitForPosition(dataSource, SAMPLE_PROJECTION, {
    partition,
    pseq,
    timeoutMs: PATIENCE_MS,
  });
  return waited.reached;
}

async function owners(): Promise<(string | null)[]> {
  const rows: { owner: string | null }[] = await dataSource.query(
    'SELECT owner FROM projections.positions ORDER BY partition',
  );
  return rows.map(({ owner }) => owner);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${PATIENCE_MS} ms in vain`);
    await delay(20);
  }
}

describe('A projector', () => {
  it('applies what is there and what comes, and gives its partitions back when stopped', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    const projector = await start(record, 'one');
    expect(await applied(1)).toBe(true);
    const position = await record.record('b', [meetingHeld('n', 'office')]);
    expect(await applied(position)).toBe(true);
    expect(await owners()).toEqual(['one']);

    await projector.stop();
    expect(await owners()).toEqual([null]);
    await record.record('c', [meetingHeld('o', 'garden')]);
    expect(await readServingPosition(dataSource, SAMPLE_PROJECTION, 0)).toBe(position);
  });

  it('notes in the log how far it has come, where the log has tools that show it', async () => {
    const noted: unknown[] = [];
    const record = new SampleLog();
    const log = Object.assign(record.log, {
      noteProgress: (reader: string, partition: number, { pseq }: Head): Promise<void> => {
        noted.push([reader, partition, pseq]);
        return Promise.resolve();
      },
    });
    const position = await record.record('a', [meetingHeld('m', 'hall')]);
    await start(Object.assign(record, { log }), 'one');
    await until(() => Promise.resolve(noted.length > 0));
    expect(noted).toEqual([['projector-sample', 0, position]]);
  });

  it('is not ready while the log cannot be reached, goes on trying, and is ready again', async () => {
    const record = new SampleLog();
    const position = await record.record('a', [meetingHeld('m', 'hall')]);
    const way = { open: false };
    const { log } = record;
    const read = log.read.bind(log);
    Object.assign(log, {
      read(...reading: Parameters<typeof read>): ReturnType<typeof read> {
        if (way.open) return read(...reading);
        throw new LogError('LOG_UNREACHABLE', 'planted');
      },
    });
    const projector = await start(record, 'one');
    const isReady = (): Promise<boolean> =>
      projector.ready().then(
        () => true,
        () => false,
      );
    await until(async () => !(await isReady()));
    await expect(projector.ready()).rejects.toThrow('partition 0: planted');
    way.open = true;
    expect(await applied(position)).toBe(true);
    await until(isReady);
  });

  it('shares the partitions with another instance, and takes them all when that one goes', async () => {
    const record = new SampleLog(4);
    for (const partition of [0, 1, 2, 3])
      await record.record('a', [meetingHeld('m', 'hall')], partition);
    await start(record, 'one');
    const two = await start(record, 'two');
    await until(async () => {
      const held = await owners();
      return ['one', 'two'].every((owner) => held.filter((found) => found === owner).length === 2);
    });
    for (const partition of [0, 1, 2, 3]) {
      const pseq = await record.record('b', [meetingHeld('n', 'office')], partition);
      expect(await applied(pseq, partition)).toBe(true);
    }
    await two.stop();
    await until(async () => (await owners()).every((owner) => owner === 'one'));
    expect(await applied(await record.record('c', [meetingHeld('o', 'garden')], 3), 3)).toBe(true);
  });

  it('parks what it cannot show, says why, and goes on', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('poison', 'hall')]);
    const failing: Projection = {
      ...SAMPLE_PROJECTION,
      project(event) {
        if (event.type === 'MeetingHeld' && event.data.meeting === 'poison')
          throw new RangeError('too strange');
        return SAMPLE_PROJECTION.project(event);
      },
    };
    await start(record, 'one', failing);
    expect(await applied(await record.record('b', [meetingHeld('m', 'office')]))).toBe(true);
    const [status] = await readProjectionStatuses(dataSource, record.log, [SAMPLE_PROJECTION]);
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

  it('stops where the log is not whole, says why, and goes on with the other partitions', async () => {
    const record = new SampleLog(2);
    await record.record('a', [meetingHeld('m', 'hall')], 0);
    await record.record('b', [meetingHeld('n', 'attic')], 0);
    const first = await start(record, 'one');
    expect(await applied(2)).toBe(true);
    await first.stop();
    record.store.partition(0).loseTail(1);
    await start(record, 'two');
    expect(await applied(await record.record('c', [meetingHeld('o', 'office')], 1), 1)).toBe(true);
    await until(async () => (await owners())[0] === null);

    const [stopped, live] = await readProjectionStatuses(dataSource, record.log, [
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

  it('comes back after every connection to Postgres was lost', async () => {
    const record = new SampleLog();
    await start(record, 'one');
    expect(await applied(await record.record('a', [meetingHeld('m', 'hall')]))).toBe(true);
    const other = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await other.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      new URL(String((dataSource.options as { url?: string }).url)).pathname.slice(1),
    ]);
    await other.destroy();
    const pseq = await record.record('b', [meetingHeld('n', 'office')]);
    await until(
      async () =>
        (await readServingPosition(dataSource, SAMPLE_PROJECTION, 0).catch(() => -1)) === pseq,
    );
    expect((await computeStateHash(dataSource, SAMPLE_PROJECTION)).tables).toContainEqual(
      expect.objectContaining({ table: 'meetings', rows: 2 }),
    );
  });

  it('says what it has to wait for, and goes on when that is over', async () => {
    const record = new SampleLog();
    await start(record, 'one');
    await dataSource.query('ALTER TABLE sample_v1.meetings RENAME TO meetings_elsewhere');
    const pseq = await record.record('a', [meetingHeld('m', 'hall')]);
    const status = async () =>
      (await readProjectionStatuses(dataSource, record.log, [SAMPLE_PROJECTION]))[0];
    await until(async () => (await status())?.reason?.code === 'PROJECTION_UNREACHABLE');
    await dataSource.query('ALTER TABLE sample_v1.meetings_elsewhere RENAME TO meetings');
    expect(await applied(pseq)).toBe(true);
    expect(await status()).toMatchObject({ state: 'live', reason: null, lagEvents: 0 });
  });

  it('begins anew when the read model is dropped under it, and ends with the same', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await start(record, 'one');
    expect(await applied(1)).toBe(true);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    expect(await applied(1)).toBe(true);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
  });
});

describe('A lease', () => {
  it('is taken by another once it has run out, and at once by its own holder', async () => {
    await migrate(dataSource, [SAMPLE_PROJECTION]);
    const { manager } = dataSource;
    await ensurePositions(manager, 'sample_v1', 2);
    const [one, two] = ['one', 'two'].map((owner) => ({ projection: 'sample_v1', owner }));
    if (one === undefined || two === undefined) throw new Error('there are two');
    expect(await acquireLeases(manager, one, { count: 2, not: [1] })).toEqual([0]);
    expect(await acquireLeases(manager, two, { count: 1, not: [] })).toEqual([1]);
    expect(await acquireLeases(manager, two, { count: 2, not: [1] })).toEqual([]);
    expect(await acquireLeases(manager, one, { count: 2, not: [] })).toEqual([0]);
    await dataSource.query(
      `UPDATE projections.positions SET lease_until = now() - interval '1 second'`,
    );
    expect(await acquireLeases(manager, two, { count: 2, not: [1] })).toEqual([0]);
  });
});
