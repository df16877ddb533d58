import { describe, expect, it } from 'vitest';
import { errorCode, pseqs, range, readEvents, TestWriter } from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

/** A log reports lost events. */
export function describeDamage(create: LogFactory): void {
  describe('damage', () => {
    it(
      'reports a gap, and returns no event after it',
      withLog(create, async ({ subject, openHandle, skip }) => {
        if (subject.loseEvent === 'not supported')
          return skip('this kind of log cannot lose an event on request');
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        for (let time = 0; time < 5; time += 1) await writer.append(2);
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
      'reports a lost tail to readers and writers',
      withLog(create, async ({ subject, openHandle, skip }) => {
        if (subject.loseTail === 'not supported')
          return skip('this kind of log cannot lose its tail on request');
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        for (let time = 0; time < 5; time += 1) await writer.append(2);
        const { head } = writer;
        await subject.loseTail(0, 7);
        const reopened = await openHandle();
        expect(await errorCode(readEvents(reopened, 0, head))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(readEvents(reopened, 0, 11))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(TestWriter.open(reopened, { owner: 'late', head }))).toBe(
          'LOG_TAIL_LOST',
        );
        expect(pseqs(await readEvents(reopened))).toEqual(range(0, 6));
      }),
    );

    it(
      'reports a head whose event was replaced',
      withLog(create, async ({ subject, openHandle, skip }) => {
        if (subject.loseTail === 'not supported')
          return skip('this kind of log cannot lose its tail on request');
        const log = await openHandle();
        const writer = await TestWriter.open(log);
        await writer.append(4);
        const { head } = writer;
        await subject.loseTail(0, 3);
        const late = await TestWriter.open(await openHandle(), { owner: 'late' });
        await late.append(5);
        expect(await errorCode(readEvents(log, 0, head))).toBe('LOG_TAIL_LOST');
        expect(await errorCode(TestWriter.open(log, { owner: 'later', head }))).toBe(
          'LOG_TAIL_LOST',
        );
      }),
    );
  });
}
