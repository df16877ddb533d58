import { describe, expect, it } from 'vitest';
import { describeEventLog } from './testing/conformance/event-log.contract.ts';
import { LogError } from './log-error.ts';
import { InMemoryLog, InMemoryStore } from './memory-log.ts';
import { EMPTY_HEAD, type Writer } from './port.ts';
import { sampleEvents } from './testing/sample-events.ts';

describeEventLog('in memory', async ({ partitions }) => {
  const store = new InMemoryStore({ partitions });
  return Promise.resolve({
    open: () => Promise.resolve(new InMemoryLog(store)),
    loseEvent: (partition, pseq) => Promise.resolve(store.partition(partition).loseEvent(pseq)),
    loseTail: (partition, pseq) => Promise.resolve(store.partition(partition).loseTail(pseq)),
    dispose: () => Promise.resolve(),
  });
});

describe('Two writers that open the in-memory log at once', () => {
  it('are one that opens and one that is fenced', async () => {
    const store = new InMemoryStore();
    const open = (owner: string): Promise<Writer> =>
      new InMemoryLog(store).openWriter(0, { instance: owner }, EMPTY_HEAD, () => undefined);
    const [first, second] = await Promise.allSettled([open('writer-1'), open('writer-2')]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { term: 1 } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'LOG_WRITER_FENCED' } });
  });
});

describe('Faults injected into the in-memory log', () => {
  const head = { ...EMPTY_HEAD, pseq: 0, term: 1 };
  const lost = (): Promise<never> =>
    Promise.reject(new LogError('LOG_OUTCOME_UNKNOWN', 'The connection was lost.'));
  const lengthAfter = async (store: InMemoryStore): Promise<number> => {
    const writer = await new InMemoryLog(store).openWriter(
      0,
      { instance: 'writer-1' },
      EMPTY_HEAD,
      () => undefined,
    );
    const events = sampleEvents(1, head, { time: '2199-01-01T00:00:00.000Z' });
    await expect(writer.append(events)).rejects.toMatchObject({ code: 'LOG_OUTCOME_UNKNOWN' });
    await expect(writer.append(events)).rejects.toMatchObject({ code: 'LOG_WRITER_CLOSED' });
    return store.partition(0).nextPseq;
  };

  it('lose a batch before it is stored', async () => {
    const beforeCommit = (_: number, events: readonly unknown[]): Promise<void> =>
      events.length > 0 ? lost() : Promise.resolve();
    expect(await lengthAfter(new InMemoryStore({ beforeCommit }))).toBe(1);
  });

  it('lose the acknowledgement of a stored batch', async () => {
    const afterCommit = (_: number, events: readonly unknown[]): Promise<void> =>
      events.length > 0 ? lost() : Promise.resolve();
    expect(await lengthAfter(new InMemoryStore({ afterCommit }))).toBe(2);
  });
});
