import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { formatReport } from './format-report.ts';
import { LEASE_RENEW_MS } from './leases.ts';
import type { ProjectorReport } from './projector.ts';
import { rollback } from './rebuild.ts';
import { meetingHeld } from './testing/sample-log.ts';
import { RENAMED_DIFFERENCES, RENAMING_PROJECTION } from './testing/sample-releases.ts';
import { useRebuildFixture } from './testing/use-rebuild-fixture.ts';

const TEST_TIMEOUT_MS = 120_000;
const fixture = useRebuildFixture();

describe('A release with a later version of the logic', { timeout: TEST_TIMEOUT_MS }, () => {
  it('upgrades if it declares all differences, but not again after a rollback', async () => {
    const { sample, options } = fixture();
    await fixture().catchUpServing();
    const kinds: string[] = [];
    await fixture().startProjector({
      projection: { ...RENAMING_PROJECTION, differences: RENAMED_DIFFERENCES },
      onReport: ({ kind }) => kinds.push(kind),
    });
    await waitUntil(() => kinds.includes('upgraded'));
    expect(await fixture().listStates()).toEqual(['sample_v2 serving', 'sample_v1 retained']);
    const pseq = await sample.record('c', [meetingHeld('o', 'square')]);
    expect(await fixture().reaches(pseq)).toBe(true);
    expect(await fixture().listVenues()).toEqual(['garden', 'office', 'square']);

    await fixture().startProjector({ owner: 'two' });
    await rollback(options());
    await delay(2 * LEASE_RENEW_MS);
    expect(await fixture().listStates()).toEqual(['sample_v2 retained', 'sample_v1 serving']);
    const last = await sample.record('d', [meetingHeld('p', 'tent')]);
    expect(await fixture().reaches(last)).toBe(true);
  });

  it('upgrades from an event index with another key, if it declares the columns', async () => {
    await fixture().catchUpServing();
    await fixture().dataSource.query(
      'ALTER TABLE sample_v1.event_index RENAME COLUMN first_pseq TO pseq',
    );
    const index = { table: 'event_index', reason: 'By command.' };
    const differences = [
      ...RENAMED_DIFFERENCES,
      { ...index, change: 'column-added' },
      { ...index, change: 'column-removed' },
    ] as const;
    const kinds: string[] = [];
    await fixture().startProjector({
      projection: { ...RENAMING_PROJECTION, differences },
      onReport: ({ kind }) => kinds.push(kind),
    });
    await waitUntil(() => kinds.includes('upgraded'));
    expect(await fixture().listStates()).toEqual(['sample_v2 serving', 'sample_v1 retained']);
  });

  it('does not replace the serving generation if it does not declare a difference', async () => {
    await fixture().catchUpServing();
    const reports: ProjectorReport[] = [];
    await fixture().startProjector({
      projection: RENAMING_PROJECTION,
      onReport: (report) => reports.push(report),
    });
    await waitUntil(() => reports.some(({ kind }) => kind === 'upgraded'));
    expect(await fixture().listStates()).toEqual(['sample_v2 building', 'sample_v1 serving']);

    const errors = reports
      .map((report) => formatReport('sample', report))
      .filter(({ level }) => level === 'error');
    expect(errors).toMatchObject([
      { message: expect.stringContaining('meetings.meeting changed in 3 rows') },
    ]);
  });
});
