import { describe, expect, it } from 'vitest';
import { type LogBatch, EMPTY_HEAD, type EventLog, type Head } from '../../port.ts';
import { errorCode, pseqs, range, TestWriter } from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

/** A reader that follows the log step by step. */
class Follower {
  readonly #stop = new AbortController();
  readonly #batches: AsyncIterator<LogBatch>;
  readonly seen: number[] = [];
  head: Head = EMPTY_HEAD;

  constructor(log: EventLog, from: Head | number = EMPTY_HEAD) {
    const batches = log.read(0, from, { follow: true, signal: this.#stop.signal });
    this.#batches = batches[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<LogBatch>> {
    const result = await this.#batches.next();
    if (!result.done) {
      this.seen.push(...pseqs(result.value.events));
      this.head = result.value.head;
    }
    return result;
  }

  /** Reads up to `pseq`, and returns the batch that contains it. */
  async readUntil(pseq: number): Promise<LogBatch> {
    for (;;) {
      const { done, value } = await this.next();
      if (done) throw new Error(`The reader ended before ${pseq}.`);
      if (value.head.pseq >= pseq) return value;
    }
  }

  stop(): void {
    this.#stop.abort();
  }
}

/** Readers that wait for new events. */
export function describeFollowing(create: LogFactory): void {
  describe('following', () => {
    it(
      'yields an empty batch first, then new events',
      withLog(create, async ({ openHandle }) => {
        const follower = new Follower(await openHandle());
        expect((await follower.next()).value).toEqual({
          events: [],
          ignored: [],
          atEnd: true,
          head: EMPTY_HEAD,
        });
        const coming = follower.readUntil(2);
        const writer = await TestWriter.open(await openHandle());
        await writer.append(2);
        expect(await coming).toMatchObject({ atEnd: true, head: { pseq: 2, term: 1 } });
        const more = follower.readUntil(7);
        for (const count of [1, 3, 1]) await writer.append(count);
        await more;
        expect(follower.seen).toEqual(range(0, 7));
        follower.stop();
      }),
    );

    it(
      'sees one order from any start',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const reading = await openHandle();
        const first = await TestWriter.open(log);
        await first.append(3);
        const followers = [
          new Follower(log),
          new Follower(reading),
          new Follower(reading, 2),
          new Follower(log, first.head),
        ];
        const ends = followers.map((follower) => follower.readUntil(45));
        for (const count of range(1, 5)) await first.append(count);
        const second = await TestWriter.open(reading, { owner: 'writer-2' });
        for (let time = 0; time < 13; time += 1) await second.append(2);
        await Promise.all(ends);
        expect(followers.map(({ seen }) => seen)).toEqual([
          range(0, 45),
          range(0, 45),
          range(2, 45),
          range(4, 45),
        ]);
        for (const follower of followers) follower.stop();
      }),
    );

    ending(create);
  });
}

function ending(create: LogFactory): void {
  it(
    'ends without an error when aborted before, while waiting, and between batches',
    withLog(create, async ({ openHandle }) => {
      const log = await openHandle();
      await (await TestWriter.open(log)).append(1);
      const before = new Follower(log);
      before.stop();
      expect((await before.next()).done).toBe(true);
      const waiting = new Follower(log, 2);
      await waiting.next();
      const last = waiting.next();
      waiting.stop();
      expect((await last).done).toBe(true);
      const between = new Follower(log);
      await between.next();
      between.stop();
      expect((await between.next()).done).toBe(true);
    }),
  );

  it(
    'ends without an error when its handle is closed, while others continue',
    withLog(create, async ({ openHandle }) => {
      const log = await openHandle();
      const closing = await openHandle();
      const writer = await TestWriter.open(log);
      const closed = new Follower(closing);
      const other = new Follower(log);
      await Promise.all([closed.readUntil(0), other.readUntil(0)]);
      const last = closed.next();
      await closing.close();
      expect((await last).done).toBe(true);
      await writer.append(1);
      await other.readUntil(1);
      other.stop();
    }),
  );

  it(
    'sees nothing of a rejected batch',
    withLog(create, async ({ openHandle }) => {
      const log = await openHandle();
      const writer = await TestWriter.open(log);
      const follower = new Follower(await openHandle(), writer.head);
      expect(await errorCode(writer.append(1, { term: 9 }))).toBe('LOG_BATCH_INVALID');
      await writer.append(2);
      await follower.readUntil(2);
      expect(follower.seen).toEqual([1, 2]);
      follower.stop();
    }),
  );
}
