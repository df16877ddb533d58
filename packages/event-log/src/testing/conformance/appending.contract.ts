import { describe, expect, it } from 'vitest';
import { sampleEvent, sampleEvents } from '../sample-events.ts';
import {
  eventTexts,
  errorCode,
  TestWriter,
  type LogFactory,
  withLog,
  pseqs,
  range,
  readEvents,
} from './log-under-test.ts';

/** Order, sequences and bytes of what a writer appends. */
export function describeAppending(make: LogFactory): void {
  describe('appending', () => {
    it(
      'keeps order, and sequences continue across batches and writers',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const first = await TestWriter.open(log);
        expect(await first.append(3)).toEqual({ first: 1, last: 3 });
        expect(await first.append(1)).toEqual({ first: 4, last: 4 });
        const second = await TestWriter.open(log, 0, 'desk-2');
        expect(await second.append(2)).toEqual({ first: 6, last: 7 });
        const events = await readEvents(log);
        expect(pseqs(events)).toEqual(range(0, 7));
        expect(events.map(({ event }) => event.term)).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
      }),
    );

    it(
      'keeps the very bytes of each event',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const desk = await TestWriter.open(log);
        const titles = [
          'Ташкент',
          '上海',
          '🕊️𝕊',
          'a\u0000b',
          '\u2028\u2029',
          '\uFEFF',
          '\\ \' " $1 {} NULL',
          ' \t\n',
          'é vs e\u0301',
          'x'.repeat(50_000),
        ];
        const sent = titles.map((title, index) =>
          sampleEvent({ after: desk.head, pseq: desk.head.pseq + 1 + index, data: { title } }),
        );
        await desk.appendBytes(sent);
        const events = await readEvents(log, 0, 1);
        expect(eventTexts(events)).toEqual(
          sent.map((bytes) => Buffer.from(bytes).toString('utf8')),
        );
        expect(events.map(({ event }) => event.data['title'])).toEqual(titles);
      }),
    );

    it(
      'is atomic: a batch with one bad event leaves nothing, and the writer goes on',
      withLog(make, async ({ openHandle: handle }) => {
        const log = await handle();
        const desk = await TestWriter.open(log);
        const bad = [...sampleEvents(5, desk.head), sampleEvent({ after: desk.head, pseq: 99 })];
        expect(await errorCode(desk.appendBytes(bad))).toBe('LOG_BATCH_INVALID');
        expect(pseqs(await readEvents(log))).toEqual([0]);
        await desk.append(2);
        expect(pseqs(await readEvents(log))).toEqual([0, 1, 2]);
      }),
    );

    it(
      'keeps partitions apart',
      withLog(
        make,
        async ({ openHandle: handle }) => {
          const [one, other] = [await handle(), await handle()];
          const [first, second] = [await TestWriter.open(one, 0), await TestWriter.open(other, 2)];
          await Promise.all([first.append(2), second.append(5)]);
          await first.append(1);
          expect(pseqs(await readEvents(one, 0))).toEqual(range(0, 3));
          expect(pseqs(await readEvents(one, 1))).toEqual([]);
          expect(pseqs(await readEvents(one, 2))).toEqual(range(0, 5));
        },
        3,
      ),
    );

    closing(make);
  });
}

function closing(make: LogFactory): void {
  it(
    'waits, on close, for the append under way, and takes no more',
    withLog(make, async ({ openHandle: handle }) => {
      const log = await handle();
      const desk = await TestWriter.open(log);
      const underWay = desk.append(3);
      await desk.close();
      expect(pseqs(await readEvents(log))).toEqual(range(0, 3));
      expect(await underWay).toEqual({ first: 1, last: 3 });
      expect(await errorCode(desk.append(1))).toBe('LOG_WRITER_CLOSED');
      await desk.close();
      expect((await TestWriter.open(log)).term).toBe(2);
    }),
  );
}
