import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryParked } from './apply-each-command.ts';
import { resetReadModel } from './migrate.ts';
import { listParkedBySchema } from './parked-commands.ts';
import { catchUp, type ProjectionSource } from './partition-projector.ts';
import type { Projection } from './projection.ts';
import { computeStateHash } from './state-hash.ts';
import {
  meetingHeld,
  projectionSkipped,
  recordCorrected,
  recordRetracted,
  SampleLog,
} from './testing/sample-log.ts';
import { failingProjection, isInCellar, SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const postgres = usePostgres();
let dataSource: DataSource;
const TARGET = { schema: 'sample_v1', partition: 0 };

/** A release that cannot show meetings in the cellar. */
const FAILING_PROJECTION = failingProjection(isInCellar, 'the cellar is too low');

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
beforeEach(() => resetReadModel(dataSource, SAMPLE_PROJECTION));
afterAll(() => dataSource.destroy());

function createSource(
  { log }: SampleLog,
  projection: Projection = FAILING_PROJECTION,
): ProjectionSource {
  return { projection, dataSource, catalogue: CATALOGUE, log };
}

/** Returns the current rows: meeting, venue, and start of validity. */
async function listMeetings(): Promise<string[]> {
  const rows: { text: string }[] = await dataSource.query(
    `SELECT meeting || ' ' || (details->>'venue') || ' ' || recorded_from AS text
       FROM sample_v1.meetings WHERE recorded_to IS NULL ORDER BY meeting COLLATE "C"`,
  );
  return rows.map(({ text }) => text);
}

async function listParkedTuples(): Promise<(readonly [string, string | null, string, number])[]> {
  const parked = await listParkedBySchema(dataSource.manager, TARGET);
  return parked.map(({ commandId, waitsFor, code, attempts }) => [
    commandId,
    waitsFor,
    code,
    attempts,
  ]);
}

async function rebuildAndHash(source: ProjectionSource): Promise<string> {
  await resetReadModel(dataSource, SAMPLE_PROJECTION);
  await catchUp(source, 0);
  return (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
}

describe('A command that fails', () => {
  it('is parked whole, and later commands are shown', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await sample.record('b', [meetingHeld('n', 'attic'), meetingHeld('o', 'cellar')]);
    await sample.record('c', [meetingHeld('p', 'office')]);
    const { head } = await catchUp(createSource(sample), 0);
    expect(head.pseq).toBe(4);
    expect(await listMeetings()).toEqual(['m hall 1', 'p office 4']);
    const [parked] = await listParkedBySchema(dataSource.manager, TARGET);
    expect(parked).toMatchObject({
      collection: 'sco',
      commandId: 'b',
      firstPseq: 2,
      lastPseq: 3,
      code: 'PROJECTION_EVENT_FAILED',
      reason: 'MeetingHeld b.2 at 0:3 cannot be projected: the cellar is too low',
    });
  });

  it('holds back, in order, the later commands about its facts only', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await catchUp(createSource(sample), 0);
    await sample.record('b', [recordCorrected('a.1', meetingHeld('m', 'cellar'))]);
    await sample.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await sample.record('d', [recordRetracted('a.1')]);
    await sample.record('e', [meetingHeld('n', 'office')]);
    await sample.record('f', [recordCorrected('e.1', meetingHeld('n', 'lobby'))]);
    await catchUp(createSource(sample), 0);
    expect(await listMeetings()).toEqual(['m hall 1', 'n lobby 6']);
    expect(await listParkedTuples()).toEqual([
      ['b', null, 'PROJECTION_EVENT_FAILED', 1],
      ['c', 'b', 'PROJECTION_WAITS', 0],
      ['d', 'b', 'PROJECTION_WAITS', 0],
    ]);
  });

  it('is parked if Postgres rejects its rows or an event cannot be decoded', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await sample.record('b', [meetingHeld('n', 'office')]);
    await dataSource.query('ALTER TABLE sample_v1.places ADD CHECK (place <> $$Osh$$)');
    const unknown = { ...CATALOGUE.getDefinition('MeetingHeld') };
    const catalogue = Object.assign(Object.create(CATALOGUE) as typeof CATALOGUE, {
      decode(event: Parameters<typeof CATALOGUE.decode>[0]) {
        if (event.id === 'b.1') throw new TypeError(`no upcaster of ${unknown.wireType} works`);
        return CATALOGUE.decode(event);
      },
    });
    await catchUp({ ...createSource(sample), catalogue }, 0);
    expect(await listParkedTuples()).toEqual([
      ['a', null, 'PROJECTION_ROW_REFUSED', 1],
      ['b', null, 'PROJECTION_EVENT_FAILED', 1],
    ]);
    await dataSource.query('ALTER TABLE sample_v1.places DROP CONSTRAINT places_place_check');
    expect(await retryParked(createSource(sample), TARGET)).toEqual([]);
    const retried = (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
    expect(retried).toBe(await rebuildAndHash(createSource(sample)));
  });

  it('stops the partition if the error is not caused by an event', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await dataSource.query('ALTER TABLE sample_v1.meetings RENAME COLUMN details TO particulars');
    await expect(catchUp(createSource(sample), 0)).rejects.toThrow(/details/);
    expect(await listParkedTuples()).toEqual([]);
  });
});

describe('Retrying parked commands', () => {
  it('gives the rows of a rebuild, once the code is fixed', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'cellar')]);
    await sample.record('b', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await sample.record('c', [meetingHeld('o', 'office')]);
    await sample.record('d', [
      recordRetracted('a.2'),
      recordCorrected('c.1', meetingHeld('o', 'lobby')),
    ]);
    await sample.record('e', [recordCorrected('c.1', meetingHeld('o', 'attic'))]);
    await catchUp(createSource(sample), 0);
    expect(await listParkedTuples()).toHaveLength(4);
    const remaining = await retryParked(createSource(sample), TARGET);
    expect(remaining.map(({ attempts, waitsFor }) => [attempts, waitsFor])).toEqual([
      [2, null],
      [0, 'a'],
      [0, 'a'],
      [0, 'd'],
    ]);
    const fixed = createSource(sample, SAMPLE_PROJECTION);
    expect(await retryParked(fixed, TARGET)).toEqual([]);
    expect(await listMeetings()).toEqual(['m garden 3', 'o attic 7']);
    const retried = (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
    expect(retried).toBe(await rebuildAndHash(fixed));
  });
});

describe('Skipping a command', () => {
  const recordFacts = async (): Promise<SampleLog> => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await sample.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'cellar')),
      meetingHeld('n', 'cellar'),
    ]);
    await sample.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await sample.record('d', [recordCorrected('b.2', meetingHeld('n', 'attic'))]);
    await sample.record('e', [projectionSkipped('b', 'another'), meetingHeld('o', 'office')]);
    return sample;
  };

  it('shows the commands that waited for it', async () => {
    const sample = await recordFacts();
    await catchUp(createSource(sample), 0);
    expect(await listParkedTuples()).toHaveLength(3);
    await sample.record('f', [projectionSkipped('b')]);
    await catchUp(createSource(sample), 0);
    expect(await listParkedTuples()).toEqual([]);
    expect(await listMeetings()).toEqual(['m garden 4', 'n attic 5', 'o office 7']);
  });

  it.each([
    ['the same release', FAILING_PROJECTION],
    ['a release that could show it', SAMPLE_PROJECTION],
  ])('gives the same rows after a rebuild by %s', async (_, projection) => {
    const sample = await recordFacts();
    await catchUp(createSource(sample), 0);
    await sample.record('f', [projectionSkipped('b')]);
    await sample.record('g', [recordCorrected('a.1', meetingHeld('m', 'terrace'))]);
    await catchUp(createSource(sample), 0);
    const live = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    expect(await rebuildAndHash(createSource(sample, projection))).toBe(live.hash);
    expect(await listMeetings()).toEqual(['m terrace 9', 'n attic 5', 'o office 7']);
  });

  it('removes its rows, and the rows it had closed are current again', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'lobby')]);
    await sample.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'garden')),
      recordRetracted('a.2'),
    ]);
    await catchUp(createSource(sample), 0);
    expect(await listMeetings()).toEqual(['m garden 3']);
    await sample.record('c', [projectionSkipped('b')]);
    await catchUp(createSource(sample), 0);
    expect(await listMeetings()).toEqual(['m hall 1', 'n lobby 2']);
  });

  it('does not read the log again if the command closed no row', async () => {
    const sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
    await sample.record('b', [meetingHeld('n', 'lobby')]);
    await sample.record('c', [projectionSkipped('a')]);
    const read = vi.spyOn(sample.log, 'read');
    await catchUp(createSource(sample), 0);
    expect(await listMeetings()).toEqual(['n lobby 2']);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
