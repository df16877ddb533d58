import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE, EXAMPLES } from '@rapporteur/contracts';
import { EMPTY_HEAD, type EventLog, type Head, type Writer } from '@rapporteur/event-log';
import {
  catchUp,
  computeStateHash,
  migrate,
  openReadModels,
  type ProjectorReport,
  readProjectionStatuses,
} from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { SOURCE_FLAGS } from '@rapporteur/source-loader';
import { sampleEvents, usePostgres, waitUntil } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEventLog } from '../open-event-log.ts';
import { ProjectorThread } from './projector-thread.ts';

const MAIN = new URL('../testing/ending.thread.ts', import.meta.url);
const PROJECTIONS = READ_MODELS.map(({ name }) => name);

describe('A thread of projectors', { timeout: 120_000 }, () => {
  const postgres = usePostgres();
  const reports: (readonly [projection: string, report: ProjectorReport])[] = [];
  let logUrl: string;
  let databaseUrl: string;
  let log: EventLog;
  let dataSource: DataSource;
  let endsFolder: string;
  let thread: ProjectorThread;
  let writer: Writer;
  let head: Head;

  beforeEach(async () => {
    logUrl = await postgres.createDatabase();
    databaseUrl = await postgres.createDatabase();
    log = await openEventLog(logUrl);
    dataSource = await openReadModels(databaseUrl);
    endsFolder = await mkdtemp(join(tmpdir(), 'projector-thread-'));
    process.env['ENDS_FOLDER'] = endsFolder;
    reports.length = 0;
    writer = await log.openWriter(0, { instance: 'sample' }, EMPTY_HEAD, (batch) => {
      head = batch.head;
    });
    await migrate(dataSource, READ_MODELS);
    thread = createThread(databaseUrl);
  });
  afterEach(async () => {
    await thread.stop();
    await dataSource.destroy();
    await log.close();
    await rm(endsFolder, { recursive: true });
  });

  function createThread(database: string): ProjectorThread {
    return new ProjectorThread({
      main: MAIN,
      execArgv: SOURCE_FLAGS,
      settings: { logUrl, databaseUrl: database, partitions: 1, owner: 'sample' },
      projections: PROJECTIONS,
      onReport: (projection, report) => reports.push([projection, report]),
    });
  }

  /** Appends meetings, `count` by a command. */
  async function record(count: number): Promise<void> {
    const { last } = await writer.append(
      sampleEvents(count, head, { data: EXAMPLES['MeetingHeld'] as Record<string, unknown> }),
    );
    head = { ...head, pseq: last };
  }

  const endAt = (pseq: number): Promise<void> => writeFile(join(endsFolder, String(pseq)), '');
  const isReady = (): Promise<boolean> =>
    Promise.all(PROJECTIONS.map((name) => thread.check(name))).then(
      () => true,
      () => false,
    );
  const hasCaughtUp = async (): Promise<boolean> => {
    const statuses = await readProjectionStatuses(dataSource, log, READ_MODELS);
    return statuses.every(({ position }) => position === `0:${head.pseq}`);
  };

  it('keeps all read models current until it is stopped, then releases its leases', async () => {
    thread.start();
    await record(3);
    await waitUntil(hasCaughtUp);
    await waitUntil(isReady);
    const kinds = (projection: string): readonly string[] =>
      reports.flatMap(([name, { kind }]) => (name === projection ? [kind] : []));
    for (const name of PROJECTIONS)
      expect(kinds(name)).toEqual(expect.arrayContaining(['following', 'acquired', 'applied']));

    await thread.stop();
    expect(await isReady()).toBe(false);
    const owners = await dataSource.query('SELECT DISTINCT owner FROM projections.positions');
    expect(owners).toEqual([{ owner: null }]);
    await expect(thread.check('timeline')).rejects.toThrow('is not running');
  });

  it('starts again after each end, and applies every event exactly once', async () => {
    for (const pseq of [40, 90, 160]) await endAt(pseq);
    thread.start();
    for (let n = 0; n < 50; n += 1) await record(4);
    await waitUntil(hasCaughtUp, { timeoutMs: 100_000 });

    expect(await readdir(endsFolder)).toEqual([]);
    const ends = reports.filter(([, { kind }]) => kind === 'retrying');
    expect(new Set(ends.map(([name]) => name))).toEqual(new Set(PROJECTIONS));
    expect(ends[0]?.[1]).toMatchObject({
      partition: null,
      reason: { code: 'PROJECTION_FAULT', message: expect.stringContaining('exit code 9') },
    });
    expect(await hashStates(dataSource)).toEqual(await buildStates());
  });

  it('is not ready while it cannot start, says why, and goes on trying', async () => {
    const unreachable = new URL(databaseUrl);
    unreachable.port = '1';
    thread = createThread(unreachable.href);
    thread.start();
    const failures = (): readonly unknown[] =>
      reports.flatMap(([name, report]) =>
        name === 'timeline' && report.kind === 'retrying' ? [report.reason.message] : [],
      );
    await waitUntil(() => failures().length >= 2);
    expect(failures()[0]).toContain('RAPPORTEUR_DATABASE');
    expect(await isReady()).toBe(false);
  });

  it('ends although its database does not answer', async () => {
    await using silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const connected = once(silent, 'connection');
    const url = new URL(databaseUrl);
    url.port = String((silent.address() as AddressInfo).port);
    thread = createThread(url.href);
    thread.start();
    const [socket] = (await connected) as [Socket];
    const startedAt = performance.now();
    await thread.stop();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    socket.destroy();
  });

  async function hashStates(of: DataSource): Promise<readonly unknown[]> {
    return Promise.all(READ_MODELS.map((projection) => computeStateHash(of, projection)));
  }

  /** Returns the states that projectors of this thread give, which never ended. */
  async function buildStates(): Promise<readonly unknown[]> {
    const other = await openReadModels(await postgres.createDatabase());
    try {
      await migrate(other, READ_MODELS);
      for (const projection of READ_MODELS)
        await catchUp({ projection, dataSource: other, catalogue: CATALOGUE, log }, 0);
      return await hashStates(other);
    } finally {
      await other.destroy();
    }
  }
});
