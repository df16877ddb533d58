import { describe, expect, it } from 'vitest';
import { findServingGeneration } from './generations.ts';
import { migrate } from './migrate.ts';
import { rebuild, rollback } from './rebuild.ts';
import { retireGenerations } from './retire-generations.ts';
import { computeStateHash } from './state-hash.ts';
import { meetingHeld, recordRetracted } from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import { RENAMED_DIFFERENCES, RENAMING_PROJECTION } from './testing/sample-releases.ts';
import { useRebuildFixture } from './testing/use-rebuild-fixture.ts';

/** Projectors start and stop in these tests, and their leases take time. */
const TEST_TIMEOUT_MS = 120_000;
const fixture = useRebuildFixture();

describe('A rebuild', { timeout: TEST_TIMEOUT_MS }, () => {
  it('builds beside the serving generation, and projectors follow the swap', async () => {
    const { dataSource, sample } = fixture();
    await fixture().startProjector();
    expect(await fixture().reaches(3)).toBe(true);
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);

    const { comparison, swapped, taken } = await rebuild(fixture().options());
    expect(comparison).toMatchObject({
      from: 'sample_v1',
      to: 'sample_v1_2',
      at: ['0:3'],
      differences: [],
    });
    expect(comparison.hashes?.from).toBe(comparison.hashes?.to);
    expect(swapped).toMatchObject({ from: 'sample_v1', to: 'sample_v1_2' });
    expect(taken).toBe(true);
    expect(await fixture().listStates()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);

    const pseq = await sample.record('c', [recordRetracted('a.2'), meetingHeld('o', 'square')]);
    expect(await fixture().reaches(pseq)).toBe(true);
    expect(await fixture().listVenues()).toEqual(['garden', 'square']);
    // The retained generation keeps its state.
    const retained = await computeStateHash(dataSource, SAMPLE_PROJECTION, { schema: 'sample_v1' });
    expect(retained.hash).toBe(before.hash);
  });

  it('can be rolled back without losing later events, and its generation retired', async () => {
    const { dataSource, sample, options } = fixture();
    await fixture().startProjector();
    await rebuild(options());
    await sample.record('c', [meetingHeld('o', 'square')]);
    expect(await fixture().reaches(4)).toBe(true);
    const { taken } = await rollback(options());
    expect(taken).toBe(true);
    expect(await fixture().listStates()).toEqual(['sample_v1_2 retained', 'sample_v1 serving']);
    expect(await fixture().listVenues()).toEqual(['garden', 'office', 'square']);
    const pseq = await sample.record('d', [meetingHeld('p', 'tent')]);
    expect(await fixture().reaches(pseq)).toBe(true);

    expect(await retireGenerations(options())).toEqual(['sample_v1_2']);
    expect(await fixture().listStates()).toEqual(['sample_v1_2 retired', 'sample_v1 serving']);
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

  it('is refused while another is running', async () => {
    const { dataSource, options } = fixture();
    await migrate(dataSource, [SAMPLE_PROJECTION]);
    const results = await Promise.allSettled([
      rebuild(options()),
      rebuild(options({ owner: 'another' })),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'PROJECTION_BUSY' },
    });
    expect(await fixture().listStates()).toEqual(['sample_v1_2 serving', 'sample_v1 retained']);
  });

  it('resumes after it was stopped', async () => {
    const { options } = fixture();
    await fixture().catchUpServing();
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
    expect(await fixture().listStates()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);

    const phases: string[] = [];
    const { swapped } = await rebuild(options({ onProgress: ({ phase }) => phases.push(phase) }));
    expect(phases[0]).toBe('resumed');
    expect(swapped?.to).toBe('sample_v1_2');
  });

  it('does not swap in a generation that differs, unless all differences are allowed', async () => {
    const { dataSource, options } = fixture();
    await fixture().catchUpServing();
    await dataSource.query(`UPDATE sample_v1.meetings SET meeting = 'x' WHERE meeting = 'n'`);
    await dataSource.query(`DELETE FROM sample_v1.places WHERE place = 'Osh'`);

    const { comparison, swapped } = await rebuild(options());
    expect(swapped).toBeNull();
    expect(await fixture().listStates()).toEqual(['sample_v1_2 building', 'sample_v1 serving']);
    const example = expect.objectContaining({ key: '0:2 2 1', before: 'x', after: 'n' });
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
    expect(await fixture().listVenues()).toEqual(['garden', 'office']);
  });

  it('compares two versions of the logic row by row', async () => {
    const { options } = fixture();
    await fixture().catchUpServing();
    const first = await rebuild(options({ projection: RENAMING_PROJECTION }));
    expect(first.comparison).toMatchObject({ to: 'sample_v2', sameLogic: false, hashes: null });
    expect(first.comparison.differences).toMatchObject([
      { table: 'meetings', column: 'meeting', rows: 3 },
    ]);
    expect(first.swapped).toBeNull();

    const allowing = options({ projection: RENAMING_PROJECTION, allowed: RENAMED_DIFFERENCES });
    expect((await rebuild(allowing)).swapped).toMatchObject({ to: 'sample_v2' });
    // Only the release that produced a generation can roll back to it.
    await expect(rollback(options({ projection: RENAMING_PROJECTION }))).rejects.toThrow(
      'roll back with the release that produced it',
    );
    expect((await rollback(options())).swapped).toMatchObject({ to: 'sample_v1' });
  });
});

describe('A read model from before generations existed', { timeout: TEST_TIMEOUT_MS }, () => {
  it('is adopted unchanged', async () => {
    const { dataSource, sample } = fixture();
    await fixture().catchUpServing();
    const before = await computeStateHash(dataSource, SAMPLE_PROJECTION);
    await dataSource.query('DROP SCHEMA sample CASCADE');
    await dataSource.query('DROP TABLE projections.generations');
    await dataSource.query(`DELETE FROM projections.migrations WHERE name LIKE 'Generations%'`);

    await fixture().startProjector();
    const serving = await findServingGeneration(dataSource.manager, SAMPLE_PROJECTION);
    expect(serving?.schema).toBe('sample_v1');
    expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(before);
    expect(await fixture().listVenues()).toEqual(['garden', 'office']);
    const pseq = await sample.record('c', [meetingHeld('o', 'square')]);
    expect(await fixture().reaches(pseq)).toBe(true);
  });
});
