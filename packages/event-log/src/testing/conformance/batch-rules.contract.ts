import { describe, expect, it } from 'vitest';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX } from '../../batch-rules.ts';
import type { Bytes, Head } from '../../port.ts';
import { sampleEvent, sampleEvents } from '../sample-events.ts';
import { errorCode, pseqs, readEvents, TestWriter } from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Invalid batches, built for the head after which they are appended. */
const INVALID: Record<string, (head: Head) => Bytes[]> = {
  'an empty batch': () => [],
  'a sequence number already used': (head) => [sampleEvent({ after: head, pseq: head.pseq })],
  'a sequence number that skips one': (head) => [sampleEvent({ after: head, pseq: head.pseq + 2 })],
  'the same sequence number twice': (head) => [
    sampleEvent({ after: head }),
    sampleEvent({ after: head }),
  ],
  'an earlier term': (head) => [sampleEvent({ after: head, term: head.term - 1 })],
  'a later term': (head) => [sampleEvent({ after: head, term: head.term + 1 })],
  'a time before the last event': (head) => [
    sampleEvent({ after: head, time: '1999-12-31T23:59:59.999Z' }),
  ],
  'a time that decreases within the batch': (head) => [
    sampleEvent({ after: head, time: '2199-01-01T00:00:00.000Z' }),
    sampleEvent({ after: head, pseq: head.pseq + 2 }),
  ],
  'a time without milliseconds': (head) => [
    sampleEvent({ after: head, time: '2199-01-01T00:00:00Z' }),
  ],
  'a WriterOpened': (head) => [
    sampleEvent({ after: head, type: 'org.rapporteur.writer-opened.v1', term: head.term + 1 }),
  ],
  'invalid JSON': () => [utf8('{"pseq":')],
  'JSON that is not an object': () => [utf8('17')],
  'an object that is not an event': () => [utf8('{}')],
  'invalid UTF-8': () => [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
  'a byte order mark': (head) => [Uint8Array.of(0xef, 0xbb, 0xbf, ...sampleEvent({ after: head }))],
};

/** The batches that an append rejects before it sends anything. */
export function describeBatchRules(create: LogFactory): void {
  describe('rejected batches', () => {
    it.each(Object.entries(INVALID))('%s', async (_, batchFor) => {
      await withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        await TestWriter.open(log);
        const writer = await TestWriter.open(log);
        expect(await errorCode(writer.appendBytes(batchFor(writer.head)))).toBe(
          'LOG_BATCH_INVALID',
        );
        await writer.append(1);
        expect(pseqs(await readEvents(log))).toEqual([0, 1, 2]);
      })();
    });

    it(
      'a second append while one is in flight',
      withLog(create, async ({ openHandle }) => {
        const writer = await TestWriter.open(await openHandle());
        const [first, second] = await Promise.all([
          errorCode(writer.append(1)),
          errorCode(writer.append(1)),
        ]);
        expect([first, second]).toEqual(['fulfilled', 'LOG_BATCH_INVALID']);
        expect(await writer.append(1)).toEqual({ first: 2, last: 2 });
      }),
    );

    limits(create);
  });
}

function limits(create: LogFactory): void {
  it(
    `more than ${BATCH_EVENTS_MAX} events`,
    withLog(create, async ({ openHandle }) => {
      const writer = await TestWriter.open(await openHandle());
      expect(await errorCode(writer.append(BATCH_EVENTS_MAX + 1))).toBe('LOG_BATCH_INVALID');
      expect(await writer.append(BATCH_EVENTS_MAX)).toEqual({ first: 1, last: BATCH_EVENTS_MAX });
    }),
  );

  it(
    `more than ${BATCH_BYTES_MAX} bytes`,
    withLog(create, async ({ openHandle }) => {
      const writer = await TestWriter.open(await openHandle());
      const ofSize = (bytes: number): Bytes[] => {
        const [small] = sampleEvents(1, writer.head, { data: { title: '' } });
        return sampleEvents(1, writer.head, {
          data: { title: 'x'.repeat(bytes - (small?.length ?? 0)) },
        });
      };
      expect(ofSize(BATCH_BYTES_MAX)[0]?.length).toBe(BATCH_BYTES_MAX);
      expect(await errorCode(writer.appendBytes(ofSize(BATCH_BYTES_MAX + 1)))).toBe(
        'LOG_BATCH_INVALID',
      );
      expect(await writer.appendBytes(ofSize(BATCH_BYTES_MAX))).toEqual({ first: 1, last: 1 });
    }),
  );
}
