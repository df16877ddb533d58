import type { LogBatch, RecordedEvent } from '@rapporteur/event-log';
import { describe, expect, it } from 'vitest';
import { coalesce, COALESCE_EVENTS_MAX } from './coalesce.ts';

const event = {} as RecordedEvent;

function batch(events: number, atEnd: boolean, pseq = 0): LogBatch {
  return {
    events: Array.from({ length: events }, () => event),
    ignored: [],
    atEnd,
    head: { pseq, term: 1, time: '' },
  };
}

async function* read(...batches: readonly LogBatch[]): AsyncGenerator<LogBatch> {
  yield* batches;
}

async function sizes(...batches: readonly LogBatch[]): Promise<number[]> {
  const found: number[] = [];
  for await (const { events } of coalesce(read(...batches))) found.push(events.length);
  return found;
}

describe('Coalescing the batches of a log', () => {
  it('joins batches while catching up, with the head of the last one', async () => {
    const joined = [];
    for await (const coalesced of coalesce(read(batch(2, false, 1), batch(3, true, 4))))
      joined.push(coalesced);
    expect(joined).toMatchObject([{ events: { length: 5 }, head: { pseq: 4 }, atEnd: true }]);
  });

  it('does not wait for more at the end of the log', async () => {
    expect(await sizes(batch(2, true), batch(3, true))).toEqual([2, 3]);
  });

  it('starts a new batch rather than split one or exceed the limit', async () => {
    const half = COALESCE_EVENTS_MAX / 2;
    expect(
      await sizes(batch(half, false), batch(half, false), batch(1, false), batch(1, true)),
    ).toEqual([COALESCE_EVENTS_MAX, 2]);
    expect(await sizes(batch(COALESCE_EVENTS_MAX * 2, true))).toEqual([COALESCE_EVENTS_MAX * 2]);
  });

  it('yields an empty batch at the end of the log', async () => {
    expect(await sizes(batch(0, true))).toEqual([0]);
  });

  it('loses nothing if reading stops before the end of the log', async () => {
    expect(await sizes(batch(2, false))).toEqual([2]);
  });

  it('reports ignored records', async () => {
    const reported: unknown[] = [];
    const ignored = [{ reason: 'of an earlier term', location: 'pseq 3' }];
    const batches = coalesce(read({ ...batch(1, true), ignored }), (found) =>
      reported.push(...found),
    );
    for await (const coalesced of batches) expect(coalesced.events).toHaveLength(1);
    expect(reported).toEqual(ignored);
  });
});
