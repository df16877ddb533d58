import { describe, expect, it } from 'vitest';
import {
  errorCode,
  TestWriter,
  type LogFactory,
  withLog,
  pseqs,
  range,
  readEvents,
} from './log-under-test.ts';

/** A log that has lost something says so. */
export function describeDamage(make: LogFactory): void {
  describe('damage', () => {
    it(
      'reports a gap, and hands on nothing behind it',
      withLog(make, async ({ subject, openHandle: handle, skip }) => {
        if (subject.loseEvent === 'not supported')
          return skip('this kind of log cannot be made to lose an event');
        const log = await handle();
        const desk = await TestWriter.open(log);
        for (let time = 0; time < 5; time += 1) await desk.append(2);
        await subject.loseEvent(0, 4);
        const seen: number[] = [];
        const reading = (async () => {
          const { signal } = new AbortController();
          for await (const { events } of log.read(0, 0, { follow: true, signal }))
            seen.push(...pseqs(events));
        })();
        expect(await errorCode(reading)).toBe('LOG_GAP_FOUND');
        expect(seen).toEqual(range(0, seen.length - 1));
        expect(seen.length).toBeLessThanOrEqual(4);
        expect(await errorCode(TestWriter.open(log))).toBe('LOG_GAP_FOUND');
        expect(pseqs(await readEvents(log, 0, 6))).toEqual(range(6, 10));
      }),
    );

    it(
      'reports that it lost its tail, to readers and openers alike',
      withLog(make, async ({ subject, openHandle: handle, skip }) => {
        if (subject.loseTail === 'not supported')
          return skip('this kind of log cannot be made to lose its tail');
        const log = await handle();
        const desk = await TestWriter.open(log);
        for (let time = 0; time < 5; time += 1) await desk.append(2);
        const { head } = desk;
        await subject.loseTail(0, 7);
        const reopened = await handle();
        expect(await errorCode(readEvents(reopened, 0, head))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(readEvents(reopened, 0, 11))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(TestWriter.open(reopened, 0, 'late', head))).toBe('LOG_TAIL_LOST');
        expect(pseqs(await readEvents(reopened))).toEqual(range(0, 6));
      }),
    );

    it(
      'reports a head that it has since told otherwise',
      withLog(make, async ({ subject, openHandle: handle, skip }) => {
        if (subject.loseTail === 'not supported')
          return skip('this kind of log cannot be made to lose its tail');
        const log = await handle();
        const desk = await TestWriter.open(log);
        await desk.append(4);
        const { head } = desk;
        await subject.loseTail(0, 3);
        const late = await TestWriter.open(await handle(), 0, 'late');
        await late.append(5);
        expect(await errorCode(readEvents(log, 0, head))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(TestWriter.open(log, 0, 'later', head))).toBe('LOG_TAIL_LOST');
      }),
    );
  });
}
