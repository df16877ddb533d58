import { LogError, type LogErrorCode } from '@rapporteur/event-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { Gate, History, recorded, TestTiming, turns } from './history.ts';
import type { Outcome } from './outcome.ts';
import { IDLE_AFTER_MS, IDLE_CHECK_INTERVAL_MS, RENEW_AFTER_MS } from './tenure.ts';
import {
  assess,
  holdMeeting,
  openCollection,
  registerSource,
  retract,
  type SampleCommand,
} from './sample-commands.ts';

/** The terms in which something was recorded, or the partition opened. */
async function termsOf(history: History): Promise<number[]> {
  return [...new Set((await history.events()).map(({ term }) => term))];
}

/** The time of this machine, by either clock of a runtime, goes on by so much. */
const CLOCKS: [string, (history: History, timing: TestTiming, ms: number) => void][] = [
  ['the one that never goes back', (_, timing, ms) => timing.pass(ms)],
  ['the one on the wall', (history, _, ms) => (history.now = new Date(history.now.getTime() + ms))],
];

describe('Keeping the writer', () => {
  let history: History;
  let timing: TestTiming;
  let runtime: CommandRuntime;

  beforeEach(async () => {
    history = new History();
    timing = new TestTiming();
    runtime = history.runtime('desk-1', timing);
    recorded(await runtime.submit(openCollection()));
    recorded(await runtime.submit(registerSource()));
  });
  afterEach(() => runtime.close());

  it.each(CLOCKS)(
    'replaces it before it has grown old, by the clock that is ahead: %s',
    async (_, pass) => {
      pass(history, timing, RENEW_AFTER_MS - 1_000);
      recorded(await runtime.submit(assess(1)));
      expect(await termsOf(history)).toEqual([1]);
      pass(history, timing, 1_000);
      recorded(await runtime.submit(assess(2)));
      recorded(await runtime.submit(assess(3)));
      expect(await termsOf(history)).toEqual([1, 2]);
      expect(timing.backoffs).toEqual([]);
    },
  );

  it('replaces it between two batches: what is in flight lands in the old term, and nobody is asked to wait', async () => {
    const gate = new Gate();
    history.way.before = () => gate.pass();
    const first = runtime.submit(assess(1));
    await gate.reached;
    history.now = new Date(history.now.getTime() + RENEW_AFTER_MS);
    const rest = [2, 3, 4].map((n) => runtime.submit(assess(n)));
    const repeated = runtime.submit(assess(2));
    await turns();
    gate.open();
    const outcomes = await Promise.all([first, ...rest]);
    expect(outcomes.map((outcome) => recorded(outcome).events[0]?.term)).toEqual([1, 2, 2, 2]);
    expect(outcomes.map((outcome) => recorded(outcome).repeated)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(recorded(await repeated)).toMatchObject({ repeated: true, position: { pseq: 6 } });
    expect(timing.backoffs).toEqual([]);
  });

  it('keeps the image as it is replaced: of the log nothing but its own opening is read', async () => {
    recorded(await runtime.submit(assess(1)));
    const before = history.read;
    timing.pass(RENEW_AFTER_MS);
    recorded(await runtime.submit(assess(2)));
    expect(history.read - before).toBe(1);
  });

  it('lets it go after an hour without a command, and follows; the next command opens the partition', async () => {
    const state = (): string | undefined => runtime.status()[0]?.state;
    // The first look still finds that commands came since the partition was opened.
    for (
      let waited = -IDLE_CHECK_INTERVAL_MS;
      waited < IDLE_AFTER_MS;
      waited += IDLE_CHECK_INTERVAL_MS
    ) {
      await turns();
      expect(state()).toBe('owning');
      timing.pass(IDLE_CHECK_INTERVAL_MS);
    }
    await turns();
    expect(state()).toBe('following');
    const other = history.runtime('other');
    recorded(await other.submit(assess(1)));
    await other.close();
    await turns();
    expect(runtime.status()[0]?.owner).toMatchObject({ owner: 'other' });
    recorded(await runtime.submit(assess(2)));
    expect([state(), await termsOf(history)]).toEqual(['owning', [1, 2, 3]]);
  });

  it('keeps it while commands come, whatever becomes of them', async () => {
    for (let time = 0; time < 4; time += 1) {
      timing.pass(IDLE_AFTER_MS - IDLE_CHECK_INTERVAL_MS);
      await turns();
      // Refused, so that nothing but the command itself tells that somebody is there.
      expect(await runtime.submit(retract('nothing.1'))).toMatchObject({ kind: 'refused' });
      timing.pass(IDLE_CHECK_INTERVAL_MS);
      await turns();
    }
    expect(runtime.status()[0]).toMatchObject({ state: 'owning', term: 1 });
  });
});

describe('Losing the writer', () => {
  let history: History;

  beforeEach(async () => {
    history = new History();
    const runtime = history.runtime();
    recorded(await runtime.submit(openCollection()));
    recorded(await runtime.submit(registerSource()));
    await runtime.close();
  });

  const once = (way: 'before' | 'after', code: LogErrorCode): void => {
    history.way[way] = () => {
      delete history.way[way];
      return Promise.reject(new LogError(code, 'planted'));
    };
  };

  it('finds a command whose batch landed although nobody said so, and gives its first answer', async () => {
    const runtime = history.runtime();
    once('after', 'LOG_OUTCOME_UNKNOWN');
    const outcome = recorded(await runtime.submit(assess(1)));
    expect(outcome).toMatchObject({ repeated: false, position: { pseq: 5 } });
    const events = await history.events();
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
    const runtime = history.runtime();
    history.way.after = async (events) => {
      delete history.way.after;
      const other = history.runtime('other');
      recorded(await other.submit(retract(events[0]?.event.id ?? '')));
      await other.close();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'planted');
    };
    expect(recorded(await runtime.submit(assess(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect((await history.events()).filter(({ type }) => type.includes('assessment'))).toHaveLength(
      1,
    );
    await runtime.close();
  });

  it('does not believe that a batch landed elsewhere than expected, and looks', async () => {
    const runtime = history.runtime();
    history.way.told = ({ first, last }) => {
      delete history.way.told;
      return { first: first + 1, last: last + 1 };
    };
    expect(recorded(await runtime.submit(assess(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 5 },
    });
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('sends a command again whose batch did not land', async () => {
    const runtime = history.runtime();
    once('before', 'LOG_OUTCOME_UNKNOWN');
    expect(recorded(await runtime.submit(assess(1)))).toMatchObject({
      repeated: false,
      position: { pseq: 6 },
    });
    await runtime.close();
  });

  it('waits 1 to 5 seconds before it fights another writer for the partition, longer each time', async () => {
    const timing = new TestTiming(() => 0.5);
    const runtime = history.runtime('desk-1', timing);
    recorded(await runtime.submit(assess(1)));
    let fences = 3;
    history.way.before = async () => {
      if (fences-- > 0) throw new LogError('LOG_WRITER_FENCED', 'planted');
    };
    recorded(await runtime.submit(assess(2)));
    expect(timing.backoffs).toEqual([3_000, 6_000, 12_000]);
    fences = 1;
    recorded(await runtime.submit(assess(3)));
    expect(timing.backoffs.at(-1)).toBe(3_000);
    await runtime.close();
  });

  it('leaves the partition to another that has opened it: what had landed is told, the rest is to be asked again', async () => {
    const [runtime, other] = [history.runtime(), history.runtime('other')];
    recorded(await runtime.submit(assess(1)));
    const gate = new Gate();
    history.way.after = async () => {
      delete history.way.after;
      // It has landed, and the other opens before anybody hears of it.
      recorded(await other.submit(assess(4)));
      await gate.pass();
      throw new LogError('LOG_OUTCOME_UNKNOWN', 'planted');
    };
    const landed = runtime.submit(assess(2));
    await gate.reached;
    const rest = runtime.submit(assess(3));
    gate.open();
    expect(recorded(await landed)).toMatchObject({ repeated: false });
    expect(await rest).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
    expect(runtime.status()[0]).toMatchObject({ state: 'following', owner: { owner: 'other' } });
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await Promise.all([runtime.close(), other.close()]);
  });

  it('waits as long where another was quicker to open the partition', async () => {
    const timing = new TestTiming(() => 0.5);
    let quicker = 2;
    history.way.opening = async () => {
      if (quicker-- > 0) throw new LogError('LOG_WRITER_FENCED', 'planted');
    };
    const runtime = history.runtime('desk-1', timing);
    recorded(await runtime.submit(assess(1)));
    expect(timing.backoffs).toEqual([3_000, 6_000]);
    await runtime.close();
  });

  it('tries again soon where the log does not answer', async () => {
    const timing = new TestTiming(() => 0.5);
    let silent = 3;
    history.way.opening = async () => {
      if (silent-- > 0) throw new LogError('LOG_UNREACHABLE', 'planted');
    };
    const runtime = history.runtime('desk-1', timing);
    recorded(await runtime.submit(assess(1)));
    expect(timing.backoffs).toEqual([150, 300, 600]);
    await runtime.close();
  });

  it('gives up when it would wait longer than 30 seconds, with the time to wait', async () => {
    const runtime = history.runtime('desk-1', new TestTiming(() => 0.9));
    history.way.before = () => Promise.reject(new LogError('LOG_WRITER_FENCED', 'planted'));
    expect(await runtime.submit(assess(1))).toEqual({ kind: 'unavailable', retryAfterSeconds: 19 });
    delete history.way.before;
    await runtime.close();
    expect((await history.events()).filter(({ type }) => type.includes('assessment'))).toEqual([]);
  });

  it('gives up after 30 seconds when the log does not answer', async () => {
    const timing = new TestTiming();
    const runtime = history.runtime('desk-1', timing);
    const gate = new Gate();
    history.way.before = () => gate.pass();
    const outcome = runtime.submit(assess(1));
    await gate.reached;
    timing.pass(29_000);
    await turns();
    const later = runtime.submit(assess(2));
    timing.pass(2_000);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    gate.open();
    recorded(await later);
    expect(await runtime.submit(assess(1))).toMatchObject({ kind: 'recorded', repeated: true });
    await runtime.close();
  });

  it('gives up on a log that does not answer while it closes', async () => {
    const timing = new TestTiming();
    const runtime = history.runtime('desk-1', timing);
    const gate = new Gate();
    history.way.before = () => gate.pass();
    const outcome = runtime.submit(assess(1));
    await gate.reached;
    const closed = runtime.close();
    await turns();
    timing.pass(10_000);
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    gate.open();
    await closed;
  });

  it.each([0, 2_000])(
    'does not answer from memory when another has written since, %d ms ago',
    async (ms) => {
      const timing = new TestTiming();
      const [idle, busy] = [history.runtime('idle', timing), history.runtime('busy')];
      recorded(await idle.submit(assess(1)));
      recorded(await busy.submit({ ...assess(2), commandId: 'two' }));
      timing.pass(ms);
      // In its memory there is no such event, and it would be refused.
      expect(await idle.submit(retract('two.1'))).toMatchObject({ kind: 'unavailable' });
      expect(await idle.submit(retract('two.1'))).toMatchObject({
        kind: 'recorded',
        repeated: false,
      });
      await Promise.all([idle.close(), busy.close()]);
    },
  );

  it('asks the log again for who came while it was being asked', async () => {
    const [slow, quick] = [history.runtime('slow'), history.runtime('quick')];
    recorded(await slow.submit(assess(1)));
    const gate = new Gate();
    history.way.reading = () => gate.pass();
    const early = slow.submit(retract('nothing.1'));
    await gate.reached;
    delete history.way.reading;
    recorded(await quick.submit({ ...assess(2), commandId: 'two' }));
    const late = slow.submit(retract('two.1'));
    gate.open();
    expect(await early).toMatchObject({ kind: 'refused' });
    // In its memory there is no such event, and it would be refused.
    expect(await late).toMatchObject({ kind: 'unavailable' });
    await Promise.all([slow.close(), quick.close()]);
  });

  it('lets two instances race for one partition, and every command is recorded once', async () => {
    const [left, right] = [history.runtime('left'), history.runtime('right')];
    const insist = async (runtime: CommandRuntime, command: SampleCommand): Promise<Outcome> => {
      const outcome = await runtime.submit(command);
      return outcome.kind === 'unavailable' ? insist(runtime, command) : outcome;
    };
    const submit = (runtime: CommandRuntime, from: number): Promise<Outcome>[] =>
      Array.from({ length: 20 }, (_, n) => insist(runtime, holdMeeting(from + n)));
    const outcomes = await Promise.all([...submit(left, 1), ...submit(right, 11)]);
    const ids = (await history.events())
      .filter(({ source }) => source !== '/log')
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const outcome of outcomes) expect(ids).toContain(recorded(outcome).events[0]?.id);
    expect(ids).toHaveLength(3 + 30);
    await Promise.all([left.close(), right.close()]);
  });

  it('stops and says so when the log is defective', async () => {
    history.store.partition(0).loseEvent(2);
    const runtime = history.runtime();
    await expect(runtime.submit(assess(1))).rejects.toThrow(LogError);
    await expect(runtime.ready()).rejects.toThrow(LogError);
    await runtime.close();
  });

  it('goes on under a term of its own where the log will not have so old a writer', async () => {
    const runtime = history.runtime();
    recorded(await runtime.submit(assess(1)));
    once('before', 'LOG_WRITER_CLOSED');
    recorded(await runtime.submit(assess(2)));
    expect(await termsOf(history)).toEqual([1, 2, 3]);
    await runtime.close();
  });

  it('fails the commands of a batch that the log calls invalid, and goes on', async () => {
    const runtime = history.runtime();
    recorded(await runtime.submit(assess(1)));
    history.way.before = () => {
      delete history.way.before;
      return Promise.reject(new LogError('LOG_BATCH_INVALID', 'planted'));
    };
    await expect(runtime.submit(assess(2))).rejects.toMatchObject({ code: 'LOG_BATCH_INVALID' });
    expect(recorded(await runtime.submit(assess(3))).version).toBe(3);
    await runtime.close();
  });
});
