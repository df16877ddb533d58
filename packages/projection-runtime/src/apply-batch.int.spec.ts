import { Catalogue, CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyBatch, type ProjectionBatch } from './apply-batch.ts';
import { migrate, resetReadModel } from './migrate.ts';
import { catchUp, type ProjectionSource, projectPartition } from './partition-projector.ts';
import { ensurePositions, loadPosition } from './positions.ts';
import type { Projection } from './projection.ts';
import { computeStateHash } from './state-hash.ts';
import { meetingHeld, recordCorrected, recordRetracted, SampleLog } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  await migrate(dataSource, [SAMPLE_PROJECTION]);
});
beforeEach(() => resetReadModel(dataSource, SAMPLE_PROJECTION));
afterAll(() => dataSource.destroy());

function createSource(
  { log }: SampleLog,
  projection: Projection = SAMPLE_PROJECTION,
): ProjectionSource {
  return { projection, dataSource, catalogue: CATALOGUE, log };
}

/** Returns the venues of the meetings as of a position. */
async function listVenuesAt(pseq: number): Promise<string[]> {
  const rows: { venue: string }[] = await dataSource.query(
    `SELECT details->>'venue' AS venue FROM sample_v1.meetings
      WHERE recorded_from <= $1 AND (recorded_to IS NULL OR recorded_to > $1) ORDER BY event_pseq`,
    [pseq],
  );
  return rows.map(({ venue }) => venue);
}

async function readWholeLog({ log }: SampleLog): Promise<ProjectionBatch> {
  const [batch] = await Array.fromAsync(
    log.read(0, 0, { follow: false, signal: new AbortController().signal }),
  );
  if (batch === undefined) throw new Error('A log has a first batch.');
  return batch;
}

async function countRows(): Promise<number> {
  const rows: { count: number }[] = await dataSource.query(
    'SELECT count(*)::integer FROM sample_v1.event_index',
  );
  return rows[0]?.count ?? 0;
}

describe('Applying a batch', () => {
  it('stores the state as of every position', async () => {
    const sample = new SampleLog();
    const first = await sample.record('a', [
      meetingHeld('m', 'hall', ['Osh']),
      meetingHeld('n', 'office'),
    ]);
    await catchUp(createSource(sample), 0);
    const second = await sample.record('b', [recordCorrected('a.1', meetingHeld('m', 'palace'))]);
    const third = await sample.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    const fourth = await sample.record('d', [recordRetracted('a.1')]);
    await catchUp(createSource(sample), 0);

    expect(await listVenuesAt(first)).toEqual(['hall', 'office']);
    expect(await listVenuesAt(second)).toEqual(['palace', 'office']);
    expect(await listVenuesAt(third)).toEqual(['garden', 'office']);
    expect(await listVenuesAt(fourth)).toEqual(['office']);
    expect(await listVenuesAt(0)).toEqual([]);
  });

  it('applies no event twice', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await catchUp(createSource(sample), 0);
    const once = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await catchUp(createSource(sample), 0);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(once);
    expect(once.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['changes', 0],
      ['event_index', 2],
      ['meetings', 1],
      ['places', 1],
    ]);
  });

  it('gives equal rows when a batch is planned while the previous one is written', async () => {
    const sample = new SampleLog();
    const many = Array.from({ length: 2_000 }, (_, n) => meetingHeld(`m${n}`, 'hall', ['Osh']));
    for (const id of ['a', 'other', 'another']) await sample.record(id, many);
    await sample.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'palace')),
      recordRetracted('another.7'),
    ]);
    await sample.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    const source = createSource(sample);
    await ensurePositions(dataSource.manager, 'sample_v1', 1);
    const signal = new AbortController().signal;
    const sizes: number[] = [];
    const onMoved = (_: unknown, { events }: ProjectionBatch): number => sizes.push(events.length);
    await projectPartition(
      source,
      { schema: 'sample_v1', partition: 0 },
      { follow: false, signal, onMoved },
    );
    expect(sizes).toEqual([4_001, 2_003]);
    const pipelined = await computeStateHash(dataSource, SAMPLE_PROJECTION);

    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    let position = await loadPosition(dataSource.manager, 'sample_v1', 0);
    for await (const batch of sample.log.read(0, 0, { follow: false, signal })) {
      position = await applyBatch(source, position, batch);
    }
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(pipelined);
    expect((await listVenuesAt(position.head.pseq)).filter((venue) => venue !== 'hall')).toEqual([
      'garden',
    ]);
  });

  it('commits nothing for an instance with an outdated position', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    const source = createSource(sample);
    await ensurePositions(dataSource.manager, 'sample_v1', 1);
    const stale = await loadPosition(dataSource.manager, 'sample_v1', 0);
    await catchUp(source, 0);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);

    await expect(applyBatch(source, stale, await readWholeLog(sample))).rejects.toMatchObject({
      code: 'PROJECTION_SUPERSEDED',
    });
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
  });

  it('lets one of two instances commit the same batch', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await ensurePositions(dataSource.manager, 'sample_v1', 1);
    const from = await loadPosition(dataSource.manager, 'sample_v1', 0);
    const wholeLog = await readWholeLog(sample);
    const apply = () => applyBatch(createSource(sample), from, wholeLog);
    const results = await Promise.allSettled([apply(), apply()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await countRows()).toBe(2);
  });

  it('rolls back rows and position if the connection breaks before the commit', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await catchUp(createSource(sample), 0);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await sample.record('b', [meetingHeld('n', 'office')]);
    await dataSource.query(`CREATE FUNCTION sample_v1.die() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`);
    // Meetings are written after the position and the index, so the transaction is nearly complete.
    await dataSource.query(
      'CREATE TRIGGER die AFTER INSERT ON sample_v1.meetings EXECUTE FUNCTION sample_v1.die()',
    );
    await expect(catchUp(createSource(sample), 0)).rejects.toThrow(/terminat/);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect((await loadPosition(dataSource.manager, 'sample_v1', 0)).head.pseq).toBe(1);

    await dataSource.query('DROP TRIGGER die ON sample_v1.meetings');
    await catchUp(createSource(sample), 0);
    expect(await listVenuesAt(2)).toEqual(['hall', 'office']);
  });

  it('upcasts events of an earlier version', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    const upcasters = [
      {
        from: 'org.rapporteur.meeting-held.v1',
        to: 'org.rapporteur.meeting-held.v2',
        upcast: (data: Readonly<Record<string, unknown>>) => ({
          ...data,
          venue: `the ${String(data['venue'])}`,
        }),
      },
    ];
    const definitions = CATALOGUE.definitions.map((definition) =>
      definition.type === 'MeetingHeld'
        ? { ...definition, version: 2, wireType: 'org.rapporteur.meeting-held.v2' }
        : definition,
    );
    await catchUp({ ...createSource(sample), catalogue: new Catalogue(definitions, upcasters) }, 0);
    expect(await listVenuesAt(1)).toEqual(['the hall']);
  });
});

describe('Another log than the one that produced the rows', () => {
  it('is rejected with both identities, even if it is longer', async () => {
    const sample = new SampleLog(1, 'nonce-of-one');
    const other = new SampleLog(1, 'nonce-of-another');
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await other.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'office')]);
    const { identity } = await catchUp(createSource(sample), 0);
    const rejection = await catchUp(createSource(other), 0).catch((error: unknown) => error);
    expect(rejection).toMatchObject({ code: 'PROJECTION_LOG_DIFFERENT' });
    const { message } = rejection as Error;
    expect(message.match(/[0-9a-f]{64}/g)).toEqual([
      identity,
      expect.not.stringMatching(String(identity)),
    ]);
    expect(await countRows()).toBe(2);
  });

  it('is rejected if it is empty or ends before the position', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await sample.record('b', [meetingHeld('n', 'office')]);
    await catchUp(createSource(sample), 0);
    await expect(catchUp(createSource(new SampleLog()), 0)).rejects.toMatchObject({
      code: 'PROJECTION_LOG_SHORTER',
    });
    sample.store.partition(0).loseTail(2);
    await expect(catchUp(createSource(sample), 0)).rejects.toMatchObject({ code: 'LOG_TAIL_LOST' });
  });
});

describe('Migrating', () => {
  it('is safe for several processes at once, and when repeated', async () => {
    const url = await postgres.createDatabase();
    const sources = await Promise.all(
      [1, 2, 3].map(() => new DataSource({ type: 'postgres', url }).initialize()),
    );
    await Promise.all(sources.map((source) => migrate(source, [SAMPLE_PROJECTION])));
    await Promise.all(sources.map((source) => migrate(source, [SAMPLE_PROJECTION])));
    const [first] = sources;
    expect(await first?.query('SELECT name FROM sample_v1.migrations ORDER BY id')).toHaveLength(3);
    await Promise.all(sources.map((source) => source.destroy()));
  });
});
