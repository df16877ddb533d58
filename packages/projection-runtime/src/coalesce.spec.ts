import { setTimeout as delay } from 'node:timers/promises';
import type { LogBatch, RecordedEvent } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { coalesce, COALESCE_EVENTS_MAX } from './coalesce.ts';
import { prefetchOne } from './prefetch.ts';
import { WriteLoad } from './write-load.ts';

const event = {} as RecordedEvent;

function batch(events: number, atEnd: boolean, pseq = 0): LogBatch {
  return {
    events: Array.from({ length: events }, () => event),
    ignored: [],
    atEnd,
    head: { pseq, term: 1, time: '' },
  };
}

async function* read(...batches: readonly LogBatch[]): AsyncGenerator<LogBatch> {
  yield* batches;
}

async function sizes(...batches: readonly LogBatch[]): Promise<number[]> {
  const found: number[] = [];
  for await (const { events } of coalesce(read(...batches))) found.push(events.length);
  return found;
}

describe('Coalescing the batches of a log', () => {
  it('joins batches while catching up, with the head of the last one', async () => {
    const joined = [];
    for await (const coalesced of coalesce(read(batch(2, false, 1), batch(3, true, 4))))
      joined.push(coalesced);
    expect(joined).toMatchObject([{ events: { length: 5 }, head: { pseq: 4 }, atEnd: true }]);
  });

  it('does not wait for more at the end of the log', async () => {
    expect(await sizes(batch(2, true), batch(3, true))).toEqual([2, 3]);
  });

  it('starts a new batch rather than split one or exceed the limit', async () => {
    const half = COALESCE_EVENTS_MAX / 2;
    expect(
      await sizes(batch(half, false), batch(half, false), batch(1, false), batch(1, true)),
    ).toEqual([COALESCE_EVENTS_MAX, 2]);
    expect(await sizes(batch(COALESCE_EVENTS_MAX * 2, true))).toEqual([COALESCE_EVENTS_MAX * 2]);
  });

  it('yields an empty batch at the end of the log', async () => {
    expect(await sizes(batch(0, true))).toEqual([0]);
  });

  it('loses nothing if reading stops before the end of the log', async () => {
    expect(await sizes(batch(2, false))).toEqual([2]);
  });

  it('reports ignored records', async () => {
    const reported: unknown[] = [];
    const ignored = [{ reason: 'of an earlier term', location: 'pseq 3' }];
    const onIgnored = (found: LogBatch['ignored']): void => void reported.push(...found);
    const batches = coalesce(read({ ...batch(1, true), ignored }), { onIgnored });
    for await (const coalesced of batches) expect(coalesced.events).toHaveLength(1);
    expect(reported).toEqual(ignored);
  });

  describe('while a batch is being written', () => {
    /** Reads batches that arrive one by one, and writes each joined batch until `write` resolves. */
    async function follow(
      arriving: readonly (LogBatch | Promise<unknown>)[],
      write: (begun: () => number) => Promise<unknown>,
    ): Promise<number[]> {
      let begun = 0;
      async function* begin<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
        for await (const value of source) {
          begun += 1;
          load.begin();
          yield value;
        }
      }
      async function* arrive(): AsyncGenerator<LogBatch> {
        for (const each of arriving) {
          if (each instanceof Promise) await each;
          else yield each;
        }
      }
      const load = new WriteLoad();
      const found: number[] = [];
      for await (const { events } of prefetchOne(
        begin(coalesce(arrive(), { load })),
        () => undefined,
      )) {
        found.push(events.length);
        await write(() => begun);
        load.end();
      }
      return found;
    }

    it('joins all that arrives meanwhile', async () => {
      const batches = [1, 2, 3, 4, 5].map((events) => batch(events, true));
      expect(await follow(batches, () => delay(20))).toEqual([1, 14]);
    });

    it('yields a full batch, so that it is planned meanwhile', async () => {
      const full = COALESCE_EVENTS_MAX / 2;
      const batches = [1, full, full, full].map((events) => batch(events, true));
      const isSecondBegun = async (begun: () => number): Promise<void> => {
        while (begun() < 2) await delay(1);
      };
      expect(await follow(batches, isSecondBegun)).toEqual([1, 2 * full, full]);
    });

    it('waits for more afterwards if many events arrived, and else does not', async () => {
      const later = (ms: number): Promise<unknown> => delay(ms);
      const many = [batch(1, true), batch(200, true), later(80), batch(7, true)];
      expect(await follow(many, () => delay(10))).toEqual([1, 207]);
      const few = [batch(1, true), batch(20, true), later(80), batch(7, true)];
      expect(await follow(few, () => delay(10))).toEqual([1, 20, 7]);
    });
  });
});
