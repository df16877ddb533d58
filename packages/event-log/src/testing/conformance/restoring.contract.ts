import { describe, expect, it } from 'vitest';
import type { Bytes, EventLog } from '../../port.ts';
import { sampleEvent, sampleEvents } from '../sample-events.ts';
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

async function* chunked(bytes: readonly Bytes[], size: number): AsyncIterable<Bytes[]> {
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.slice(at, at + size));
}

/** Returns the bytes of a history with two terms, 22 events, and commands of five events. */
async function history(log: EventLog, partition = 0): Promise<Bytes[]> {
  for (const owner of ['writer-1', 'writer-2']) {
    const writer = await TestWriter.open(log, { partition, owner });
    for (let time = 0; time < 2; time += 1)
      await writer.append(5, { data: { title: 'Душанбе 🕊️' } });
  }
  return (await readEvents(log, partition)).map(({ bytes }) => bytes);
}

const without = <T>(list: T[], index: number): T[] => list.toSpliced(index, 1);

/** Ways to invalidate a history of 22 events. */
const CORRUPTIONS: Record<string, (events: Bytes[]) => Bytes[]> = {
  'invalid JSON': (events) => events.with(20, new TextEncoder().encode('{"pseq":20')),
  'invalid UTF-8': (events) => events.with(20, Uint8Array.of(0x7b, 0xff, 0x7d)),
  'a byte order mark': (events) =>
    events.with(20, Uint8Array.of(0xef, 0xbb, 0xbf, ...(events[20] ?? []))),
  'an invalid attribute': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 2, streamversion: 0 })),
  'a number that readers would round': (events) =>
    events.with(20, replaceText(events[20], '"pseq":20', '"pseq":20.0000000000000000001')),
  'white space between members': (events) => events.with(20, replaceText(events[20], ',', ', ')),
  'a missing event': (events) => without(events, 20),
  'a duplicate event': (events) => events.toSpliced(20, 0, ...events.slice(20, 21)),
  'an event of another term': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 1, time: '2199-01-01T00:00:00.000Z' })),
  'a time that decreases': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 2, time: '1999-01-01T00:00:00.000Z' })),
  'no WriterOpened at the beginning': (events) => without(events, 0),
};

function replaceText(event: Bytes | undefined, from: string, to: string): Bytes {
  const text = Buffer.from(event ?? []).toString('utf8');
  return Buffer.from(text.replace(from, to));
}

/** Restoring an export. */
export function describeRestoring(create: LogFactory): void {
  describe('restoring', () => {
    it.each([1, 7, 1_000])('restores the same bytes, in chunks of %i', async (size) => {
      await withLog(create, async ({ openHandle }) => {
        const exported = await history(await openHandle());
        await withLog(create, async ({ openHandle: openTarget }) => {
          const log = await openTarget();
          await log.restore(0, chunked(exported, size));
          expect(eventTexts(await readEvents(log))).toEqual(
            exported.map((bytes) => Buffer.from(bytes).toString('utf8')),
          );
          expect((await readBatches(log)).at(-1)?.head).toMatchObject({ pseq: 21, term: 2 });
        })();
      })();
    });

    it(
      'restores a log that accepts new events',
      withLog(create, async ({ openHandle }) => {
        const source = await openHandle();
        const exported = await history(source);
        await withLog(create, async ({ openHandle: openTarget }) => {
          const log = await openTarget();
          await log.restore(0, chunked(exported, 10));
          const writer = await TestWriter.open(log, {
            owner: 'writer-3',
            head: (await readBatches(source)).at(-1)?.head,
          });
          expect(writer.head).toMatchObject({ pseq: 22, term: 3 });
          await writer.append(1);
          expect(pseqs(await readEvents(log))).toEqual(range(0, 23));
        })();
      }),
    );

    it(
      'does not split a command, however the chunks are cut',
      withLog(create, async ({ openHandle }) => {
        const source = await TestWriter.open(await openHandle());
        for (let time = 0; time < 30; time += 1) await source.append(50);
        const exported = (await readEvents(await openHandle())).map(({ bytes }) => bytes);
        await withLog(create, async ({ openHandle: openTarget }) => {
          const log = await openTarget();
          await log.restore(0, chunked(exported, 7));
          for (const { head } of await readBatches(log)) expect(head.pseq % 50).toBe(0);
        })();
      }),
    );

    it(
      'restores each partition separately',
      withLog(
        create,
        async ({ openHandle }) => {
          const exported = await history(await openHandle(), 1);
          await withLog(
            create,
            async ({ openHandle: openTarget }) => {
              const log = await openTarget();
              await log.restore(1, chunked(exported, 10));
              expect([
                (await readEvents(log, 0)).length,
                (await readEvents(log, 1)).length,
              ]).toEqual([0, 22]);
              expect(await errorCode(log.restore(0, chunked(exported, 10)))).toBe(
                'LOG_BATCH_INVALID',
              );
            },
            2,
          )();
        },
        2,
      ),
    );

    refusing(create);
  });
}

function refusing(create: LogFactory): void {
  it.each(Object.entries(CORRUPTIONS))('keeps nothing of an export with %s', async (_, corrupt) => {
    await withLog(create, async ({ openHandle }) => {
      const exported = await history(await openHandle());
      await withLog(create, async ({ openHandle: openTarget }) => {
        const log = await openTarget();
        expect(await errorCode(log.restore(0, chunked(corrupt(exported), 6)))).toBe(
          'LOG_BATCH_INVALID',
        );
        expect(await readEvents(log)).toEqual([]);
        await log.restore(0, chunked(exported, 6));
        expect(await readEvents(await openTarget())).toHaveLength(22);
      })();
    })();
  });

  it(
    'keeps nothing of an export that fails midway',
    withLog(create, async ({ openHandle }) => {
      const exported = await history(await openHandle());
      async function* broken(): AsyncIterable<Bytes[]> {
        yield* chunked(exported.slice(0, 12), 6);
        throw new Error('the disk is gone');
      }
      await withLog(create, async ({ openHandle: openTarget }) => {
        const log = await openTarget();
        await expect(log.restore(0, broken())).rejects.toThrow('the disk is gone');
        expect(await readEvents(log)).toEqual([]);
      })();
    }),
  );

  it(
    'rejects a partition that is not empty',
    withLog(create, async ({ openHandle }) => {
      const log = await openHandle();
      const exported = await history(log);
      expect(await errorCode(log.restore(0, chunked(exported, 100)))).toBe('LOG_NOT_EMPTY');
      expect(await readEvents(log)).toHaveLength(22);
    }),
  );

  it(
    'rejects an export of a log with another number of partitions',
    withLog(create, async ({ openHandle }) => {
      const exported = await history(await openHandle());
      await withLog(
        create,
        async ({ openHandle: openTarget }) => {
          const log = await openTarget();
          expect(await errorCode(log.restore(0, chunked(exported, 100)))).toBe('LOG_BATCH_INVALID');
          expect(
            await errorCode(
              log.restore(0, chunked(sampleEvents(1, { pseq: -1, term: 1, time: '' }), 1)),
            ),
          ).toBe('LOG_BATCH_INVALID');
        },
        2,
      )();
    }),
  );
}
