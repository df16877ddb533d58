import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { findServingGeneration, registerGeneration } from './generations.ts';
import { migrateGeneration } from './migrate.ts';
import { projectPartition } from './partition-projector.ts';
import { ensurePositions } from './positions.ts';
import { rebuild, rollback } from './rebuild.ts';
import { LOCK_TIMEOUT_MS, swapGenerations } from './swap.ts';
import { meetingHeld } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { useRebuildFixture } from './testing/use-rebuild-fixture.ts';

const TEST_TIMEOUT_MS = 120_000;
const WRITE_INTERVAL_MS = 5;
const fixture = useRebuildFixture();

async function isWaitingForLock(dataSource: DataSource): Promise<boolean> {
  const waiting = await dataSource.query<readonly object[]>(
    `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'SELECT %'`,
  );
  return waiting.length > 0;
}

describe('A swap', { timeout: TEST_TIMEOUT_MS }, () => {
  it('gives up after a lock timeout and retries', async () => {
    const { dataSource, options } = fixture();
    await fixture().startProjector();
    expect(await fixture().reaches(3)).toBe(true);
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(
      `SELECT FROM projections.positions WHERE projection = 'sample_v1' FOR UPDATE`,
    );
    const swapping = rebuild(options());
    await waitUntil(() => isWaitingForLock(dataSource), {
      condition: 'the swap waits for the lock',
    });
    await delay(2 * LOCK_TIMEOUT_MS);
    await holder.commitTransaction();
    await holder.release();
    const { swapped } = await swapping;
    expect(swapped?.attempts).toBeGreaterThan(1);
  });

  it('waits until the new generation has reached the positions of the old one', async () => {
    const { dataSource, options } = fixture();
    await fixture().catchUpServing();
    const schema = await registerGeneration(dataSource.manager, SAMPLE_PROJECTION, 'building');
    await migrateGeneration(dataSource, SAMPLE_PROJECTION, schema);
    await ensurePositions(dataSource.manager, schema, 1);

    const pair = { from: 'sample_v1', to: schema };
    const swapping = swapGenerations(dataSource, SAMPLE_PROJECTION, pair);
    await delay(LOCK_TIMEOUT_MS);
    const serving = await findServingGeneration(dataSource.manager, SAMPLE_PROJECTION);
    expect(serving?.schema).toBe('sample_v1');

    const { signal } = options();
    await projectPartition(options(), { schema, partition: 0 }, { follow: false, signal });
    expect(await swapping).toMatchObject(pair);
    expect(await fixture().listVenues()).toEqual(['garden', 'office']);
  });

  it('fails no query, and no result is older than the previous one', async () => {
    const { dataSource, sample, options } = fixture();
    await fixture().startProjector();
    expect(await fixture().reaches(3)).toBe(true);
    const stop = new AbortController();
    let recorded = 3;
    const writing = (async () => {
      for (let n = 0; !stop.signal.aborted; n += 1) {
        recorded = await sample.record(`w${n}`, [meetingHeld(`w${n}`, 'hall')]);
        await delay(WRITE_INTERVAL_MS);
      }
    })();
    const counts: number[] = [];
    const querying = (async () => {
      while (!stop.signal.aborted) {
        const rows: { count: number }[] = await dataSource.query(
          `SELECT count(*)::integer AS count FROM sample.event_index AS i
             LEFT JOIN sample.meetings AS m
               ON m.event_pseq = i.first_pseq AND m.recorded_to IS NULL`,
        );
        counts.push(rows[0]?.count ?? 0);
      }
    })();

    try {
      await rebuild(options());
      await rollback(options());
    } finally {
      stop.abort();
      await Promise.all([writing, querying]);
    }
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(await fixture().reaches(recorded)).toBe(true);
    expect((await fixture().listVenues()).length).toBe(recorded - 1);
  });
});
