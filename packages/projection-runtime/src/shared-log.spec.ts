import { setImmediate as turn } from 'node:timers/promises';
import { EMPTY_HEAD, type Head, type LogBatch, type ReadOptions } from '@rapporteur/event-log';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadableLog } from './readable-log.ts';
import { SharedLog } from './shared-log.ts';
import { meetingHeld, SampleLog } from './testing/sample-log.ts';

/** A log that counts the events that are fetched from it, by pages of a number of events. */
class CountingLog implements ReadableLog {
  fetched = 0;
  open = 0;
  readonly #log: ReadableLog;
  readonly #pageEvents: number;

  constructor(log: ReadableLog, pageEvents = 1) {
    this.#log = log;
    this.#pageEvents = pageEvents;
  }

  get partitions(): number {
    return this.#log.partitions;
  }

  async *read(
    partition: number,
    from: Head | number,
    options: ReadOptions,
  ): AsyncGenerator<LogBatch> {
    this.open += 1;
    try {
      for await (const batch of this.#log.read(partition, from, options)) {
        for (const page of splitBatch(batch, this.#pageEvents)) {
          this.fetched += page.events.length;
          yield page;
        }
      }
    } finally {
      this.open -= 1;
    }
  }
}

function splitBatch(batch: LogBatch, events: number): readonly LogBatch[] {
  if (batch.events.length <= events) return [batch];
  const first = batch.events.slice(0, events);
  const { pseq, term, time } = first.at(-1)?.event ?? EMPTY_HEAD;
  const rest = { ...batch, events: batch.events.slice(events) };
  const page = { ...batch, events: first, head: { pseq, term, time }, atEnd: false };
  return [page, ...splitBatch(rest, events)];
}

/** Reads a log from a head, at its own pace. */
class SampleFollower {
  readonly pseqs: number[] = [];
  readonly stop = new AbortController();
  readonly done: Promise<void>;
  batches = 0;
  lastAtEnd: boolean | undefined;

  constructor(log: ReadableLog, from: Head, pause: () => Promise<unknown> = turn) {
    this.done = this.#run(log, from, pause);
  }

  async #run(log: ReadableLog, from: Head, pause: () => Promise<unknown>): Promise<void> {
    const options = { follow: true, signal: this.stop.signal };
    for await (const { events, atEnd } of log.read(0, from, options)) {
      this.batches += 1;
      this.lastAtEnd = atEnd;
      this.pseqs.push(...events.map(({ event }) => event.pseq));
      await pause();
    }
  }

  async waitFor(pseq: number): Promise<void> {
    while (this.pseqs.at(-1) !== pseq) await turn();
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.done;
  }
}

function count(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

async function readHeads({ log }: SampleLog): Promise<readonly Head[]> {
  const heads: Head[] = [EMPTY_HEAD];
  const options = { follow: false, signal: new AbortController().signal };
  for await (const { events } of log.read(0, EMPTY_HEAD, options)) {
    heads.push(...events.map(({ event: { pseq, term, time } }): Head => ({ pseq, term, time })));
  }
  return heads;
}

describe('A shared log', () => {
  const record = (sample: SampleLog, n: number, events = 1): Promise<number> =>
    sample.record(
      `command-${n}`,
      Array.from({ length: events }, (_, at) => meetingHeld(`m-${n}-${at}`, 'Tashkent')),
    );

  it('fetches each event once for all followers', async () => {
    const sample = new SampleLog();
    await record(sample, 0);
    const counting = new CountingLog(sample.log);
    const shared = new SharedLog(counting);
    const head = (await readHeads(sample)).at(-1) ?? EMPTY_HEAD;
    const followers = [1, 2, 3].map(() => new SampleFollower(shared, head));
    await turn();
    for (let n = 1; n <= 50; n += 1) await record(sample, n, 3);
    for (const follower of followers) await follower.waitFor(151);

    expect(followers.map(({ pseqs }) => pseqs)).toEqual(followers.map(() => count(2, 151)));
    expect(counting.fetched).toBe(150);
    for (const follower of followers) await follower.end();
    expect(counting.open).toBe(0);
  });

  it('does not let a slow follower delay the others, and keeps a limited number of events', async () => {
    const sample = new SampleLog();
    await record(sample, 0);
    const counting = new CountingLog(sample.log);
    const shared = new SharedLog(counting, 10);
    const released = Promise.withResolvers<void>();
    const slow = new SampleFollower(shared, EMPTY_HEAD, () => released.promise);
    const fast = new SampleFollower(shared, EMPTY_HEAD);
    for (let n = 1; n <= 100; n += 1) await record(sample, n);
    await fast.waitFor(101);
    expect(slow.pseqs.at(-1)).toBeLessThan(50);
    expect(counting.fetched).toBeLessThan(110);

    released.resolve();
    await slow.waitFor(101);
    expect(slow.pseqs).toEqual(count(0, 101));
    await Promise.all([slow.end(), fast.end()]);
  });

  it('gives a follower within a shared batch the rest of it', async () => {
    const sample = new SampleLog();
    for (let n = 1; n <= 20; n += 1) await record(sample, n);
    const counting = new CountingLog(sample.log, 3);
    const shared = new SharedLog(counting);
    const head = (await readHeads(sample))[2] ?? EMPTY_HEAD;
    const released = Promise.withResolvers<void>();
    const slow = new SampleFollower(shared, head, () => released.promise);
    const fast = new SampleFollower(shared, EMPTY_HEAD);
    await fast.waitFor(20);
    released.resolve();
    await slow.waitFor(20);
    expect(slow.pseqs).toEqual(count(2, 20));
    // Its first batch is the only one that it read by itself.
    expect(counting.fetched).toBe(21 + 3);
    await Promise.all([slow.end(), fast.end()]);
  });

  it('yields a first batch at once, and says whether more is known', async () => {
    const sample = new SampleLog();
    await record(sample, 0);
    const shared = new SharedLog(sample.log);
    const head = (await readHeads(sample)).at(-1) ?? EMPTY_HEAD;
    const first = new SampleFollower(shared, head);
    const second = new SampleFollower(shared, head);
    while (first.batches === 0 || second.batches === 0) await turn();
    expect([first, second]).toMatchObject([{ lastAtEnd: true }, { lastAtEnd: true }]);
    await Promise.all([first.end(), second.end()]);
  });

  it('rejects a head that the log does not contain, and goes on for the others', async () => {
    const sample = new SampleLog();
    for (let n = 0; n < 5; n += 1) await record(sample, n);
    const shared = new SharedLog(sample.log);
    const good = new SampleFollower(shared, EMPTY_HEAD);
    await good.waitFor(5);
    const other = new SampleFollower(shared, { pseq: 3, term: 1, time: 'another' });
    await expect(other.done).rejects.toMatchObject({ code: 'LOG_TAIL_LOST' });
    await record(sample, 5);
    await good.waitFor(6);
    await good.end();
  });

  it('ends its followers without an error when the log is closed', async () => {
    const sample = new SampleLog();
    await record(sample, 0);
    const shared = new SharedLog(sample.log);
    const followers = [1, 2].map(() => new SampleFollower(shared, EMPTY_HEAD));
    for (const follower of followers) await follower.waitFor(1);
    await sample.log.close();
    const ends = await Promise.allSettled(followers.map(({ done }) => done));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  it('gives each follower every event once, in order, whatever their heads and paces', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), events: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('join' as const), at: fc.nat(), turns: fc.nat({ max: 4 }) }),
      fc.record({ kind: fc.constant('leave' as const), at: fc.nat() }),
      fc.record({ kind: fc.constant('wait' as const), turns: fc.nat({ max: 6 }) }),
    );
    const wait = async (turns: number): Promise<void> => {
      for (let n = 0; n < turns; n += 1) await turn();
    };
    const run = async (
      steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
      eventsMax: number,
    ): Promise<void> => {
      const sample = new SampleLog();
      let last = await record(sample, 0);
      // A page begins where its reader does, so the pages of two readers overlap.
      const counting = new CountingLog(sample.log, 3);
      const shared = new SharedLog(counting, eventsMax);
      const followers: { readonly from: number; readonly follower: SampleFollower }[] = [];
      for (const [n, each] of steps.entries()) {
        if (each.kind === 'append') last = await record(sample, n + 1, each.events);
        else if (each.kind === 'wait') await wait(each.turns);
        else if (each.kind === 'join') {
          const heads = await readHeads(sample);
          const head = heads[each.at % heads.length] ?? EMPTY_HEAD;
          const follower = new SampleFollower(shared, head, () => wait(each.turns));
          followers.push({ from: head.pseq + 1, follower });
        } else await followers[each.at % Math.max(1, followers.length)]?.follower.end();
      }
      for (const { from, follower } of followers) {
        if (!follower.stop.signal.aborted && from <= last) await follower.waitFor(last);
        await follower.end();
        const reached = follower.pseqs.at(-1) ?? from - 1;
        expect(follower.pseqs).toEqual(count(from, reached));
      }
      expect(counting.open).toBe(0);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), run),
      { numRuns: 150, seed: 13 },
    );
  });
});
