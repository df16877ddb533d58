import { CATALOGUE, type DecodedEvent } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryParked } from './apply-each-command.ts';
import { resetReadModel } from './migrate.ts';
import { listParked } from './parked-commands.ts';
import { catchUp, type ProjectionSource } from './partition-projector.ts';
import type { Projection } from './projection.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import {
  recordCorrected,
  meetingHeld,
  recordRetracted,
  type SampleFact,
  SampleLog,
} from './testing/sample-log.ts';
import { computeStateHash } from './state-hash.ts';

const postgres = usePostgres();
let dataSource: DataSource;
const PLACE = { schema: 'sample_v1', partition: 0 };

/** A release that cannot show meetings in the cellar. */
const BROKEN: Projection = {
  ...SAMPLE_PROJECTION,
  project(event: DecodedEvent) {
    if (event.type === 'MeetingHeld' && event.data.venue === 'cellar')
      throw new TypeError('the cellar is too low');
    return SAMPLE_PROJECTION.project(event);
  },
};

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
beforeEach(() => resetReadModel(dataSource, SAMPLE_PROJECTION));
afterAll(() => dataSource.destroy());

function sourceOf({ log }: SampleLog, projection: Projection = BROKEN): ProjectionSource {
  return { projection, dataSource, catalogue: CATALOGUE, log };
}

function skipped(command: string, projection = 'sample'): SampleFact {
  return {
    type: 'ProjectionSkipped',
    data: { projection, command, reason: 'It cannot be shown.' },
  };
}

/** The standing rows: meeting, venue, and since when. */
async function meetings(): Promise<string[]> {
  const rows: { text: string }[] = await dataSource.query(
    `SELECT meeting || ' ' || (details->>'venue') || ' ' || recorded_from AS text FROM sample_v1.meetings
      WHERE recorded_to IS NULL ORDER BY meeting COLLATE "C"`,
  );
  return rows.map(({ text }) => text);
}

async function parkedNow(): Promise<(readonly [string, string | null, string, number])[]> {
  const parked = await listParked(dataSource.manager, PLACE);
  return parked.map(({ commandId, waitsFor, code, attempts }) => [
    commandId,
    waitsFor,
    code,
    attempts,
  ]);
}

async function rebuiltHash(source: ProjectionSource): Promise<string> {
  await resetReadModel(dataSource, SAMPLE_PROJECTION);
  await catchUp(source, 0);
  return (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
}

describe('A command that cannot be shown', () => {
  it('is parked whole, and what comes after it is shown', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await record.record('b', [meetingHeld('n', 'attic'), meetingHeld('o', 'cellar')]);
    await record.record('c', [meetingHeld('p', 'office')]);
    const { head } = await catchUp(sourceOf(record), 0);
    expect(head.pseq).toBe(4);
    expect(await meetings()).toEqual(['m hall 1', 'p office 4']);
    const [parked] = await listParked(dataSource.manager, PLACE);
    expect(parked).toMatchObject({
      collection: 'sco',
      commandId: 'b',
      firstPseq: 2,
      lastPseq: 3,
      code: 'PROJECTION_EVENT_FAILED',
      reason: 'MeetingHeld b.2 at 0:3 cannot be projected: the cellar is too low',
    });
  });

  it('holds back, in order, whatever is about the same facts, and nothing else', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await catchUp(sourceOf(record), 0);
    await record.record('b', [recordCorrected('a.1', meetingHeld('m', 'cellar'))]);
    await record.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await record.record('d', [recordRetracted('a.1')]);
    await record.record('e', [meetingHeld('n', 'office')]);
    await record.record('f', [recordCorrected('e.1', meetingHeld('n', 'lobby'))]);
    await catchUp(sourceOf(record), 0);
    expect(await meetings()).toEqual(['m hall 1', 'n lobby 6']);
    expect(await parkedNow()).toEqual([
      ['b', null, 'PROJECTION_EVENT_FAILED', 1],
      ['c', 'b', 'PROJECTION_WAITS', 0],
      ['d', 'b', 'PROJECTION_WAITS', 0],
    ]);
  });

  it('is parked where Postgres refuses its rows, and where its type is not known here', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall', ['Osh'])]);
    await record.record('b', [meetingHeld('n', 'office')]);
    await dataSource.query('ALTER TABLE sample_v1.places ADD CHECK (place <> $$Osh$$)');
    const unknown = { ...CATALOGUE.getDefinition('MeetingHeld') };
    const catalogue = Object.assign(Object.create(CATALOGUE) as typeof CATALOGUE, {
      decode(event: Parameters<typeof CATALOGUE.decode>[0]) {
        if (event.id === 'b.1') throw new TypeError(`no upcaster of ${unknown.wireType} works`);
        return CATALOGUE.decode(event);
      },
    });
    await catchUp({ ...sourceOf(record), catalogue }, 0);
    expect(await parkedNow()).toEqual([
      ['a', null, 'PROJECTION_ROW_REFUSED', 1],
      ['b', null, 'PROJECTION_EVENT_FAILED', 1],
    ]);
    await dataSource.query('ALTER TABLE sample_v1.places DROP CONSTRAINT places_place_check');
    expect(await retryParked(sourceOf(record), PLACE)).toEqual([]);
    const drained = (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
    expect(drained).toBe(await rebuiltHash(sourceOf(record)));
  });

  it('stops the partition instead where nothing says that the event is at fault', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await dataSource.query('ALTER TABLE sample_v1.meetings RENAME COLUMN details TO particulars');
    await expect(catchUp(sourceOf(record), 0)).rejects.toThrow(/details/);
    expect(await parkedNow()).toEqual([]);
  });
});

describe('Trying again', () => {
  it('comes to what a rebuild comes to, once the code is fixed', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'cellar')]);
    await record.record('b', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await record.record('c', [meetingHeld('o', 'office')]);
    await record.record('d', [
      recordRetracted('a.2'),
      recordCorrected('c.1', meetingHeld('o', 'lobby')),
    ]);
    await record.record('e', [recordCorrected('c.1', meetingHeld('o', 'attic'))]);
    await catchUp(sourceOf(record), 0);
    expect(await parkedNow()).toHaveLength(4);
    const left = await retryParked(sourceOf(record), PLACE);
    expect(left.map(({ attempts, waitsFor }) => [attempts, waitsFor])).toEqual([
      [2, null],
      [0, 'a'],
      [0, 'a'],
      [0, 'd'],
    ]);
    const fixed = sourceOf(record, SAMPLE_PROJECTION);
    expect(await retryParked(fixed, PLACE)).toEqual([]);
    expect(await meetings()).toEqual(['m garden 3', 'o attic 7']);
    const drained = (await computeStateHash(dataSource, SAMPLE_PROJECTION)).hash;
    expect(drained).toBe(await rebuiltHash(fixed));
  });
});

describe('Leaving a command out', () => {
  const story = async (): Promise<SampleLog> => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await record.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'cellar')),
      meetingHeld('n', 'cellar'),
    ]);
    await record.record('c', [recordCorrected('a.1', meetingHeld('m', 'garden'))]);
    await record.record('d', [recordCorrected('b.2', meetingHeld('n', 'attic'))]);
    await record.record('e', [skipped('b', 'another'), meetingHeld('o', 'office')]);
    return record;
  };

  it('shows what waited behind it, and is no trouble any more', async () => {
    const record = await story();
    await catchUp(sourceOf(record), 0);
    expect(await parkedNow()).toHaveLength(3);
    await record.record('f', [skipped('b')]);
    await catchUp(sourceOf(record), 0);
    expect(await parkedNow()).toEqual([]);
    expect(await meetings()).toEqual(['m garden 4', 'n attic 5', 'o office 7']);
  });

  it.each([
    ['the same release', BROKEN],
    ['one that could show it', SAMPLE_PROJECTION],
  ])('comes to the same rows where it is rebuilt by %s', async (_, projection) => {
    const record = await story();
    await catchUp(sourceOf(record), 0);
    await record.record('f', [skipped('b')]);
    await record.record('g', [recordCorrected('a.1', meetingHeld('m', 'terrace'))]);
    await catchUp(sourceOf(record), 0);
    const live = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    expect(await rebuiltHash(sourceOf(record, projection))).toBe(live.hash);
    expect(await meetings()).toEqual(['m terrace 9', 'n attic 5', 'o office 7']);
  });

  it('takes back what was shown, and lets stand what it had ended', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall'), meetingHeld('n', 'lobby')]);
    await record.record('b', [
      recordCorrected('a.1', meetingHeld('m', 'garden')),
      recordRetracted('a.2'),
    ]);
    await catchUp(sourceOf(record), 0);
    expect(await meetings()).toEqual(['m garden 3']);
    await record.record('c', [skipped('b')]);
    await catchUp(sourceOf(record), 0);
    expect(await meetings()).toEqual(['m hall 1', 'n lobby 2']);
  });

  it('reads nothing again of all that was recorded since, where it ended nothing', async () => {
    const record = new SampleLog();
    await record.record('a', [meetingHeld('m', 'hall')]);
    await record.record('b', [meetingHeld('n', 'lobby')]);
    await record.record('c', [skipped('a')]);
    const read = vi.spyOn(record.log, 'read');
    await catchUp(sourceOf(record), 0);
    expect(await meetings()).toEqual(['n lobby 2']);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
