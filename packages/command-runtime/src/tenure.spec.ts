import { LogError } from '@rapporteur/event-log';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandRuntime } from './command-runtime.ts';
import { Gate, History, recorded, TestTiming, turns } from './history.ts';
import type { Outcome } from './outcome.ts';
import { assess, holdMeeting, openCollection, registerSource, retract } from './sample-commands.ts';

describe('Losing the writer', () => {
  let history: History;

  beforeEach(async () => {
    history = new History();
    const runtime = history.runtime();
    recorded(await runtime.submit(openCollection()));
    recorded(await runtime.submit(registerSource()));
    await runtime.close();
  });

  const once = (way: 'before' | 'after', code: 'LOG_OUTCOME_UNKNOWN' | 'LOG_WRITER_FENCED'): void => {
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
    expect(recorded(await runtime.submit(assess(1)))).toMatchObject({ repeated: false, position: { pseq: 5 } });
    expect((await history.events()).filter(({ type }) => type.includes('assessment'))).toHaveLength(1);
    await runtime.close();
  });

  it('sends a command again whose batch did not land', async () => {
    const runtime = history.runtime();
    once('before', 'LOG_OUTCOME_UNKNOWN');
    expect(recorded(await runtime.submit(assess(1)))).toMatchObject({ repeated: false, position: { pseq: 6 } });
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

  it('does not answer from an old memory when another has written since', async () => {
    const timing = new TestTiming();
    const [idle, busy] = [history.runtime('idle', timing), history.runtime('busy')];
    recorded(await idle.submit(assess(1)));
    recorded(await busy.submit({ ...assess(2), commandId: 'two' }));
    timing.pass(2_000);
    // In its memory there is no such event, and it would be refused.
    expect(await idle.submit(retract('two.1'))).toMatchObject({ kind: 'recorded', repeated: false });
    await Promise.all([idle.close(), busy.close()]);
  });

  it('lets two instances race for one partition, and every command is recorded once', async () => {
    const [left, right] = [history.runtime('left'), history.runtime('right')];
    const submit = (runtime: CommandRuntime, from: number): Promise<Outcome>[] =>
      Array.from({ length: 20 }, (_, n) => runtime.submit(holdMeeting(from + n)));
    const outcomes = await Promise.all([...submit(left, 1), ...submit(right, 11)]);
    const ids = (await history.events()).filter(({ source }) => source !== '/log').map(({ id }) => id);
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
