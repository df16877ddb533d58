import { setTimeout as delay } from 'node:timers/promises';
import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerGeneration, findServingGeneration, listGenerations } from './generations.ts';
import { LEASE_RENEW_MS } from './leases.ts';
import { migrate, migrateGeneration } from './migrate.ts';
import { catchUp, projectPartition } from './partition-projector.ts';
import { ensurePositions } from './positions.ts';
import type { Projection } from './projection.ts';
import { Projector, type ProjectorReport } from './projector.ts';
import { rebuild, type RebuildOptions, retireGenerations, rollback } from './rebuild.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { recordCorrected, meetingHeld, recordRetracted, SampleLog } from './testing/sample-log.ts';
import { formatReport } from './format-report.ts';
import { computeStateHash } from './state-hash.ts';
import { LOCK_TIMEOUT_MS, swapGenerations } from './swap.ts';
import { waitForPosition } from './wait-for-position.ts';

const PATIENCE_MS = 20_000;
/** Each of these starts and stops projectors, whose leases take their time. */
const TEST_TIMEOUT_MS = 120_000;
const WRITE_EVERY_MS = 5;
const postgres = usePostgres();
let dataSource: DataSource;
let record: SampleLog;
let projector: Projector | undefined;

beforeEach(async () => {
  dataSource = await new DataSource({
    type: 'postgres',
    url: await postgres.createDatabase(),
  }).initialize();
  record = new SampleLog();
  await record.record('a', [meetingHeld('m', 'hall', ['Osh']), meetingHeld('n', 'office')]);
  await record.record('b', [recordCorrected('a.1', meetingHeld('m', 'garden', ['Almaty']))]);
});
afterEach(async () => {
  await projector?.stop();
  projector = undefined;
  await dataSource.destroy();
});

const at = () => ({ dataSource, catalogue: CATALOGUE, log: record.log });
const options = (more: Partial<RebuildOptions> = {}): RebuildOptions => ({
  ...at(),
  projection: SAMPLE_PROJECTION,
  owner: 'rebuild',
  signal: new AbortController().signal,
  ...more,
});

async function startProjector(): Promise<void> {
  projector = new Projector({ ...at(), projection: SAMPLE_PROJECTION, owner: 'one' });
  await projector.start();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${PATIENCE_MS} ms in vain`);
    await delay(20);
  }
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

async function applied(pseq: number): Promise<boolean> {
  return (
    await waitForPosition(dataSource, SAMPLE_PROJECTION, {
      partition: 0,
      pseq,
      timeoutMs: PATIENCE_MS,
    })
  ).reached;
}

describe('A rebuild', { timeout: TEST_TIMEOUT_MS }, () => {
  it('makes the read model again beside the one that serves, and projectors follow the swap', async () => {
    await startProjector();
    expect(await applied(3)).toBe(true);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    const { comparison, swapped, taken } = await rebuild(options());
    expect(comparison).toMatchObject({
      from: 'sample_v1',
      to: 'sample_v1_2',
      at: ['0:3'],
      differences: [],
    });
    expect(comparison.hashes?.from).toBe(comparison.hashes?.to);
    expect(swapped).toMatchObject({ from: 'sample_v1', to: 'sample_v1_2' });
    expect(taken).toBe(true);
    expect(await states()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);

    expect(
      await applied(await record.record('c', [recordRetracted('a.2'), meetingHeld('o', 'square')])),
    ).toBe(true);
    expect(await venues()).toEqual(['garden', 'square']);
    // What no longer serves stays where it was.
    expect(
      (await computeStateHash(dataSource, SAMPLE_PROJECTION, { schema: 'sample_v1' })).hash,
    ).toBe(before.hash);
  });

  it('is undone by one call, without losing what was recorded since, and the other is dropped by another', async () => {
    await startProjector();
    await rebuild(options());
    await record.record('c', [meetingHeld('o', 'square')]);
    expect(await applied(4)).toBe(true);
    const { taken } = await rollback(options());
    expect(taken).toBe(true);
    expect(await states()).toEqual(['sample_v1_2 retained', 'sample_v1 serving']);
    expect(await venues()).toEqual(['garden', 'office', 'square']);
    expect(await applied(await record.record('d', [meetingHeld('p', 'tent')]))).toBe(true);

    expect(await retireGenerations(options())).toEqual(['sample_v1_2']);
    expect(await states()).toEqual(['sample_v1_2 retired', 'sample_v1 serving']);
    const schemas: { name: string }[] = await dataSource.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'sample%' ORDER BY 1`,
    );
    expect(schemas.map(({ name }) => name)).toEqual(['sample', 'sample_v1']);
    await expect(rollback(options())).rejects.toMatchObject({
      code: 'PROJECTION_GENERATION_MISSING',
    });
    await expect(retireGenerations(options(), 'sample_v1')).rejects.toMatchObject({
      code: 'PROJECTION_GENERATION_MISSING',
    });
  });

  it('is refused while another is under way', async () => {
    await migrate(dataSource, [SAMPLE_PROJECTION]);
    const ends = await Promise.allSettled([
      rebuild(options()),
      rebuild(options({ owner: 'another' })),
    ]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'PROJECTION_BUSY' },
    });
    expect(await states()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
  });

  it('is gone on with where it was stopped', async () => {
    await catchUpServing();
    const stop = new AbortController();
    const stopped = rebuild(
      options({
        signal: stop.signal,
        onProgress: ({ phase }) => {
          if (phase === 'comparing') stop.abort(new Error('Ctrl-C'));
        },
      }),
    );
    await expect(stopped).rejects.toThrow('Ctrl-C');
    expect(await states()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);
    const phases: string[] = [];
    const { swapped } = await rebuild(options({ onProgress: ({ phase }) => phases.push(phase) }));
    expect(phases[0]).toBe('resumed');
    expect(swapped?.to).toBe('sample_v1_2');
  });

  it('lets nothing serve that differs, unless the difference is allowed', async () => {
    await catchUpServing();
    await dataSource.query(`UPDATE sample_v1.meetings SET meeting = 'x' WHERE meeting = 'n'`);
    await dataSource.query(`DELETE FROM sample_v1.places WHERE place = 'Osh'`);
    const { comparison, swapped } = await rebuild(options());
    expect(swapped).toBeNull();
    expect(await states()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);
    const example = expect.objectContaining({ key: '0:2 a.2 1', before: 'x', after: 'n' });
    expect(comparison.differences).toEqual([
      {
        table: 'meetings',
        change: 'changed',
        column: 'meeting',
        rows: 1,
        examples: [example],
        allowed: null,
      },
      expect.objectContaining({
        table: 'places',
        change: 'added',
        column: null,
        rows: 1,
        allowed: null,
      }),
    ]);
    const allowed = [
      {
        table: 'meetings',
        change: 'changed',
        column: 'meeting',
        reason: 'It was renamed by hand.',
      },
      { table: 'places', change: 'added', reason: 'It was lost.' },
    ] as const;
    expect((await rebuild(options({ allowed: [allowed[0]] }))).swapped).toBeNull();
    expect((await rebuild(options({ allowed }))).swapped).toMatchObject({ to: 'sample_v1_2' });
    expect(await venues()).toEqual(['garden', 'office']);
  });

  it('compares two versions of the logic row by row', async () => {
    await catchUpServing();
    const first = await rebuild(options({ projection: NEXT }));
    expect(first.comparison).toMatchObject({ to: 'sample_v2', sameLogic: false, hashes: null });
    expect(first.comparison.differences).toMatchObject([
      { table: 'meetings', column: 'meeting', rows: 3 },
    ]);
    expect(first.swapped).toBeNull();
    expect((await rebuild(options({ projection: NEXT, allowed: RENAMED }))).swapped).toMatchObject({
      to: 'sample_v2',
    });
    // The way back belongs to the release that made it.
    await expect(rollback(options({ projection: NEXT }))).rejects.toThrow(
      'go back with the release that made it',
    );
    expect((await rollback(options())).swapped).toMatchObject({ to: 'sample_v1' });
  });
});

/** A release whose logic calls every meeting by another name. */
const NEXT: Projection = {
  ...SAMPLE_PROJECTION,
  version: 2,
  project: (event) =>
    SAMPLE_PROJECTION.project(event).map((row) =>
      row.table === 'meetings' ? { ...row, values: { ...row.values, meeting: 'renamed' } } : row,
    ),
};
const RENAMED = [
  { table: 'meetings', change: 'changed', column: 'meeting', reason: 'Renamed.' },
] as const;

describe('A release with a later version of the logic', { timeout: TEST_TIMEOUT_MS }, () => {
  it('brings it in by itself where it differs as it says, and not again once somebody went back', async () => {
    await catchUpServing();
    const release = { ...NEXT, differences: RENAMED };
    const kinds: string[] = [];
    const onReport = ({ kind }: ProjectorReport): number => kinds.push(kind);
    projector = new Projector({ ...at(), projection: release, owner: 'one', onReport });
    await projector.start();
    await until(async () => kinds.includes('upgraded'));
    expect(await states()).toEqual(['sample_v2 serving', 'sample_v1 retained']);
    const pseq = await record.record('c', [meetingHeld('o', 'square')]);
    expect(await applied(pseq)).toBe(true);
    expect(await venues()).toEqual(['garden', 'office', 'square']);

    const before = new Projector({ ...at(), projection: SAMPLE_PROJECTION, owner: 'two' });
    await before.start();
    try {
      await rollback(options());
      await delay(2 * LEASE_RENEW_MS);
      expect(await states()).toEqual(['sample_v2 retained', 'sample_v1 serving']);
      expect(await applied(await record.record('d', [meetingHeld('p', 'tent')]))).toBe(true);
    } finally {
      await before.stop();
    }
  });

  it('lets what serves serve on where it differs in what it does not say', async () => {
    await catchUpServing();
    const reports: ProjectorReport[] = [];
    const onReport = (report: ProjectorReport): number => reports.push(report);
    projector = new Projector({
      dataSource,
      catalogue: CATALOGUE,
      log: record.log,
      projection: NEXT,
      owner: 'one',
      onReport,
    });
    await projector.start();
    await until(async () => reports.some(({ kind }) => kind === 'upgraded'));
    expect(await states()).toEqual(['sample_v2 building', 'sample_v1 serving']);
    const said = reports
      .map((report) => formatReport('sample', report))
      .filter(({ level }) => level === 'error');
    expect(said).toMatchObject([
      { message: expect.stringContaining('meetings.meeting changed in 3 rows') },
    ]);
  });
});

async function catchUpServing(): Promise<void> {
  await migrate(dataSource, [SAMPLE_PROJECTION]);
  await catchUp(options(), 0);
}

describe('A swap', { timeout: TEST_TIMEOUT_MS }, () => {
  it('gives way where a lock is held, and is tried again', async () => {
    await startProjector();
    expect(await applied(3)).toBe(true);
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(
      `SELECT FROM projections.positions WHERE projection = 'sample_v1' FOR UPDATE`,
    );
    const swapping = rebuild(options());
    await delay(2 * LOCK_TIMEOUT_MS);
    await holder.commitTransaction();
    await holder.release();
    const { swapped } = await swapping;
    expect(swapped?.attempts).toBeGreaterThan(1);
  });

  it('waits until the one that is to serve has come as far as the one that does', async () => {
    await catchUpServing();
    const schema = await registerGeneration(dataSource.manager, SAMPLE_PROJECTION, 'building');
    await migrateGeneration(dataSource, SAMPLE_PROJECTION, schema);
    await ensurePositions(dataSource.manager, schema, 1);
    const swapping = swapGenerations(dataSource, SAMPLE_PROJECTION, {
      from: 'sample_v1',
      to: schema,
    });
    await delay(LOCK_TIMEOUT_MS);
    expect((await findServingGeneration(dataSource.manager, SAMPLE_PROJECTION))?.schema).toBe(
      'sample_v1',
    );
    await projectPartition(
      { ...at(), projection: SAMPLE_PROJECTION },
      { schema, partition: 0 },
      { follow: false, signal: options().signal },
    );
    expect(await swapping).toMatchObject({ from: 'sample_v1', to: schema });
    expect(await venues()).toEqual(['garden', 'office']);
  });

  it('fails no query, and gives none an answer older than the last', async () => {
    await startProjector();
    expect(await applied(3)).toBe(true);
    const stop = new AbortController();
    let recorded = 3;
    const writing = (async () => {
      for (let n = 0; !stop.signal.aborted; n += 1) {
        recorded = await record.record(`w${n}`, [meetingHeld(`w${n}`, 'hall')]);
        await delay(WRITE_EVERY_MS);
      }
    })();
    const counts: number[] = [];
    const asking = (async () => {
      while (!stop.signal.aborted) {
        const rows: { count: number }[] = await dataSource.query(
          `SELECT count(*)::integer AS count FROM sample.event_index AS i
             LEFT JOIN sample.meetings AS m ON m.event_id = i.event_id AND m.recorded_to IS NULL`,
        );
        counts.push(rows[0]?.count ?? 0);
      }
    })();
    try {
      await rebuild(options());
      await rollback(options());
    } finally {
      stop.abort();
      await Promise.all([writing, asking]);
    }
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(await applied(recorded)).toBe(true);
    expect((await venues()).length).toBe(recorded - 1);
  });
});

describe('A read model from before there were generations', () => {
  it('is taken over as it stands', async () => {
    await catchUpServing();
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await dataSource.query('DROP SCHEMA sample CASCADE');
    await dataSource.query('DROP TABLE projections.generations');
    await dataSource.query(`DELETE FROM projections.migrations WHERE name LIKE 'Generations%'`);
    await startProjector();
    expect((await findServingGeneration(dataSource.manager, SAMPLE_PROJECTION))?.schema).toBe(
      'sample_v1',
    );
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect(await venues()).toEqual(['garden', 'office']);
    expect(await applied(await record.record('c', [meetingHeld('o', 'square')]))).toBe(true);
  });
});
