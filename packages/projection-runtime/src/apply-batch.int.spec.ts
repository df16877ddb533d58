import { Catalogue, CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyBatch, type ProjectionBatch } from './apply-batch.ts';
import { resetReadModel, migrate } from './migrate.ts';
import { catchUp, projectPartition, type ProjectionSource } from './partition-projector.ts';
import { ensurePositions, loadPosition } from './positions.ts';
import type { Projection } from './projection.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { recordCorrected, meetingHeld, recordRetracted, SampleLog } from './testing/sample-log.ts';
import { computeStateHash } from './state-hash.ts';

const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  await migrate(dataSource, [SAMPLE_PROJECTION]);
});
beforeEach(() => resetReadModel(dataSource, SAMPLE_PROJECTION));
afterAll(() => dataSource.destroy());

function sourceOf(
  { log }: SampleLog,
  projection: Projection = SAMPLE_PROJECTION,
): ProjectionSource {
  return { projection, dataSource, catalogue: CATALOGUE, log };
}

/** The venues of the meetings, as the record had them at a position. */
async function venuesAt(pseq: number): Promise<string[]> {
  const rows: { venue: string }[] = await dataSource.query(
    `SELECT details->>'venue' AS venue FROM sample_v1.meetings
      WHERE recorded_from <= $1 AND (recorded_to IS NULL OR recorded_to > $1) ORDER BY event_id`,
    [pseq],
  );
  return rows.map(({ venue }) => venue);
}

async function wholeLog({ log }: SampleLog): Promise<ProjectionBatch> {
  const [batch] = await Array.fromAsync(
    log.read(0, 0, { follow: false, signal: new AbortController().signal }),
  );
  if (batch === undefined) throw new Error('the first batch always comes');
  return batch;
}

async function rowCount(): Promise<number> {
  const rows: { count: number }[] = await dataSource.query(
    'SELECT count(*)::integer FROM sample_v1.event_index',
  );
  return rows[0]?.count ?? 0;
}

describe('Applying a batch', () => {
  it('answers at every position what the record said there', async () => {
    const record = new SampleLog();
    const first = await record.record('a', [
      meetingHeld('m', 'hall', ['Osh']),
      meetingHeld('n', 'office'),
    ]);
    await catchUp(sourceOf(record), 0);
    const second = await record.record('b', [recordCorrected('a.1', meetingHeld('m', 'palace'))]);
    const third = await record.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    const fourth = await record.record('d', [recordRetracted('a.1')]);
    await catchUp(sourceOf(record), 0);

    expect(await venuesAt(first)).toEqual(['hall', 'office']);
    expect(await venuesAt(second)).toEqual(['palace', 'office']);
    expect(await venuesAt(third)).toEqual(['garden', 'office']);
    expect(await venuesAt(fourth)).toEqual(['office']);
    expect(await venuesAt(0)).toEqual([]);
  });

  it('does nothing twice', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await catchUp(sourceOf(record), 0);
    const once = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await catchUp(sourceOf(record), 0);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(once);
    expect(once.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['changes', 0],
      ['event_index', 2],
      ['meetings', 1],
      ['places', 1],
    ]);
  });

  it('comes to the same where events are worked out while those that they change are being written', async () => {
    const record = new SampleLog();
    const many = Array.from({ length: 2_000 }, (_, n) => meetingHeld(`m${n}`, 'hall', ['Osh']));
    for (const id of ['a', 'other', 'another']) await record.record(id, many);
    await record.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'palace')),
      recordRetracted('another.7'),
    ]);
    await record.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    const source = sourceOf(record);
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
    const ahead = await computeStateHash(dataSource, SAMPLE_PROJECTION);

    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    let position = await loadPosition(dataSource.manager, 'sample_v1', 0);
    for await (const batch of record.log.read(0, 0, { follow: false, signal })) {
      position = await applyBatch(source, position, batch);
    }
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(ahead);
    expect((await venuesAt(position.head.pseq)).filter((venue) => venue !== 'hall')).toEqual([
      'garden',
    ]);
  });

  it('commits nothing of an instance that thinks it stands where it no longer does', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    const source = sourceOf(record);
    await ensurePositions(dataSource.manager, 'sample_v1', 1);
    const stale = await loadPosition(dataSource.manager, 'sample_v1', 0);
    await catchUp(source, 0);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);

    await expect(applyBatch(source, stale, await wholeLog(record))).rejects.toMatchObject({
      code: 'PROJECTION_SUPERSEDED',
    });
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
  });

  it('of two instances that apply the same at once, lets one', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await ensurePositions(dataSource.manager, 'sample_v1', 1);
    const from = await loadPosition(dataSource.manager, 'sample_v1', 0);
    const everything = await wholeLog(record);
    const apply = () => applyBatch(sourceOf(record), from, everything);
    const results = await Promise.allSettled([apply(), apply()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await rowCount()).toBe(2);
  });

  it('keeps neither rows nor position of a transaction whose connection dies before it commits', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await catchUp(sourceOf(record), 0);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await record.record('b', [meetingHeld('n', 'office')]);
    await dataSource.query(`CREATE FUNCTION sample_v1.die() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`);
    // Meetings are written after the position and the index: the transaction is nearly whole when it dies.
    await dataSource.query(
      'CREATE TRIGGER die AFTER INSERT ON sample_v1.meetings EXECUTE FUNCTION sample_v1.die()',
    );
    await expect(catchUp(sourceOf(record), 0)).rejects.toThrow(/terminat/);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect((await loadPosition(dataSource.manager, 'sample_v1', 0)).head.pseq).toBe(1);

    await dataSource.query('DROP TRIGGER die ON sample_v1.meetings');
    await catchUp(sourceOf(record), 0);
    expect(await venuesAt(2)).toEqual(['hall', 'office']);
  });

  it('reads events of an earlier version through the upcasters', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
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
    await catchUp({ ...sourceOf(record), catalogue: new Catalogue(definitions, upcasters) }, 0);
    expect(await venuesAt(1)).toEqual(['the hall']);
  });
});

describe('A log that the rows were not made from', () => {
  it('is refused by name, even where it is longer', async () => {
    const record = new SampleLog(1, 'nonce-of-one');
    const other = new SampleLog(1, 'nonce-of-another');
    await record.record('a', [meetingHeld('m', 'hall')]);
    await other.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'office')]);
    const { identity } = await catchUp(sourceOf(record), 0);
    const refused = await catchUp(sourceOf(other), 0).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'PROJECTION_LOG_DIFFERENT' });
    const { message } = refused as Error;
    expect(message.match(/[0-9a-f]{64}/g)).toEqual([
      identity,
      expect.not.stringMatching(String(identity)),
    ]);
    expect(await rowCount()).toBe(2);
  });

  it('is refused where it is empty, or ends before what was read from it', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await record.record('b', [meetingHeld('n', 'office')]);
    await catchUp(sourceOf(record), 0);
    await expect(catchUp(sourceOf(new SampleLog()), 0)).rejects.toMatchObject({
      code: 'PROJECTION_LOG_SHORTER',
    });
    record.store.partition(0).loseTail(2);
    await expect(catchUp(sourceOf(record), 0)).rejects.toMatchObject({ code: 'LOG_TAIL_LOST' });
  });
});

describe('Making the tables', () => {
  it('may be done by several processes at once, and again', async () => {
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
