import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../port.ts';
import { sampleEvents } from '../sample-events.ts';
import {
  eventTexts,
  errorCode,
  TestWriter,
  type LogFactory,
  withLog,
  pseqs,
  range,
  readBatches,
  readEvents,
} from './log-under-test.ts';

/** Reading what is there, from anywhere. */
export function describeReading(make: LogFactory): void {
  describe('reading', () => {
    it(
      'answers one empty batch, at its end, for an empty partition',
      withLog(make, async ({ openHandle: handle }) => {
        const batches = await readBatches(await handle());
        expect(batches).toEqual([{ events: [], ignored: [], atEnd: true, head: EMPTY_HEAD }]);
      }),
    );

    it(
      'gives a late reader the whole history, and says where it ends',
      withLog(make, async ({ openHandle: handle }) => {
        const desk = await TestWriter.open(await handle());
        for (const count of [1, 4, 2]) await desk.append(count);
        const batches = await readBatches(await handle());
        expect(pseqs(batches.flatMap(({ events }) => events))).toEqual(range(0, 7));
        expect(batches.map(({ atEnd }) => atEnd)).toEqual([
          ...Array<boolean>(batches.length - 1).fill(false),
          true,
        ]);
        expect(batches.at(-1)?.head).toMatchObject({ pseq: 7, term: 1, time: desk.head.time });
      }),
    );

    it(
      'goes on behind a head',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const desk = await TestWriter.open(log);
        await desk.append(2);
        const { head } = desk;
        expect(await readBatches(log, 0, head)).toEqual([
          { events: [], ignored: [], atEnd: true, head },
        ]);
        await desk.append(3);
        expect(pseqs(await readEvents(log, 0, head))).toEqual([3, 4, 5]);
      }),
    );

    it(
      'goes on from each head it gave',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        await fill(await TestWriter.open(log), [700, 3, 900, 1]);
        const whole = eventTexts(await readEvents(log));
        for (const { head } of await readBatches(log)) {
          expect(eventTexts(await readEvents(log, 0, head))).toEqual(whole.slice(head.pseq + 1));
        }
      }),
    );

    it(
      'reads from a sequence on, inclusive, also within a batch and in a later term',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        await (await TestWriter.open(log)).append(4);
        await (await TestWriter.open(log)).append(4);
        for (const from of range(0, 10))
          expect(pseqs(await readEvents(log, 0, from))).toEqual(range(from, 9));
        expect(await errorCode(readEvents(log, 0, 11))).toBe('LOG_TAIL_LOST');
      }),
    );

    it(
      'never splits a batch of a writer',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const desk = await TestWriter.open(log);
        const lasts = new Set([
          0,
          ...(await fill(desk, [1, 499, 1, 2_000, 3, 500, 498, 700, 2_000, 1])),
        ]);
        for (const { head } of await readBatches(log)) expect(lasts.has(head.pseq)).toBe(true);
        expect(pseqs(await readEvents(log))).toEqual(range(0, desk.head.pseq));
      }),
    );

    it(
      'never splits a batch that holds several commands',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const desk = await TestWriter.open(log);
        const commands = range(1, 400).flatMap((n) =>
          sampleEvents(
            2,
            { ...desk.head, pseq: desk.head.pseq + 2 * n - 2 },
            { commandid: `c-${n}` },
          ),
        );
        await desk.appendBytes(commands);
        await desk.appendBytes(sampleEvents(1, desk.head));
        expect(
          (await readBatches(log)).every(({ head }) => [0, 800, 801].includes(head.pseq)),
        ).toBe(true);
      }),
    );
  });
}

/** Appends batches of these sizes and answers the last sequence of each. */
async function fill(desk: TestWriter, sizes: number[]): Promise<number[]> {
  const lasts: number[] = [];
  for (const size of sizes) lasts.push((await desk.append(size)).last);
  return lasts;
}
