import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseqs, range, readBatches, TestWriter } from './testing/test-writer.ts';
import type { LogError } from './log-error.ts';
import { InMemoryLog, InMemoryStore } from './memory-log.ts';

/** A step of one of several processes: it opens the partition, or appends events. */
const step = fc.oneof(
  fc.record({ who: fc.nat(2), act: fc.constant('open' as const) }),
  fc.record({
    who: fc.nat(2),
    act: fc.constant('append' as const),
    count: fc.integer({ min: 1, max: 9 }),
  }),
);

const expected = new Set(['LOG_WRITER_FENCED', 'LOG_WRITER_CLOSED', 'LOG_BATCH_INVALID']);

/** A process that continues after a rejection, like one that has lost its partition. */
class Process {
  readonly acknowledged: string[] = [];
  readonly #log: InMemoryLog;
  #writer: TestWriter | undefined;

  constructor(store: InMemoryStore) {
    this.#log = new InMemoryLog(store);
  }

  async take(
    given: { act: 'open' } | { act: 'append'; count: number },
    nth: number,
  ): Promise<void> {
    try {
      if (given.act === 'open') this.#writer = await TestWriter.open(this.#log);
      else if (this.#writer) {
        const writer = this.#writer;
        const { first, last } = await writer.append(given.count, { commandid: `step-${nth}` });
        for (const pseq of range(first, last))
          this.acknowledged.push(`${writer.term}/${pseq}/step-${nth}`);
      }
    } catch (error) {
      if (!expected.has((error as LogError).code)) throw error;
    }
  }
}

describe('Any interleaving of writers', () => {
  it('leaves a gapless log of exactly the acknowledged events', async () => {
    const interleaving = fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.scheduler(),
      async (steps, scheduler) => {
        const wait = (name: string) => (): Promise<void> =>
          scheduler.schedule(Promise.resolve(), name);
        const store = new InMemoryStore({
          beforeCommit: wait('before'),
          afterCommit: wait('after'),
        });
        const processes = [new Process(store), new Process(store), new Process(store)];
        const running = steps.map((given, nth) =>
          scheduler.schedule(Promise.resolve()).then(() => processes[given.who]?.take(given, nth)),
        );
        await scheduler.waitFor(Promise.all(running));
        const batches = await readBatches(new InMemoryLog(store));
        const events = batches.flatMap((batch) => batch.events);
        expect(pseqs(events)).toEqual(range(0, events.length - 1));
        expect(batches.flatMap(({ ignored }) => ignored)).toEqual([]);
        const recorded = events
          .filter(({ event }) => event.source !== '/log')
          .map(({ event }) => `${event.term}/${event.pseq}/${event.commandid}`);
        const acknowledged = processes.flatMap((process) => process.acknowledged);
        expect(recorded.toSorted()).toEqual(acknowledged.toSorted());
      },
    );
    await fc.assert(interleaving, { numRuns: 300 });
  });
});
