import { CATALOGUE } from '@rapporteur/contracts';
import { usePostgres } from '@rapporteur/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBatch } from './apply-batch.ts';
import { resetReadModel } from './migrate.ts';
import { catchUp, projectPartition, type ProjectionSource } from './partition-projector.ts';
import { loadPosition } from './positions.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';
import {
  recordCorrected,
  meetingHeld,
  recordRetracted,
  type SampleFact,
  SampleLog,
} from './testing/sample-log.ts';
import { computeStateHash } from './state-hash.ts';

const RUNS = 20;
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

/** What a command does: new facts, or a change of the fact that `pick` chooses among those that stand. */
const step = fc.record({
  what: fc.constantFrom('record', 'correct', 'correct', 'retract', 'correct-twice'),
  pick: fc.nat(1000),
  places: fc.array(fc.constantFrom('Osh', 'Almaty', 'Qingdao'), { maxLength: 3 }),
  /** Whether the live projector looks at the log after this command. */
  look: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The commands that the steps come to: only facts that stand are changed, as the deciders see to. */
function commandsOf(steps: readonly Step[]): { id: string; events: SampleFact[] }[] {
  const standing: string[] = [];
  return steps.map(({ what, pick, places }, index) => {
    const id = `c${index}`;
    const target = standing[pick % Math.max(1, standing.length)];
    const now = meetingHeld(`m${pick}`, `venue ${index}`, places);
    if (target === undefined || what === 'record') {
      standing.push(`${id}.1`);
      return {
        id,
        events: [now, recordCorrected(`${id}.1`, meetingHeld('m', 'corrected at once', places))],
      };
    }
    if (what === 'retract') {
      standing.splice(standing.indexOf(target), 1);
      return { id, events: [recordRetracted(target)] };
    }
    const again =
      what === 'correct-twice' ? [recordCorrected(target, meetingHeld('m', `again ${index}`))] : [];
    return { id, events: [recordCorrected(target, now), ...again] };
  });
}

/** Applies event by event: the meaning against which larger transactions are held. */
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
  it('is the same grown live, stopped and resumed anywhere, event by event, and rebuilt from zero', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const record = new SampleLog();
        const source: ProjectionSource = {
          projection: SAMPLE_PROJECTION,
          dataSource,
          catalogue: CATALOGUE,
          log: record.log,
        };
        await resetReadModel(dataSource, SAMPLE_PROJECTION);
        for (const [index, { id, events }] of commandsOf(steps).entries()) {
          await record.record(id, events);
          if (steps[index]?.look) await catchUp(source, 0);
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

  it('stands at the end of a log that it was stopped in the middle of, once resumed', async () => {
    const record = new SampleLog();
    const source: ProjectionSource = {
      projection: SAMPLE_PROJECTION,
      dataSource,
      catalogue: CATALOGUE,
      log: record.log,
    };
    await resetReadModel(dataSource, SAMPLE_PROJECTION);
    await record.record('a', [meetingHeld('m', 'hall')]);
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
    await record.record('b', [recordRetracted('a.1')]);
    expect((await loadPosition(dataSource.manager, 'sample_v1', 0)).head.pseq).toBe(1);
    expect((await catchUp(source, 0)).head.pseq).toBe(2);
  });
});
