import { CATALOGUE } from '@rapporteur/contracts';
import type { ReadOptions } from '@rapporteur/event-log';
import { usePostgres } from '@rapporteur/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEachCommand } from './apply-each-command.ts';
import { resetReadModel } from './migrate.ts';
import { listParkedBySchema } from './parked-commands.ts';
import { catchUp, type ProjectionSource, projectPartition } from './partition-projector.ts';
import { ensurePositions, loadPosition } from './positions.ts';
import { SharedLog } from './shared-log.ts';
import { computeStateHash } from './state-hash.ts';
import {
  meetingHeld,
  projectionSkipped,
  recordCorrected,
  recordRetracted,
  type SampleFact,
  SampleLog,
} from './testing/sample-log.ts';
import { failingProjection, isInCellar } from './testing/sample-projection.ts';

const RUNS = 15;
const GENERATION = { schema: 'sample_v1', partition: 0 };
/** It cannot show meetings in the cellar. */
const PROJECTION = failingProjection(isInCellar);
const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
});
afterAll(() => dataSource.destroy());

const step = fc.record({
  action: fc.constantFrom('record', 'record', 'correct', 'retract', 'skip'),
  pick: fc.nat(1000),
  venue: fc.constantFrom('hall', 'hall', 'hall', 'garden', 'garden', 'cellar'),
  /** Many rows are written in another way than few. */
  places: fc.constantFrom(0, 1, 70),
});
type PathStep = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Returns commands that change current facts only, and skip each recorded command at most once. */
function buildCommands(steps: readonly PathStep[]): readonly SampleFact[][] {
  const current: string[] = [];
  const skippable: string[] = [];
  return steps.map(({ action, pick, venue, places }, index) => {
    const names = Array.from({ length: places }, (_, n) => `place ${index}\t${n}`);
    const target = current[pick % Math.max(1, current.length)];
    const skip = skippable[pick % Math.max(1, skippable.length)];
    if (action === 'skip' && skip !== undefined) {
      skippable.splice(skippable.indexOf(skip), 1);
      return [projectionSkipped(skip)];
    }
    skippable.push(`c${index}`);
    if (action === 'correct' && target !== undefined)
      return [recordCorrected(target, meetingHeld(`m${pick}`, venue, names))];
    if (action === 'retract' && target !== undefined) {
      current.splice(current.indexOf(target), 1);
      return [recordRetracted(target), meetingHeld(`m${index}`, 'hall')];
    }
    current.push(`c${index}.1`);
    return [meetingHeld(`m${index}`, venue, names)];
  });
}

/** Applies the whole log command by command. */
async function applyByCommand(source: ProjectionSource): Promise<void> {
  const options: ReadOptions = { follow: false, signal: new AbortController().signal };
  let position = await loadPosition(dataSource.manager, GENERATION.schema, 0);
  for await (const batch of source.log.read(0, position.head, options)) {
    ({ position } = await applyEachCommand(source, position, batch));
  }
}

/** Records the commands while a projector follows the log through a shared read. */
async function followLive(
  source: ProjectionSource,
  sample: SampleLog,
  commands: readonly SampleFact[][],
): Promise<void> {
  const stop = new AbortController();
  let last = Number.NaN;
  const following = projectPartition({ ...source, log: new SharedLog(sample.log) }, GENERATION, {
    follow: true,
    signal: stop.signal,
    onMoved: ({ head }) => {
      if (head.pseq === last) stop.abort();
    },
  });
  let recorded = -1;
  for (const [index, facts] of commands.entries())
    recorded = await sample.record(`c${index}`, facts);
  last = recorded;
  // The projector may have reached the end already.
  const { head } = await loadPosition(dataSource.manager, GENERATION.schema, 0);
  if (head.pseq === last) stop.abort();
  await following;
}

async function readState(): Promise<unknown> {
  const parked = await listParkedBySchema(dataSource.manager, GENERATION);
  return {
    hash: await computeStateHash(dataSource, PROJECTION),
    parked: parked.map(({ commandId, waitsFor, code }) => ({ commandId, waitsFor, code })),
  };
}

describe('The paths of an event into a read model', { timeout: 240_000 }, () => {
  it('give equal rows: live, command by command, and by a rebuild', async () => {
    let parkedRuns = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const sample = new SampleLog();
        const { log } = sample;
        const source = { projection: PROJECTION, dataSource, catalogue: CATALOGUE, log };
        await resetReadModel(dataSource, PROJECTION);
        await ensurePositions(dataSource.manager, GENERATION.schema, 1);
        await followLive(source, sample, buildCommands(steps));
        const live = await readState();
        parkedRuns += (await listParkedBySchema(dataSource.manager, GENERATION)).length > 0 ? 1 : 0;

        await resetReadModel(dataSource, PROJECTION);
        await applyByCommand(source);
        expect(await readState()).toEqual(live);

        await resetReadModel(dataSource, PROJECTION);
        await catchUp(source, 0);
        expect(await readState()).toEqual(live);
      }),
      { numRuns: RUNS, seed: 33 },
    );
    expect(parkedRuns).toBeGreaterThan(1);
  });
});
