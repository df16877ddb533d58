import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBatch } from './apply-batch.ts';
import { resetReadModel } from './migrate.ts';
import { catchUp, type ProjectionSource, projectPartition } from './partition-projector.ts';
import { loadPosition } from './positions.ts';
import { computeStateHash } from './state-hash.ts';
import {
  meetingHeld,
  recordCorrected,
  recordRetracted,
  type SampleFact,
  SampleLog,
} from './testing/sample-log.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const RUNS = 20;
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

/** A command: it records facts, or changes the current fact that `pick` selects. */
const step = fc.record({
  action: fc.constantFrom('record', 'correct', 'correct', 'retract', 'correct-twice'),
  pick: fc.nat(1000),
  places: fc.array(fc.constantFrom('Osh', 'Almaty', 'Qingdao'), { maxLength: 3 }),
  /** Whether the projector catches up after this command. */
  catchesUp: fc.boolean(),
});
type ReplayStep = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Returns commands that change current facts only, as the deciders ensure. */
function buildCommands(steps: readonly ReplayStep[]): { id: string; events: SampleFact[] }[] {
  const current: string[] = [];
  return steps.map(({ action, pick, places }, index) => {
    const id = `c${index}`;
    const target = current[pick % Math.max(1, current.length)];
    const now = meetingHeld(`m${pick}`, `venue ${index}`, places);
    if (target === undefined || action === 'record') {
      current.push(`${id}.1`);
      return {
        id,
        events: [now, recordCorrected(`${id}.1`, meetingHeld('m', 'corrected at once', places))],
      };
    }
    if (action === 'retract') {
      current.splice(current.indexOf(target), 1);
      return { id, events: [recordRetracted(target)] };
    }
    const again =
      action === 'correct-twice'
        ? [recordCorrected(target, meetingHeld('m', `again ${index}`))]
        : [];
    return { id, events: [recordCorrected(target, now), ...again] };
  });
}

/** Applies events one by one, as the reference for larger transactions. */
async function applySingly(source: ProjectionSource): Promise<void> {
  let position = await loadPosition(dataSource.manager, 'sample_v1', 0);
  const read = source.log.read(0, position.head, {
    follow: false,
    signal: new AbortController().signal,
  });
  for await (const { events } of read) {
    for (const recorded of events) {
      const { pseq, term, time } = recorded.event;
      position = await applyBatch(source, position, {
        events: [recorded],
        head: { pseq, term, time },
        atEnd: false,
      });
    }
  }
}

describe('A read model', { timeout: 240_000 }, () => {
  it('is equal after live growth, resumption, single events, or a rebuild', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const sample = new SampleLog();
        const source: ProjectionSource = {
          projection: SAMPLE_PROJECTION,
          dataSource,
          catalogue: CATALOGUE,
          log: sample.log,
        };
        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        for (const [index, { id, events }] of buildCommands(steps).entries()) {
          await sample.record(id, events);
          if (steps[index]?.catchesUp) await catchUp(source, 0);
        }
        await catchUp(source, 0);
        const live = await computeStateHash(dataSource, SAMPLE_PROJECTION);

        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        await catchUp(source, 0);
        expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(live);

        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        await applySingly(source);
        expect(await computeStateHash(dataSource, SAMPLE_PROJECTION)).toEqual(live);
      }),
      { numRuns: RUNS },
    );
  });

  it('resumes from its position and reaches the end of the log', async () => {
    const sample = new SampleLog();
    const source: ProjectionSource = {
      projection: SAMPLE_PROJECTION,
      dataSource,
      catalogue: CATALOGUE,
      log: sample.log,
    };
    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    await sample.record('a', [meetingHeld('m', 'hall')]);
    const stop = new AbortController();
    const following = projectPartition(
      source,
      { schema: 'sample_v1', partition: 0 },
      {
        follow: true,
        signal: stop.signal,
        onMoved: ({ head }) => {
          if (head.pseq >= 1) stop.abort();
        },
      },
    );
    await following;
    await sample.record('b', [recordRetracted('a.1')]);
    expect((await loadPosition(dataSource.manager, 'sample_v1', 0)).head.pseq).toBe(1);
    expect((await catchUp(source, 0)).head.pseq).toBe(2);
  });
});
