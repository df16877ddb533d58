import { LogError, type LogErrorCode } from '@rapporteur/event-log';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import {
  ManualBarrier,
  RuntimeFixture,
  expectRecorded,
  TestTiming,
  flushEventLoop,
} from './testing/runtime-fixture.ts';
import type { CommandOutcome } from './command-outcome.ts';
import {
  recordAssessment,
  recordMeetingHeld,
  openCollection,
  registerSource,
  retractRecord,
  type SampleCommand,
} from './testing/sample-commands.ts';

/** Returns the terms of the recorded events. */
async function listTerms(fixture: RuntimeFixture): Promise<number[]> {
  return [...new Set((await fixture.readEvents()).map(({ term }) => term))];
}

describe('Losing a writer', () => {
  let fixture: RuntimeFixture;

  beforeEach(async () => {
    fixture = new RuntimeFixture();
    const runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(openCollection()));
    expectRecorded(await runtime.submit(registerSource()));
    await runtime.close();
  });

  const failOnce = (hook: 'beforeCommit' | 'afterCommit', code: LogErrorCode): void => {
    fixture.hooks[hook] = () => {
      delete fixture.hooks[hook];
      return Promise.reject(new LogError(code, 'injected error'));
    };
  };

  it('returns the first outcome of a batch recorded without a confirmation', async () => {
    const runtime = fixture.createRuntime();
    failOnce('afterCommit', 'LOG_OUTCOME_UNKNOWN');
    const outcome = expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(outcome).toMatchObject({ repeated: false, position: { pseq: 5 } });
    const events = await fixture.readEvents();
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

  it('does not record again what was recorded without a confirmation and retracted', async () => {
    const runtime = fixture.createRuntime();
    fixture.hooks.afterCommit = async (events) => {
      delete fixture.hooks.afterCommit;
      const other = fixture.createRuntime('other');
      expectRecorded(await other.submit(retractRecord(events[0]?.event.id ?? '')));
      await other.close();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'injected error');
    };
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect(
      (await fixture.readEvents()).filter(({ type }) => type.includes('assessment')),
    ).toHaveLength(1);
    await runtime.close();
  });

  it('reads the log when a batch was committed at an unexpected position', async () => {
    const runtime = fixture.createRuntime();
    fixture.hooks.mapCommitted = ({ first, last }) => {
      delete fixture.hooks.mapCommitted;
      return { first: first + 1, last: last + 1 };
    };
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect(await listTerms(fixture)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('appends a command again whose batch was not recorded', async () => {
    const runtime = fixture.createRuntime();
    failOnce('beforeCommit', 'LOG_OUTCOME_UNKNOWN');
    expect(expectRecorded(await runtime.submit(recordAssessment(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 6 },
    });
    await runtime.close();
  });

  it('backs off for 1 to 5 seconds after a fence, doubled each time', async () => {
    const timing = new TestTiming(() => 0.5);
    const runtime = fixture.createRuntime('instance-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    let fences = 3;
    fixture.hooks.beforeCommit = async () => {
      if (fences-- > 0) throw new LogError('LOG_WRITER_FENCED', 'injected error');
    };
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(timing.backoffs).toEqual([3_000, 6_000, 12_000]);
    fences = 1;
    expectRecorded(await runtime.submit(recordAssessment(3)));
    expect(timing.backoffs.at(-1)).toBe(3_000);
    await runtime.close();
  });

  it('leaves the partition to another owner, with outcomes of recorded commands only', async () => {
    const runtime = fixture.createRuntime();
    const other = fixture.createRuntime('other');
    expectRecorded(await runtime.submit(recordAssessment(1)));
    const barrier = new ManualBarrier();
    fixture.hooks.afterCommit = async () => {
      delete fixture.hooks.afterCommit;
      // The batch is recorded, and the other opens the partition before its confirmation.
      expectRecorded(await other.submit(recordAssessment(4)));
      await barrier.wait();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'injected error');
    };
    const landed = runtime.submit(recordAssessment(2));
    await barrier.reached;
    const rest = runtime.submit(recordAssessment(3));
    barrier.open();
    expect(expectRecorded(await landed)).toMatchObject({ repeated: false });
    expect(await rest).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
    expect(runtime.readStatus()[0]).toMatchObject({
      state: 'following',
      owner: { instance: 'other' },
    });
    expect(await listTerms(fixture)).toEqual([1, 2, 3]);
    await Promise.all([runtime.close(), other.close()]);
  });

  it('backs off as long when another instance was faster to open the partition', async () => {
    const timing = new TestTiming(() => 0.5);
    let conflicts = 2;
    fixture.hooks.beforeOpen = async () => {
      if (conflicts-- > 0) throw new LogError('LOG_WRITER_FENCED', 'injected error');
    };
    const runtime = fixture.createRuntime('instance-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(timing.backoffs).toEqual([3_000, 6_000]);
    await runtime.close();
  });

  it('retries soon when the log does not respond', async () => {
    const timing = new TestTiming(() => 0.5);
    let failures = 3;
    fixture.hooks.beforeOpen = async () => {
      if (failures-- > 0) throw new LogError('LOG_UNREACHABLE', 'injected error');
    };
    const runtime = fixture.createRuntime('instance-1', timing);
    expectRecorded(await runtime.submit(recordAssessment(1)));
    expect(timing.backoffs).toEqual([150, 300, 600]);
    await runtime.close();
  });

  it('times out at once when the back-off exceeds 30 seconds, and returns its length', async () => {
    const runtime = fixture.createRuntime('instance-1', new TestTiming(() => 0.9));
    fixture.hooks.beforeCommit = () =>
      Promise.reject(new LogError('LOG_WRITER_FENCED', 'injected error'));
    expect(await runtime.submit(recordAssessment(1))).toEqual({
      kind: 'unavailable',
      retryAfterSeconds: 19,
    });
    delete fixture.hooks.beforeCommit;
    await runtime.close();
    expect((await fixture.readEvents()).filter(({ type }) => type.includes('assessment'))).toEqual(
      [],
    );
  });

  it('times out after 30 seconds when the log does not respond', async () => {
    const timing = new TestTiming();
    const runtime = fixture.createRuntime('instance-1', timing);
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = () => barrier.wait();
    const outcome = runtime.submit(recordAssessment(1));
    await barrier.reached;
    timing.advance(29_000);
    await flushEventLoop();
    const later = runtime.submit(recordAssessment(2));
    timing.advance(2_000);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    barrier.open();
    expectRecorded(await later);
    expect(await runtime.submit(recordAssessment(1))).toMatchObject({
      kind: 'recorded',
      repeated: true,
    });
    await runtime.close();
  });

  it('closes after 3.5 seconds when the log does not respond', async () => {
    const timing = new TestTiming();
    const runtime = fixture.createRuntime('instance-1', timing);
    const barrier = new ManualBarrier();
    fixture.hooks.beforeCommit = () => barrier.wait();
    const outcome = runtime.submit(recordAssessment(1));
    await barrier.reached;
    const closed = runtime.close();
    await flushEventLoop();
    timing.advance(3_500);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    barrier.open();
    await closed;
  });

  it.each([0, 2_000])(
    'returns no outcome from memory after another instance has written, %d ms ago',
    async (ms) => {
      const timing = new TestTiming();
      const idle = fixture.createRuntime('idle', timing);
      const busy = fixture.createRuntime('busy');
      expectRecorded(await idle.submit(recordAssessment(1)));
      expectRecorded(await busy.submit({ ...recordAssessment(2), commandId: 'two' }));
      timing.advance(ms);
      // Its own state lacks this event and would reject the command.
      expect(await idle.submit(retractRecord('two.1'))).toMatchObject({ kind: 'unavailable' });
      expect(await idle.submit(retractRecord('two.1'))).toMatchObject({
        kind: 'recorded',
        repeated: false,
      });
      await Promise.all([idle.close(), busy.close()]);
    },
  );

  it('reads the log again for a command that came during a read', async () => {
    const slow = fixture.createRuntime('slow');
    const quick = fixture.createRuntime('quick');
    expectRecorded(await slow.submit(recordAssessment(1)));
    const barrier = new ManualBarrier();
    fixture.hooks.afterRead = () => barrier.wait();
    const early = slow.submit(retractRecord('nothing.1'));
    await barrier.reached;
    delete fixture.hooks.afterRead;
    expectRecorded(await quick.submit({ ...recordAssessment(2), commandId: 'two' }));
    const late = slow.submit(retractRecord('two.1'));
    barrier.open();
    expect(await early).toMatchObject({ kind: 'refused' });
    // Its own state lacks this event and would reject the command.
    expect(await late).toMatchObject({ kind: 'unavailable' });
    await Promise.all([slow.close(), quick.close()]);
  });

  it('records every command once when two instances race for a partition', async () => {
    const left = fixture.createRuntime('left');
    const right = fixture.createRuntime('right');
    const submitUntilAvailable = async (
      runtime: CommandRuntime,
      command: SampleCommand,
    ): Promise<CommandOutcome> => {
      const outcome = await runtime.submit(command);
      return outcome.kind === 'unavailable' ? submitUntilAvailable(runtime, command) : outcome;
    };
    const submit = (runtime: CommandRuntime, from: number): Promise<CommandOutcome>[] =>
      Array.from({ length: 20 }, (_, n) =>
        submitUntilAvailable(runtime, recordMeetingHeld(from + n)),
      );
    const outcomes = await Promise.all([...submit(left, 1), ...submit(right, 11)]);
    const ids = (await fixture.readEvents())
      .filter(({ source }) => source !== '/log')
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const outcome of outcomes) expect(ids).toContain(expectRecorded(outcome).events[0]?.id);
    expect(ids).toHaveLength(3 + 30);
    await Promise.all([left.close(), right.close()]);
  });

  it('rejects commands when the log is defective', async () => {
    fixture.store.partition(0).loseEvent(2);
    const runtime = fixture.createRuntime();
    await expect(runtime.submit(recordAssessment(1))).rejects.toThrow(LogError);
    await expect(runtime.whenReady()).rejects.toThrow(LogError);
    await runtime.close();
  });

  it('opens the partition under a new term when the log has closed the writer', async () => {
    const runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(recordAssessment(1)));
    failOnce('beforeCommit', 'LOG_WRITER_CLOSED');
    expectRecorded(await runtime.submit(recordAssessment(2)));
    expect(await listTerms(fixture)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('rejects the commands of an invalid batch, and continues', async () => {
    const runtime = fixture.createRuntime();
    expectRecorded(await runtime.submit(recordAssessment(1)));
    fixture.hooks.beforeCommit = () => {
      delete fixture.hooks.beforeCommit;
      return Promise.reject(new LogError('LOG_BATCH_INVALID', 'injected error'));
    };
    await expect(runtime.submit(recordAssessment(2))).rejects.toMatchObject({
      code: 'LOG_BATCH_INVALID',
    });
    expect(expectRecorded(await runtime.submit(recordAssessment(3))).version).toBe(3);
    await runtime.close();
  });
});
