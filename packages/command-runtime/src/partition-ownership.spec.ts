import { LogError, type LogErrorCode } from '@rapporteur/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import {
  ManualBarrier,
  RuntimeFixture,
  expectRecorded,
  TestTiming,
  flushEventLoop,
} from './testing/runtime-fixture.ts';
import type { CommandOutcome } from './command-outcome.ts';
import { IDLE_AFTER_MS, IDLE_CHECK_INTERVAL_MS, RENEW_AFTER_MS } from './partition-ownership.ts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  registerSource,
  retractRecord,
  type SampleCommand,
} from './testing/sample-commands.ts';

/** The terms in which something was recorded, or the partition opened. */
async function termsOf(history: RuntimeFixture): Promise<number[]> {
  return [...new Set((await history.readEvents()).map(({ term }) => term))];
}

/** The time of this machine, by either clock of a runtime, goes on by so much. */
const CLOCKS: [string, (history: RuntimeFixture, timing: TestTiming, ms: number) => void][] = [
  ['the one that never goes back', (_, timing, ms) => timing.advance(ms)],
  ['the one on the wall', (history, _, ms) => (history.now = new Date(history.now.getTime() + ms))],
];

describe('Keeping the writer', () => {
  let history: RuntimeFixture;
  let timing: TestTiming;
  let runtime: CommandRuntime;

  beforeEach(async () => {
    history = new RuntimeFixture();
    timing = new TestTiming();
    runtime = history.createRuntime('desk-1', timing);
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
  });
  afterEach(() => runtime.close());

  it.each(CLOCKS)(
    'replaces it before it has grown old, by the clock that is ahead: %s',
    async (_, pass) => {
      pass(history, timing, RENEW_AFTER_MS - 1_000);
      expectRecorded(await runtime.submit(recordAssessment(1)));
      expect(await termsOf(history)).toEqual([1]);
      pass(history, timing, 1_000);
      expectRecorded(await runtime.submit(recordAssessment(2)));
      expectRecorded(await runtime.submit(recordAssessment(3)));
      expect(await termsOf(history)).toEqual([1, 2]);
      expect(timing.backoffs).toEqual([]);
    },
  );

  it('replaces it between two batches: what is in flight lands in the old term, and nobody is asked to wait', async () => {
    const gate = new ManualBarrier();
    history.hooks.beforeCommit = () => gate.wait();
    const first = runtime.submit(recordAssessment(1));
    await gate.reached;
    history.now = new Date(history.now.getTime() + RENEW_AFTER_MS);
    const rest = [2, 3, 4].map((n) => runtime.submit(recordAssessment(n)));
    const repeated = runtime.submit(recordAssessment(2));
    await flushEventLoop();
    gate.open();
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

  it('keeps the image as it is replaced: of the log nothing but its own opening is read', async () => {
    expectRecorded(await runtime.submit(recordAssessment(1)));
    const before = history.eventsRead;
    timing.advance(RENEW_AFTER_MS);
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(history.eventsRead - before).toBe(1);
  });

  it('lets it go after an hour without a command, and follows; the next command opens the partition', async () => {
    const state = (): string | undefined => runtime.readStatus()[0]?.state;
    // The first look still finds that commands came since the partition was opened.
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
    const other = history.createRuntime('other');
    expectRecorded(await other.submit(recordAssessment(1)));
    await other.close();
    await flushEventLoop();
    expect(runtime.readStatus()[0]?.owner).toMatchObject({ owner: 'other' });
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect([state(), await termsOf(history)]).toEqual(['owning', [1, 2, 3]]);
  });

  it('keeps it while commands come, whatever becomes of them', async () => {
    for (let time = 0; time < 4; time += 1) {
      timing.advance(IDLE_AFTER_MS - IDLE_CHECK_INTERVAL_MS);
      await flushEventLoop();
      // Refused, so that nothing but the command itself tells that somebody is there.
      expect(await runtime.submit(retractRecord('nothing.1'))).toMatchObject({ kind: 'refused' });
      timing.advance(IDLE_CHECK_INTERVAL_MS);
      await flushEventLoop();
    }
    expect(runtime.readStatus()[0]).toMatchObject({ state: 'owning', term: 1 });
  });
});

describe('Losing the writer', () => {
  let history: RuntimeFixture;

  beforeEach(async () => {
    history = new RuntimeFixture();
    const runtime = history.createRuntime();
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
    await runtime.close();
  });

  const once = (way: 'beforeCommit' | 'afterCommit', code: LogErrorCode): void => {
    history.hooks[way] = () => {
      delete history.hooks[way];
      return Promise.reject(new LogError(code, 'planted'));
    };
  };

  it('finds a command whose batch landed although nobody said so, and gives its first answer', async () => {
    const runtime = history.createRuntime();
    once('afterCommit', 'LOG_OUTCOME_UNKNOWN');
    const outcome = expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(outcome).toMatchObject({ repeated: false, position: { pseq: 5 } });
    const events = await history.readEvents();
    expect(events.map(({ type }) => type.split('.')[2])).toEqual([
      'writer-opened',
      'collection-opened',
      'body-registered',
      'source-document-registered',
      'writer-opened',
      'assessment-reported',
      'writer-opened',
    ]);
    await runtime.close();
  });

  it('does not record a command again whose batch landed although nobody said so, and which was retracted since', async () => {
    const runtime = history.createRuntime();
    history.hooks.afterCommit = async (events) => {
      delete history.hooks.afterCommit;
      const other = history.createRuntime('other');
      expectRecorded(await other.submit(retractRecord(events[0]?.event.id ?? '')));
      await other.close();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'planted');
    };
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect(
      (await history.readEvents()).filter(({ type }) => type.includes('assessment')),
    ).toHaveLength(1);
    await runtime.close();
  });

  it('does not believe that a batch landed elsewhere than expected, and looks', async () => {
    const runtime = history.createRuntime();
    history.hooks.mapCommitted = ({ first, last }) => {
      delete history.hooks.mapCommitted;
      return { first: first + 1, last: last + 1 };
    };
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('sends a command again whose batch did not land', async () => {
    const runtime = history.createRuntime();
    once('beforeCommit', 'LOG_OUTCOME_UNKNOWN');
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 6 },
    });
    await runtime.close();
  });

  it('waits 1 to 5 seconds before it fights another writer for the partition, longer each time', async () => {
    const timing = new TestTiming(() => 0.5);
    const runtime = history.createRuntime('desk-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    let fences = 3;
    history.hooks.beforeCommit = async () => {
      if (fences-- > 0) throw new LogError('LOG_WRITER_FENCED', 'planted');
    };
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(timing.backoffs).toEqual([3_000, 6_000, 12_000]);
    fences = 1;
    expectRecorded(await runtime.submit(recordAssessment(3)));
    expect(timing.backoffs.at(-1)).toBe(3_000);
    await runtime.close();
  });

  it('leaves the partition to another that has opened it: what had landed is told, the rest is to be asked again', async () => {
    const [runtime, other] = [history.createRuntime(), history.createRuntime('other')];
    expectRecorded(await runtime.submit(recordAssessment(1)));
    const gate = new ManualBarrier();
    history.hooks.afterCommit = async () => {
      delete history.hooks.afterCommit;
      // It has landed, and the other opens before anybody hears of it.
      expectRecorded(await other.submit(recordAssessment(4)));
      await gate.wait();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'planted');
    };
    const landed = runtime.submit(recordAssessment(2));
    await gate.reached;
    const rest = runtime.submit(recordAssessment(3));
    gate.open();
    expect(expectRecorded(await landed)).toMatchObject({ repeated: false });
    expect(await rest).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
    expect(runtime.readStatus()[0]).toMatchObject({
      state: 'following',
      owner: { owner: 'other' },
    });
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await Promise.all([runtime.close(), other.close()]);
  });

  it('waits as long where another was quicker to open the partition', async () => {
    const timing = new TestTiming(() => 0.5);
    let quicker = 2;
    history.hooks.beforeOpen = async () => {
      if (quicker-- > 0) throw new LogError('LOG_WRITER_FENCED', 'planted');
    };
    const runtime = history.createRuntime('desk-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(timing.backoffs).toEqual([3_000, 6_000]);
    await runtime.close();
  });

  it('tries again soon where the log does not answer', async () => {
    const timing = new TestTiming(() => 0.5);
    let silent = 3;
    history.hooks.beforeOpen = async () => {
      if (silent-- > 0) throw new LogError('LOG_UNREACHABLE', 'planted');
    };
    const runtime = history.createRuntime('desk-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(timing.backoffs).toEqual([150, 300, 600]);
    await runtime.close();
  });

  it('gives up when it would wait longer than 30 seconds, with the time to wait', async () => {
    const runtime = history.createRuntime('desk-1', new TestTiming(() => 0.9));
    history.hooks.beforeCommit = () => Promise.reject(new LogError('LOG_WRITER_FENCED', 'planted'));
    expect(await runtime.submit(recordAssessment(1))).toEqual({
      kind: 'unavailable',
      retryAfterSeconds: 19,
    });
    delete history.hooks.beforeCommit;
    await runtime.close();
    expect((await history.readEvents()).filter(({ type }) => type.includes('assessment'))).toEqual(
      [],
    );
  });

  it('gives up after 30 seconds when the log does not answer', async () => {
    const timing = new TestTiming();
    const runtime = history.createRuntime('desk-1', timing);
    const gate = new ManualBarrier();
    history.hooks.beforeCommit = () => gate.wait();
    const outcome = runtime.submit(recordAssessment(1));
    await gate.reached;
    timing.advance(29_000);
    await flushEventLoop();
    const later = runtime.submit(recordAssessment(2));
    timing.advance(2_000);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    gate.open();
    expectRecorded(await later);
    expect(await runtime.submit(recordAssessment(1))).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
    await runtime.close();
  });

  it('gives up on a log that does not answer while it closes', async () => {
    const timing = new TestTiming();
    const runtime = history.createRuntime('desk-1', timing);
    const gate = new ManualBarrier();
    history.hooks.beforeCommit = () => gate.wait();
    const outcome = runtime.submit(recordAssessment(1));
    await gate.reached;
    const closed = runtime.close();
    await flushEventLoop();
    timing.advance(10_000);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    gate.open();
    await closed;
  });

  it.each([0, 2_000])(
    'does not answer from memory when another has written since, %d ms ago',
    async (ms) => {
      const timing = new TestTiming();
      const [idle, busy] = [history.createRuntime('idle', timing), history.createRuntime('busy')];
      expectRecorded(await idle.submit(recordAssessment(1)));
      expectRecorded(await busy.submit({ ...recordAssessment(2), commandId: 'two' }));
      timing.advance(ms);
      // In its memory there is no such event, and it would be refused.
      expect(await idle.submit(retractRecord('two.1'))).toMatchObject({ kind: 'unavailable' });
      expect(await idle.submit(retractRecord('two.1'))).toMatchObject({
        kind: 'recorded',
        repeated: false,
      });
      await Promise.all([idle.close(), busy.close()]);
    },
  );

  it('asks the log again for who came while it was being asked', async () => {
    const [slow, quick] = [history.createRuntime('slow'), history.createRuntime('quick')];
    expectRecorded(await slow.submit(recordAssessment(1)));
    const gate = new ManualBarrier();
    history.hooks.afterRead = () => gate.wait();
    const early = slow.submit(retractRecord('nothing.1'));
    await gate.reached;
    delete history.hooks.afterRead;
    expectRecorded(await quick.submit({ ...recordAssessment(2), commandId: 'two' }));
    const late = slow.submit(retractRecord('two.1'));
    gate.open();
    expect(await early).toMatchObject({ kind: 'refused' });
    // In its memory there is no such event, and it would be refused.
    expect(await late).toMatchObject({ kind: 'unavailable' });
    await Promise.all([slow.close(), quick.close()]);
  });

  it('lets two instances race for one partition, and every command is recorded once', async () => {
    const [left, right] = [history.createRuntime('left'), history.createRuntime('right')];
    const insist = async (
      runtime: CommandRuntime,
      command: SampleCommand,
    ): Promise<CommandOutcome> => {
      const outcome = await runtime.submit(command);
      return outcome.kind === 'unavailable' ? insist(runtime, command) : outcome;
    };
    const submit = (runtime: CommandRuntime, from: number): Promise<CommandOutcome>[] =>
      Array.from({ length: 20 }, (_, n) => insist(runtime, recordMeetingHeld(from + n)));
    const outcomes = await Promise.all([...submit(left, 1), ...submit(right, 11)]);
    const ids = (await history.readEvents())
      .filter(({ source }) => source !== '/log')
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const outcome of outcomes) expect(ids).toContain(expectRecorded(outcome).events[0]?.id);
    expect(ids).toHaveLength(3 + 30);
    await Promise.all([left.close(), right.close()]);
  });

  it('stops and says so when the log is defective', async () => {
    history.store.partition(0).loseEvent(2);
    const runtime = history.createRuntime();
    await expect(runtime.submit(recordAssessment(1))).rejects.toThrow(LogError);
    await expect(runtime.whenReady()).rejects.toThrow(LogError);
    await runtime.close();
  });

  it('goes on under a term of its own where the log will not have so old a writer', async () => {
    const runtime = history.createRuntime();
    expectRecorded(await runtime.submit(recordAssessment(1)));
    once('beforeCommit', 'LOG_WRITER_CLOSED');
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('fails the commands of a batch that the log calls invalid, and goes on', async () => {
    const runtime = history.createRuntime();
    expectRecorded(await runtime.submit(recordAssessment(1)));
    history.hooks.beforeCommit = () => {
      delete history.hooks.beforeCommit;
      return Promise.reject(new LogError('LOG_BATCH_INVALID', 'planted'));
    };
    await expect(runtime.submit(recordAssessment(2))).rejects.toMatchObject({
      code: 'LOG_BATCH_INVALID',
    });
    expect(expectRecorded(await runtime.submit(recordAssessment(3))).version).toBe(3);
    await runtime.close();
  });
});
