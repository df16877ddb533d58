import { CATALOGUE, type DecodedEvent } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const RUNS = 25;
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

/** The release that is at work while the events come: it cannot show the cellar. */
const BROKEN: Projection = {
  ...SAMPLE_PROJECTION,
  project(event: DecodedEvent) {
    if (event.type === 'MeetingHeld' && event.data.venue === 'cellar')
      throw new TypeError('too low');
    return SAMPLE_PROJECTION.project(event);
  },
};

const step = fc.record({
  what: fc.constantFrom('record', 'correct', 'correct', 'retract', 'both', 'skip'),
  pick: fc.nat(1000),
  venue: fc.constantFrom('hall', 'garden', 'cellar'),
  look: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface SampleCommand {
  readonly id: string;
  readonly events: readonly SampleFact[];
}

/** Only facts that stand are changed, and only commands that were recorded are skipped, each once. */
function commandsOf(steps: readonly Step[]): readonly SampleCommand[] {
  const standing: string[] = [];
  const skippable: string[] = [];
  return steps.map(({ what, pick, venue }, index) => {
    const id = `c${index}`;
    const target = standing[pick % Math.max(1, standing.length)];
    const skip = skippable[pick % Math.max(1, skippable.length)];
    if (what === 'skip' && skip !== undefined) {
      skippable.splice(skippable.indexOf(skip), 1);
      return {
        id,
        events: [
          { type: 'ProjectionSkipped', data: { projection: 'sample', command: skip, reason: '-' } },
        ],
      };
    }
    skippable.push(id);
    if (target === undefined || what === 'record' || what === 'skip') {
      standing.push(`${id}.1`);
      return { id, events: [meetingHeld(`m${index}`, venue)] };
    }
    if (what === 'retract') {
      standing.splice(standing.indexOf(target), 1);
      return { id, events: [recordRetracted(target)] };
    }
    const change = recordCorrected(target, meetingHeld(`m${pick}`, venue));
    if (what === 'correct') return { id, events: [change] };
    standing.push(`${id}.2`);
    return { id, events: [change, meetingHeld(`m${index}`, 'hall')] };
  });
}

describe('Whatever is parked, tried again and left out', { timeout: 240_000 }, () => {
  it('comes to the rows of a release that never had the trouble', async () => {
    let parkedAtSome = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const record = new SampleLog();
        const source = (projection: Projection): ProjectionSource => ({
          projection,
          dataSource,
          catalogue: CATALOGUE,
          log: record.log,
        });
        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        for (const [index, { id, events }] of commandsOf(steps).entries()) {
          await record.record(id, events);
          if (steps[index]?.look) await catchUp(source(BROKEN), 0);
        }
        await catchUp(source(BROKEN), 0);
        const place = { schema: 'sample_v1', partition: 0 };
        parkedAtSome += (await listParked(dataSource.manager, place)).length > 0 ? 1 : 0;
        expect(await retryParked(source(SAMPLE_PROJECTION), place)).toEqual([]);
        const drained = await computeStateHash(dataSource, SAMPLE_PROJECTION);

        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        await catchUp(source(SAMPLE_PROJECTION), 0);
        expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(drained);
      }),
      { numRuns: RUNS },
    );
    expect(parkedAtSome).toBeGreaterThan(2);
  });
});
