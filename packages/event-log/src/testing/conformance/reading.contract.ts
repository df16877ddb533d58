import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../port.ts';
import { sampleEvents } from '../sample-events.ts';
import {
  errorCode,
  eventTexts,
  pseqs,
  range,
  readBatches,
  readEvents,
  TestWriter,
} from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

/** Reading existing events from any start. */
export function describeReading(create: LogFactory): void {
  describe('reading', () => {
    it(
      'yields one empty batch for an empty partition',
      withLog(create, async ({ openHandle }) => {
        const batches = await readBatches(await openHandle());
        expect(batches).toEqual([{ events: [], ignored: [], atEnd: true, head: EMPTY_HEAD }]);
      }),
    );

    it(
      'yields the whole history to a late reader, and marks its end',
      withLog(create, async ({ openHandle }) => {
        const writer = await TestWriter.open(await openHandle());
        for (const count of [1, 4, 2]) await writer.append(count);
        const batches = await readBatches(await openHandle());
        expect(pseqs(batches.flatMap(({ events }) => events))).toEqual(range(0, 7));
        expect(batches.map(({ atEnd }) => atEnd)).toEqual([
          ...Array<boolean>(batches.length - 1).fill(false),
          true,
        ]);
        expect(batches.at(-1)?.head).toMatchObject({ pseq: 7, term: 1, time: writer.head.time });
      }),
    );

    it(
      'continues after a head',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        await writer.append(2);
        const { head } = writer;
        expect(await readBatches(log, 0, head)).toEqual([
          { events: [], ignored: [], atEnd: true, head },
        ]);
        await writer.append(3);
        expect(pseqs(await readEvents(log, 0, head))).toEqual([3, 4, 5]);
      }),
    );

    it(
      'continues from every head that it yielded',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        await fill(await TestWriter.open(log), [700, 3, 900, 1]);
        const whole = eventTexts(await readEvents(log));
        for (const { head } of await readBatches(log)) {
          expect(eventTexts(await readEvents(log, 0, head))).toEqual(whole.slice(head.pseq + 1));
        }
      }),
    );

    it(
      'starts at a sequence number, inclusive, also within a batch and in a later term',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        await (await TestWriter.open(log)).append(4);
        await (await TestWriter.open(log)).append(4);
        for (const from of range(0, 10))
          expect(pseqs(await readEvents(log, 0, from))).toEqual(range(from, 9));
        expect(await errorCode(readEvents(log, 0, 11))).toBe('LOG_TAIL_LOST');
      }),
    );

    it(
      'never splits a batch of a writer',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        const lasts = new Set([
          0,
          ...(await fill(writer, [1, 499, 1, 2_000, 3, 500, 498, 700, 2_000, 1])),
        ]);
        for (const { head } of await readBatches(log)) expect(lasts.has(head.pseq)).toBe(true);
        expect(pseqs(await readEvents(log))).toEqual(range(0, writer.head.pseq));
      }),
    );

    it(
      'never splits a batch that holds several commands',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        const commands = range(1, 400).flatMap((n) =>
          sampleEvents(
            2,
            { ...writer.head, pseq: writer.head.pseq + 2 * n - 2 },
            { commandid: `c-${n}` },
          ),
        );
        await writer.appendBytes(commands);
        await writer.appendBytes(sampleEvents(1, writer.head));
        expect(
          (await readBatches(log)).every(({ head }) => [0, 800, 801].includes(head.pseq)),
        ).toBe(true);
      }),
    );
  });
}

/** Appends batches of these sizes. Returns the last sequence number of each. */
async function fill(writer: TestWriter, sizes: number[]): Promise<number[]> {
  const lasts: number[] = [];
  for (const size of sizes) lasts.push((await writer.append(size)).last);
  return lasts;
}
