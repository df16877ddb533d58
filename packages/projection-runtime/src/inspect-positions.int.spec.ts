import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectPositions } from './inspect-positions.ts';
import { migrate, resetReadModel } from './migrate.ts';
import { catchUp } from './partition-projector.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const postgres = usePostgres();
let dataSource: DataSource;
let sample: SampleLog;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

const inspect = (log = sample.log) => inspectPositions(dataSource, log, [SAMPLE_PROJECTION]);

describe('Comparing read models with the log', () => {
  beforeEach(async () => {
    sample = new SampleLog();
    await sample.record('a', [meetingHeld('m', 'hall')]);
  });

  it('reports nothing for a database without read models', async () =>
    expect(await inspect()).toEqual([]));

  describe('after a projector ran', () => {
    beforeEach(async () => {
      await migrate(dataSource, [SAMPLE_PROJECTION]);
      await resetReadModel(dataSource, SAMPLE_PROJECTION);
      await catchUp(
        { projection: SAMPLE_PROJECTION, dataSource, catalogue: CATALOGUE, log: sample.log },
        0,
      );
    });

    it('reports the position and the lag', async () => {
      const setting = 'sample_v1 of partition 0';
      expect(await inspect()).toEqual([
        { level: 'ok', setting, value: '0:1, the end of the log', remedy: '' },
      ]);
      await sample.record('b', [meetingHeld('n', 'office')]);
      expect(await inspect()).toMatchObject([{ level: 'ok', value: '0:1, 1 events behind' }]);
    });

    it('reports an unknown end if the log cannot be read', async () => {
      await sample.log.close();
      expect(await inspect()).toMatchObject([{ value: expect.stringContaining('is unknown') }]);
    });

    it('refuses a log that ends before the position, and an empty one', async () => {
      sample.store.partition(0).loseTail(1);
      expect(await inspect()).toMatchObject([
        { level: 'refuse', value: '0:1', remedy: expect.stringContaining('0') },
      ]);
      const empty = await inspect(new SampleLog().log);
      expect(empty).toMatchObject([
        { level: 'refuse', remedy: expect.stringContaining('is empty: restore the log') },
      ]);
    });

    it('refuses another log', async () => {
      const other = new SampleLog(1, 'another');
      await other.record('a', [meetingHeld('m', 'hall')]);
      expect(await inspect(other.log)).toMatchObject([
        { level: 'refuse', remedy: expect.stringContaining('connect the right log') },
      ]);
    });
  });
});
