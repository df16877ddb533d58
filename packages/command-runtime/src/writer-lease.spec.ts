import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import {
  ManualBarrier,
  RuntimeFixture,
  expectRecorded,
  TestTiming,
  flushEventLoop,
} from './testing/runtime-fixture.ts';
import { IDLE_AFTER_MS, IDLE_CHECK_INTERVAL_MS } from './idle-watch.ts';
import { RENEW_AFTER_MS } from './writer-lease.ts';
import {
  recordAssessment,
  openCollection,
  registerSource,
  retractRecord,
} from './testing/sample-commands.ts';

/** Returns the terms of the recorded events. */
async function listTerms(fixture: RuntimeFixture): Promise<number[]> {
  return [...new Set((await fixture.readEvents()).map(({ term }) => term))];
}

/** Advances one of the two clocks of a runtime. */
const CLOCKS: [string, (fixture: RuntimeFixture, timing: TestTiming, ms: number) => void][] = [
  ['the monotonic clock', (_, timing, ms) => timing.advance(ms)],
  ['the wall clock', (fixture, _, ms) => (fixture.now = new Date(fixture.now.getTime() + ms))],
];

describe('Keeping a writer', () => {
  let fixture: RuntimeFixture;
  let timing: TestTiming;
  let runtime: CommandRuntime;

  beforeEach(async () => {
    fixture = new RuntimeFixture();
    timing = new TestTiming();
    runtime = fixture.createRuntime('instance-1', timing);
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
  });
  afterEach(() => runtime.close());

  it.each(CLOCKS)(
    'replaces the writer before its maximum age, measured by %s',
    async (_, advance) => {
      advance(fixture, timing, RENEW_AFTER_MS - 1_000);
      expectRecorded(await runtime.submit(recordAssessment(1)));
      expect(await listTerms(fixture)).toEqual([1]);
      advance(fixture, timing, 1_000);
      expectRecorded(await runtime.submit(recordAssessment(2)));
      expectRecorded(await runtime.submit(recordAssessment(3)));
      expect(await listTerms(fixture)).toEqual([1, 2]);
      expect(timing.backoffs).toEqual([]);
    },
  );

  it('replaces the writer between two batches, without a back-off', async () => {
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = () => barrier.wait();
    const first = runtime.submit(recordAssessment(1));
    await barrier.reached;
    fixture.now = new Date(fixture.now.getTime() + RENEW_AFTER_MS);
    const rest = [2, 3, 4].map((n) => runtime.submit(recordAssessment(n)));
    const repeated = runtime.submit(recordAssessment(2));
    await flushEventLoop();
    barrier.open();
    const outcomes = await Promise.all([first, ...rest]);
    expect(outcomes.map((outcome) => expectRecorded(outcome).events[0]?.term)).toEqual([
      1, 2, 2, 2,
    ]);
    expect(outcomes.map((outcome) => expectRecorded(outcome).repeated)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(expectRecorded(await repeated)).toMatchObject({ repeated: true, position: { pseq: 6 } });
    expect(timing.backoffs).toEqual([]);
  });

  it('keeps the state when it replaces the writer', async () => {
    expectRecorded(await runtime.submit(recordAssessment(1)));
    const before = fixture.eventsRead;
    timing.advance(RENEW_AFTER_MS);
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(fixture.eventsRead - before).toBe(1);
  });

  it('releases an idle writer, and opens the partition at the next command', async () => {
    const state = (): string | undefined => runtime.readStatus()[0]?.state;
    // The first check still finds commands that came since the opening.
    for (
      let waited = -IDLE_CHECK_INTERVAL_MS;
      waited < IDLE_AFTER_MS;
      waited += IDLE_CHECK_INTERVAL_MS
    ) {
      await flushEventLoop();
      expect(state()).toBe('owning');
      timing.advance(IDLE_CHECK_INTERVAL_MS);
    }
    await flushEventLoop();
    expect(state()).toBe('following');
    const other = fixture.createRuntime('other');
    expectRecorded(await other.submit(recordAssessment(1)));
    await other.close();
    await flushEventLoop();
    expect(runtime.readStatus()[0]?.owner).toMatchObject({ instance: 'other' });
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect([state(), await listTerms(fixture)]).toEqual(['owning', [1, 2, 3]]);
  });

  it('keeps the writer while commands are submitted, even if they are rejected', async () => {
    for (let time = 0; time < 4; time += 1) {
      timing.advance(IDLE_AFTER_MS - IDLE_CHECK_INTERVAL_MS);
      await flushEventLoop();
      // A rejected command leaves no trace in the log.
      expect(await runtime.submit(retractRecord('nothing.1'))).toMatchObject({ kind: 'refused' });
      timing.advance(IDLE_CHECK_INTERVAL_MS);
      await flushEventLoop();
    }
    expect(runtime.readStatus()[0]).toMatchObject({ state: 'owning', term: 1 });
  });
});
