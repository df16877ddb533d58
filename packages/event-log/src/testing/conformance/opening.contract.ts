import { describe, expect, it } from 'vitest';
import type { LogError } from '../../log-error.ts';
import type { EventLog } from '../../port.ts';
import { errorCode, pseqs, range, readEvents, TestWriter } from '../test-writer.ts';
import { type LogFactory, withLog } from './log-under-test.ts';

/** The takeover of a partition, and the fencing of earlier writers. */
export function describeOpening(create: LogFactory): void {
  describe('opening a partition', () => {
    it(
      'makes WriterOpened the first event of each partition',
      withLog(
        create,
        async ({ openHandle }) => {
          const log = await openHandle();
          for (const partition of [0, 1]) {
            const batches: unknown[] = [];
            const url = 'http://writer-1:8642';
            const writer = await log.openWriter(
              partition,
              { instance: 'writer-1', url },
              { pseq: -1, term: 0, time: '' },
              (batch) => batches.push(batch),
            );
            const [event, ...more] = (await readEvents(log, partition)).map(
              (recorded) => recorded.event,
            );
            const expected = {
              source: '/log',
              subject: `writer-${partition}`,
              pseq: 0,
              term: 1,
              streamversion: 1,
              actor: 'system',
            };
            expect(event).toMatchObject({
              ...expected,
              type: 'org.rapporteur.writer-opened.v1',
              id: `${event?.commandid}.1`,
            });
            expect(event?.data).toEqual({ partitions: 2, owner: 'writer-1', url });
            expect([writer.term, batches.length, more]).toEqual([1, 1, []]);
          }
        },
        2,
      ),
    );

    it(
      'passes on every event after the head, up to and including its own WriterOpened',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const first = await TestWriter.open(log);
        await first.append(2);
        const { head } = first;
        await first.append(3);
        const all = await TestWriter.open(log, { owner: 'writer-2' });
        expect(pseqs(all.events)).toEqual(range(0, 6));
        const behind = await TestWriter.open(log, { owner: 'writer-3', head });
        expect(pseqs(behind.events)).toEqual(range(3, 7));
        expect(behind.head).toMatchObject({ pseq: 7, term: 3 });
        expect(behind.events.at(-1)?.event).toMatchObject({
          term: 3,
          streamversion: 3,
          data: { owner: 'writer-3', url: null },
        });
      }),
    );

    it(
      'never records a time before the previous event',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        const time = '2199-01-01T00:00:00.000Z';
        await (await TestWriter.open(log)).append(1, { time });
        expect((await TestWriter.open(log)).head.time).toBe(time);
      }),
    );

    it(
      'gives each opening its own command id',
      withLog(create, async ({ openHandle }) => {
        const log = await openHandle();
        for (let time = 0; time < 3; time += 1) await TestWriter.open(log);
        expect(new Set((await readEvents(log)).map(({ event }) => event.commandid)).size).toBe(3);
      }),
    );
  });
  fencing(create);
}

function fencing(create: LogFactory): void {
  describe('fencing', () => {
    it(
      'fences the earlier writer, which appends nothing more',
      withLog(create, async ({ openHandle }) => {
        const one = await openHandle();
        const other = await openHandle();
        const early = await TestWriter.open(one, { owner: 'early' });
        await early.append(1);
        const late = await TestWriter.open(other, { owner: 'late' });
        const [refused, taken] = await Promise.all([
          errorCode(early.append(3)),
          errorCode(late.append(2)),
        ]);
        expect([refused, taken]).toEqual(['LOG_WRITER_FENCED', 'fulfilled']);
        expect(await errorCode(early.append(1))).toBe('LOG_WRITER_CLOSED');
        await late.append(1);
        expect((await readEvents(one)).map(({ event }) => event.term)).toEqual([1, 1, 2, 2, 2, 2]);
      }),
    );

    it(
      'lets exactly one of two racing writers win each append',
      withLog(create, async ({ openHandle }) => {
        const logs = [await openHandle(), await openHandle()];
        let acknowledged = 0;
        for (let round = 0; round < 8; round += 1) acknowledged += await race(logs, round);
        const events = await readEvents(await openHandle());
        expect(pseqs(events)).toEqual(range(0, events.length - 1));
        expect(events.filter(({ event }) => event.source !== '/log')).toHaveLength(acknowledged);
      }),
    );

    it(
      'takes over from a busy writer without losing acknowledged events',
      withLog(create, async ({ openHandle }) => {
        const busy = await TestWriter.open(await openHandle(), { owner: 'busy' });
        const acknowledged = [busy.head.pseq];
        const writing = (async () => {
          for (;;) {
            acknowledged.push((await busy.append(1)).last);
            // Lets timers run, so that the test times out if the writer is never fenced.
            await new Promise(setImmediate);
          }
        })();
        const ended = errorCode(writing);
        const late = await TestWriter.open(await openHandle(), { owner: 'late' });
        expect(await ended).toBe('LOG_WRITER_FENCED');
        expect(pseqs(late.events)).toEqual([...acknowledged, acknowledged.length]);
        await late.append(1);
      }),
    );
  });
}

/** Two writers open and append concurrently. Returns the number of acknowledged events. */
async function race(logs: EventLog[], round: number): Promise<number> {
  const opened = await Promise.allSettled(
    logs.map((log, index) => TestWriter.open(log, { owner: `writer-${round}-${index}` })),
  );
  const writers = opened
    .filter((result) => result.status === 'fulfilled')
    .map(({ value }) => value);
  const refusals = opened
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => (reason as LogError).code);
  expect(refusals).toEqual(writers.length === 1 ? ['LOG_WRITER_FENCED'] : []);
  expect(new Set(writers.map(({ term }) => term)).size).toBe(writers.length);
  const outcomes = await Promise.all(writers.map((writer) => errorCode(writer.append(3))));
  expect(outcomes.toSorted()).toEqual(
    writers.length === 1 ? ['fulfilled'] : ['LOG_WRITER_FENCED', 'fulfilled'],
  );
  // The winner is the one that opened last.
  expect(
    outcomes[
      writers.findIndex(({ term }) => term === Math.max(...writers.map((writer) => writer.term)))
    ],
  ).toBe('fulfilled');
  return 3;
}
