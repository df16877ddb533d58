import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  type SampleFact,
  SampleLog,
} from './testing/sample-log.ts';
import { failingProjection, isInCellar, SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const RUNS = 25;
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

/** The release that runs while events are recorded: it cannot show meetings in the cellar. */
const FAILING_PROJECTION = failingProjection(isInCellar);

const step = fc.record({
  action: fc.constantFrom('record', 'correct', 'correct', 'retract', 'both', 'skip'),
  pick: fc.nat(1000),
  venue: fc.constantFrom('hall', 'garden', 'cellar'),
  /** Whether the projector catches up after this command. */
  catchesUp: fc.boolean(),
});
type ParkingStep = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface SampleCommand {
  readonly id: string;
  readonly events: readonly SampleFact[];
}

/** Returns commands that change current facts only, and skip each recorded command at most once. */
function buildCommands(steps: readonly ParkingStep[]): readonly SampleCommand[] {
  const current: string[] = [];
  const skippable: string[] = [];
  return steps.map(({ action, pick, venue }, index) => {
    const id = `c${index}`;
    const target = current[pick % Math.max(1, current.length)];
    const skip = skippable[pick % Math.max(1, skippable.length)];
    if (action === 'skip' && skip !== undefined) {
      skippable.splice(skippable.indexOf(skip), 1);
      return { id, events: [projectionSkipped(skip)] };
    }
    skippable.push(id);
    if (target === undefined || action === 'record' || action === 'skip') {
      current.push(`${id}.1`);
      return { id, events: [meetingHeld(`m${index}`, venue)] };
    }
    if (action === 'retract') {
      current.splice(current.indexOf(target), 1);
      return { id, events: [recordRetracted(target)] };
    }
    const change = recordCorrected(target, meetingHeld(`m${pick}`, venue));
    if (action === 'correct') return { id, events: [change] };
    current.push(`${id}.2`);
    return { id, events: [change, meetingHeld(`m${index}`, 'hall')] };
  });
}

describe('Parking, retrying and skipping commands', { timeout: 240_000 }, () => {
  it('gives the rows of a release that never failed', async () => {
    let runsWithParked = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const sample = new SampleLog();
        const source = (projection: Projection): ProjectionSource => ({
          projection,
          dataSource,
          catalogue: CATALOGUE,
          log: sample.log,
        });
        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        for (const [index, { id, events }] of buildCommands(steps).entries()) {
          await sample.record(id, events);
          if (steps[index]?.catchesUp) await catchUp(source(FAILING_PROJECTION), 0);
        }
        await catchUp(source(FAILING_PROJECTION), 0);
        const target = { schema: 'sample_v1', partition: 0 };
        runsWithParked += (await listParkedBySchema(dataSource.manager, target)).length > 0 ? 1 : 0;
        expect(await retryParked(source(SAMPLE_PROJECTION), target)).toEqual([]);
        const retried = await computeStateHash(dataSource, SAMPLE_PROJECTION);

        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        await catchUp(source(SAMPLE_PROJECTION), 0);
        expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(retried);
      }),
      { numRuns: RUNS },
    );
    expect(runsWithParked).toBeGreaterThan(2);
  });
});
