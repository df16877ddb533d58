import { describe, expect, it } from 'vitest';
import { sampleEvent, sampleEvents } from '../sample-events.ts';
import { errorCode, eventTexts, pseqs, range, readEvents, TestWriter } from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

/** The order, sequence numbers and bytes of appended events. */
export function describeAppending(create: LogFactory): void {
  describe('appending', () => {
    it(
      'keeps the order, with sequence numbers continuing across batches and writers',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const first = await TestWriter.open(log);
        expect(await first.append(3)).toEqual({ first: 1, last: 3 });
        expect(await first.append(1)).toEqual({ first: 4, last: 4 });
        const second = await TestWriter.open(log, { owner: 'writer-2' });
        expect(await second.append(2)).toEqual({ first: 6, last: 7 });
        const events = await readEvents(log);
        expect(pseqs(events)).toEqual(range(0, 7));
        expect(events.map(({ event }) => event.term)).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
      }),
    );

    it(
      'keeps the exact bytes of each event',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const writer = await TestWriter.open(log);
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
          sampleEvent({ after: writer.head, pseq: writer.head.pseq + 1 + index, data: { title } }),
        );
        await writer.appendBytes(sent);
        const events = await readEvents(log, 0, 1);
        expect(eventTexts(events)).toEqual(
          sent.map((bytes) => Buffer.from(bytes).toString('utf8')),
        );
        expect(events.map(({ event }) => event.data['title'])).toEqual(titles);
      }),
    );

    it(
      'is atomic: a batch with one invalid event leaves nothing, and the writer stays usable',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        const bad = [
          ...sampleEvents(5, writer.head),
          sampleEvent({ after: writer.head, pseq: 99 }),
        ];
        expect(await errorCode(writer.appendBytes(bad))).toBe('LOG_BATCH_INVALID');
        expect(pseqs(await readEvents(log))).toEqual([0]);
        await writer.append(2);
        expect(pseqs(await readEvents(log))).toEqual([0, 1, 2]);
      }),
    );

    it(
      'keeps partitions apart',
      withLog(
        create,
        async ({ openHandle }) => {
          const one = await openHandle();
          const other = await openHandle();
          const first = await TestWriter.open(one);
          const second = await TestWriter.open(other, { partition: 2 });
          await Promise.all([first.append(2), second.append(5)]);
          await first.append(1);
          expect(pseqs(await readEvents(one, 0))).toEqual(range(0, 3));
          expect(pseqs(await readEvents(one, 1))).toEqual([]);
          expect(pseqs(await readEvents(one, 2))).toEqual(range(0, 5));
        },
        3,
      ),
    );

    closing(create);
  });
}

function closing(create: LogFactory): void {
  it(
    'waits on close for the append in flight, and rejects further appends',
    withLog(create, async ({ openHandle }) => {
      const log = await openHandle();
      const writer = await TestWriter.open(log);
      const underWay = writer.append(3);
      await writer.close();
      expect(pseqs(await readEvents(log))).toEqual(range(0, 3));
      expect(await underWay).toEqual({ first: 1, last: 3 });
      expect(await errorCode(writer.append(1))).toBe('LOG_WRITER_CLOSED');
      await writer.close();
      expect((await TestWriter.open(log)).term).toBe(2);
    }),
  );
}
