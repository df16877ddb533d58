import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '@rapporteur/contracts';
import { openCollection, type SampleCommand } from '@rapporteur/command-runtime/sample-commands';
import { computePartition } from '@rapporteur/event-log';
import { openEventLog } from '@rapporteur/platform';
import {
  catchUp,
  migrate,
  computeStateHash,
  waitForPosition,
} from '@rapporteur/projection-runtime';
import { TIMELINE } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { DataSource, type QueryRunner } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppProcesses, type AppProcess } from './testing/app-processes.ts';

const PARTITIONS = 4;
const POLL_OPTIONS = { timeout: 120_000, interval: 200 };
const TIMEOUT_MS = 400_000;
/** So many commands make batches that are written by COPY in every partition. */
const COPIED_COMMANDS = PARTITIONS * 100;
/** One collection per partition. */
const COLLECTIONS = Array.from({ length: PARTITIONS }, (_, partition) => {
  const names = Array.from({ length: 100 }, (__, n) => `union-${n}`);
  return names.find((name) => computePartition(name, PARTITIONS) === partition) ?? '';
});

const postgres = usePostgres();
let folder: string;
let log: string;
let apps: AppProcesses;
let database: DataSource;
let recorded: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-shared-'));
  log = await postgres.createDatabase();
  const url = await postgres.createDatabase();
  apps = new AppProcesses({
    RAPPORTEUR_LOG: log,
    RAPPORTEUR_PARTITIONS: String(PARTITIONS),
    RAPPORTEUR_DATABASE: url,
    RAPPORTEUR_DATA: folder,
  });
  database = await new DataSource({ type: 'postgres', url }).initialize();
  recorded = 0;
}, TIMEOUT_MS);
afterEach(async () => {
  await apps[Symbol.asyncDispose]();
  await database.destroy();
  await rm(folder, { recursive: true });
});

async function send({ url }: AppProcess, { name, body }: SampleCommand): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/commands/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const { position } = (await response.json()) as { readonly position: string };
  expect(response.status).toBe(200);
  return position;
}

/** Returns the owner of each partition. */
async function listOwners(): Promise<readonly (string | null)[]> {
  const rows: { owner: string | null }[] = await database.query(
    `SELECT owner FROM projections.positions WHERE projection = 'timeline_v9' ORDER BY partition`,
  );
  return rows.map(({ owner }) => owner);
}

const countOwned = async (name: string): Promise<number> =>
  (await listOwners()).filter((owner) => owner?.startsWith(`${name}.`)).length;

/**
 * Runs work while a transaction is open in every partition: its position is locked, and its COPY
 * waits, so Postgres will wait for the lines of this COPY.
 */
async function duringCopies(work: () => void): Promise<void> {
  let holder = database.createQueryRunner();
  let next = database.createQueryRunner();
  try {
    await lockIndex(holder);
    while ((await countWaiting('COPY')) < PARTITIONS) {
      // Meanwhile the next batches grow, until they are large enough for a COPY.
      const before = recorded;
      await expect.poll(() => recorded - before, POLL_OPTIONS).toBeGreaterThan(COPIED_COMMANDS);
      await expect.poll(() => countWaiting(''), POLL_OPTIONS).toBe(PARTITIONS);
      // It gets the lock as soon as these batches are written, and before the next ones.
      const locking = lockIndex(next);
      await expect.poll(() => countWaiting(''), POLL_OPTIONS).toBe(PARTITIONS + 1);
      await holder.commitTransaction();
      await locking;
      [holder, next] = [next, holder];
      await expect.poll(() => countWaiting(''), POLL_OPTIONS).toBe(PARTITIONS);
    }
    work();
    await holder.commitTransaction();
  } finally {
    await holder.release();
    await next.release();
  }
}

async function lockIndex(runner: QueryRunner): Promise<void> {
  await runner.startTransaction();
  await runner.query('LOCK TABLE timeline_v9.event_index IN SHARE MODE');
}

/** Counts the connections that wait for the index in a statement that begins so. */
async function countWaiting(statement: string): Promise<number> {
  // Not in a transaction: it would see the same activity until its end.
  const [row]: { waiting: number }[] = await database.query(
    `SELECT count(*)::integer AS waiting FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE relation = 'timeline_v9.event_index'::regclass AND NOT granted
        AND starts_with(query, $1)`,
    [statement],
  );
  return row?.waiting ?? 0;
}

describe('Several projectors of one read model', () => {
  it(
    'share the partitions, take over from a killed or suspended one, and equal a rebuild',
    async () => {
      const commands = await apps.start('command-service');
      const start = (name: string) =>
        apps.start('projector-timeline', { RAPPORTEUR_INSTANCE: name });
      const [one, two] = await Promise.all([start('one'), start('two')]);
      await expect
        .poll(() => Promise.all([countOwned('one'), countOwned('two')]), POLL_OPTIONS)
        .toEqual([2, 2]);
      const last = new Map<number, string>();
      for (const collection of COLLECTIONS) await send(commands, openCollection(collection));
      const recording = new AbortController();
      const recordingLoop = (async () => {
        for (let n = 0; !recording.signal.aborted; n += 1) {
          for (const [partition, collection] of COLLECTIONS.entries()) {
            const body = { collection, body: `body-${n}`, name: `Body ${n}`, kind: 'organ' };
            last.set(partition, await send(commands, { name: 'RegisterBody', body }));
            recorded += 1;
          }
        }
      })();
      // The end of the test awaits the recording, and reports its error.
      recordingLoop.catch(() => undefined);

      await start('three');
      const shares = async (): Promise<readonly number[]> =>
        Promise.all(['one', 'two', 'three'].map(countOwned));
      await expect
        .poll(async () => (await shares()).toSorted((a, b) => a - b), POLL_OPTIONS)
        .toEqual([1, 1, 2]);
      await one.kill();
      await expect.poll(shares, POLL_OPTIONS).toEqual([0, 2, 2]);
      // It is suspended in the middle of a COPY, and continues it long after it has lost its partitions.
      await duringCopies(() => two.suspend());
      await expect.poll(() => countOwned('two'), POLL_OPTIONS).toBe(0);
      await expect.poll(() => countOwned('three'), POLL_OPTIONS).toBe(PARTITIONS);
      two.resume();
      await expect.poll(() => countOwned('two'), POLL_OPTIONS).toBe(2);
      recording.abort();
      await recordingLoop;

      for (const [partition, position] of last) {
        const pseq = Number(position.split(':')[1]);
        const waited = await waitForPosition(database, TIMELINE, {
          partition,
          pseq,
          timeoutMs: POLL_OPTIONS.timeout,
        });
        expect(waited).toMatchObject({ reached: true });
      }
      expect(await computeStateHash(database, TIMELINE)).toEqual(await computeRebuiltHash());
    },
    TIMEOUT_MS,
  );
});

/** Returns the state hash of the read model after a rebuild in another database. */
async function computeRebuiltHash(): Promise<unknown> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: await postgres.createDatabase(),
  }).initialize();
  const eventLog = await openEventLog(log);
  try {
    await migrate(dataSource, [TIMELINE]);
    const source = { projection: TIMELINE, dataSource, catalogue: CATALOGUE, log: eventLog };
    for (let partition = 0; partition < PARTITIONS; partition += 1)
      await catchUp(source, partition);
    return await computeStateHash(dataSource, TIMELINE);
  } finally {
    await eventLog.close();
    await dataSource.destroy();
  }
}
