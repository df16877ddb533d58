import { describe, expect, it } from 'vitest';
import type { Bytes, EventLog } from '../../port.ts';
import { sampleEvent, sampleEvents } from '../sample-events.ts';
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

async function* chunked(bytes: readonly Bytes[], size: number): AsyncIterable<Bytes[]> {
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.slice(at, at + size));
}

/** The bytes of a history with two terms, 22 events, and commands of five. */
async function history(log: EventLog, partition = 0): Promise<Bytes[]> {
  for (const owner of ['desk-1', 'desk-2']) {
    const desk = await TestWriter.open(log, partition, owner);
    for (let time = 0; time < 2; time += 1) await desk.append(5, { data: { title: 'Душанбе 🕊️' } });
  }
  return (await readEvents(log, partition)).map(({ bytes }) => bytes);
}

const without = <T>(list: T[], index: number): T[] => list.toSpliced(index, 1);

/** Ways to spoil a history of 22 events. */
const SPOILT: Record<string, (events: Bytes[]) => Bytes[]> = {
  'what is no JSON': (events) => events.with(20, new TextEncoder().encode('{"pseq":20')),
  'invalid UTF-8': (events) => events.with(20, Uint8Array.of(0x7b, 0xff, 0x7d)),
  'a byte order mark': (events) =>
    events.with(20, Uint8Array.of(0xef, 0xbb, 0xbf, ...(events[20] ?? []))),
  'an attribute that is not of an event': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 2, streamversion: 0 })),
  'a missing event': (events) => without(events, 20),
  'an event twice': (events) => events.toSpliced(20, 0, ...events.slice(20, 21)),
  'an event of another term': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 1, time: '2199-01-01T00:00:00.000Z' })),
  'a time that goes back': (events) =>
    events.with(20, sampleEvent({ pseq: 20, term: 2, time: '1999-01-01T00:00:00.000Z' })),
  'no WriterOpened at its beginning': (events) => without(events, 0),
};

/** Putting an export back. */
export function describeRestoring(make: LogFactory): void {
  describe('restoring', () => {
    it.each([1, 7, 1_000])('gives the same bytes, in chunks of %i', async (size) => {
      await withLog(make, async ({ openHandle: handle }) => {
        const exported = await history(await handle());
        await withLog(make, async ({ openHandle: target }) => {
          const log = await target();
          await log.restore(0, chunked(exported, size));
          expect(eventTexts(await readEvents(log))).toEqual(
            exported.map((bytes) => Buffer.from(bytes).toString('utf8')),
          );
          expect((await readBatches(log)).at(-1)?.head).toMatchObject({ pseq: 21, term: 2 });
        })();
      })();
    });

    it(
      'gives a log that is written on',
      withLog(make, async ({ openHandle: handle }) => {
        const source = await handle();
        const exported = await history(source);
        await withLog(make, async ({ openHandle: target }) => {
          const log = await target();
          await log.restore(0, chunked(exported, 10));
          const desk = await TestWriter.open(
            log,
            0,
            'desk-3',
            (await readBatches(source)).at(-1)?.head,
          );
          expect(desk.head).toMatchObject({ pseq: 22, term: 3 });
          await desk.append(1);
          expect(pseqs(await readEvents(log))).toEqual(range(0, 23));
        })();
      }),
    );

    it(
      'does not split a command, however the chunks were cut',
      withLog(make, async ({ openHandle: handle }) => {
        const source = await TestWriter.open(await handle());
        for (let time = 0; time < 30; time += 1) await source.append(50);
        const exported = (await readEvents(await handle())).map(({ bytes }) => bytes);
        await withLog(make, async ({ openHandle: target }) => {
          const log = await target();
          await log.restore(0, chunked(exported, 7));
          for (const { head } of await readBatches(log)) expect(head.pseq % 50).toBe(0);
        })();
      }),
    );

    it(
      'restores each partition for itself',
      withLog(
        make,
        async ({ openHandle: handle }) => {
          const exported = await history(await handle(), 1);
          await withLog(
            make,
            async ({ openHandle: target }) => {
              const log = await target();
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

    refusing(make);
  });
}

function refusing(make: LogFactory): void {
  it.each(Object.entries(SPOILT))('keeps nothing of an export with %s', async (_, spoil) => {
    await withLog(make, async ({ openHandle: handle }) => {
      const exported = await history(await handle());
      await withLog(make, async ({ openHandle: target }) => {
        const log = await target();
        expect(await errorCode(log.restore(0, chunked(spoil(exported), 6)))).toBe(
          'LOG_BATCH_INVALID',
        );
        expect(await readEvents(log)).toEqual([]);
        await log.restore(0, chunked(exported, 6));
        expect(await readEvents(await target())).toHaveLength(22);
      })();
    })();
  });

  it(
    'keeps nothing of an export that breaks off with a fault',
    withLog(make, async ({ openHandle: handle }) => {
      const exported = await history(await handle());
      async function* broken(): AsyncIterable<Bytes[]> {
        yield* chunked(exported.slice(0, 12), 6);
        throw new Error('the disk is gone');
      }
      await withLog(make, async ({ openHandle: target }) => {
        const log = await target();
        await expect(log.restore(0, broken())).rejects.toThrow('the disk is gone');
        expect(await readEvents(log)).toEqual([]);
      })();
    }),
  );

  it(
    'refuses a partition that is not empty',
    withLog(make, async ({ openHandle: handle }) => {
      const log = await handle();
      const exported = await history(log);
      expect(await errorCode(log.restore(0, chunked(exported, 100)))).toBe('LOG_NOT_EMPTY');
      expect(await readEvents(log)).toHaveLength(22);
    }),
  );

  it(
    'refuses an export of a log with another count of partitions',
    withLog(make, async ({ openHandle: handle }) => {
      const exported = await history(await handle());
      await withLog(
        make,
        async ({ openHandle: target }) => {
          const log = await target();
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
