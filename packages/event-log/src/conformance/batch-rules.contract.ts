import { describe, expect, it } from 'vitest';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX } from '../batch-rules.ts';
import type { Bytes, Head } from '../port.ts';
import { anEvent, someEvents } from '../sample-events.ts';
import { codeOf, Desk, type MakeLog, onLog, pseqs, readEvents } from './log-under-test.ts';

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Batches that no log may take, each with the head they would have to continue. */
const INVALID: Record<string, (head: Head) => Bytes[]> = {
  'an empty batch': () => [],
  'a sequence that is taken': (head) => [anEvent({ after: head, pseq: head.pseq })],
  'a sequence that skips one': (head) => [anEvent({ after: head, pseq: head.pseq + 2 })],
  'the same sequence twice': (head) => [anEvent({ after: head }), anEvent({ after: head })],
  'an earlier term': (head) => [anEvent({ after: head, term: head.term - 1 })],
  'a later term': (head) => [anEvent({ after: head, term: head.term + 1 })],
  'a time before the last event': (head) => [
    anEvent({ after: head, time: '1999-12-31T23:59:59.999Z' }),
  ],
  'a time going back within the batch': (head) => [
    anEvent({ after: head, time: '2199-01-01T00:00:00.000Z' }),
    anEvent({ after: head, pseq: head.pseq + 2 }),
  ],
  'a time of another form': (head) => [anEvent({ after: head, time: '2199-01-01T00:00:00Z' })],
  'a WriterOpened': (head) => [
    anEvent({ after: head, type: 'org.rapporteur.writer-opened.v1', term: head.term + 1 }),
  ],
  'what is no JSON': () => [utf8('{"pseq":')],
  'what is no object': () => [utf8('17')],
  'an object that is no event': () => [utf8('{}')],
  'invalid UTF-8': () => [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d)],
  'a byte order mark': (head) => [Uint8Array.of(0xef, 0xbb, 0xbf, ...anEvent({ after: head }))],
};

/** What an append refuses before anything is sent. */
export function batchRules(make: MakeLog): void {
  describe('batches that are refused', () => {
    it.each(Object.entries(INVALID))('%s', async (_, batchFor) => {
      await onLog(make, async ({ handle }) => {
        const log = await handle();
        await Desk.open(log);
        const desk = await Desk.open(log);
        expect(await codeOf(desk.appendBytes(batchFor(desk.head)))).toBe('LOG_BATCH_INVALID');
        await desk.append(1);
        expect(pseqs(await readEvents(log))).toEqual([0, 1, 2]);
      })();
    });

    it(
      'a second append while one is under way',
      onLog(make, async ({ handle }) => {
        const desk = await Desk.open(await handle());
        const [first, second] = await Promise.all([codeOf(desk.append(1)), codeOf(desk.append(1))]);
        expect([first, second]).toEqual(['fulfilled', 'LOG_BATCH_INVALID']);
        expect(await desk.append(1)).toEqual({ first: 2, last: 2 });
      }),
    );

    limits(make);
  });
}

function limits(make: MakeLog): void {
  it(
    `more than ${BATCH_EVENTS_MAX} events`,
    onLog(make, async ({ handle }) => {
      const desk = await Desk.open(await handle());
      expect(await codeOf(desk.append(BATCH_EVENTS_MAX + 1))).toBe('LOG_BATCH_INVALID');
      expect(await desk.append(BATCH_EVENTS_MAX)).toEqual({ first: 1, last: BATCH_EVENTS_MAX });
    }),
  );

  it(
    `more than ${BATCH_BYTES_MAX} bytes`,
    onLog(make, async ({ handle }) => {
      const desk = await Desk.open(await handle());
      const ofSize = (bytes: number): Bytes[] => {
        const [small] = someEvents(1, desk.head, { data: { title: '' } });
        return someEvents(1, desk.head, {
          data: { title: 'x'.repeat(bytes - (small?.length ?? 0)) },
        });
      };
      expect(ofSize(BATCH_BYTES_MAX)[0]?.length).toBe(BATCH_BYTES_MAX);
      expect(await codeOf(desk.appendBytes(ofSize(BATCH_BYTES_MAX + 1)))).toBe('LOG_BATCH_INVALID');
      expect(await desk.appendBytes(ofSize(BATCH_BYTES_MAX))).toEqual({ first: 1, last: 1 });
    }),
  );
}
