import { expect, test } from 'vitest';
import { SEGMENT_EVENTS_MAX, segmentEvents } from './event-segment.ts';

const toBytes = (text: string): Buffer => Buffer.from(text);
const ranges = (events: readonly Buffer[]): (readonly [number, number])[] =>
  segmentEvents(5, events).map(({ first, last }) => [first, last]);

test('joins the events of a batch, one a line', () => {
  const [segment] = segmentEvents(5, ['{"a":1}', '{"b":2}', '{}'].map(toBytes));
  expect(segment).toMatchObject({ first: 5, last: 7 });
  expect(Buffer.from(segment?.bytes ?? []).toString()).toBe('{"a":1}\n{"b":2}\n{}');
});

test('begins a row after the largest number of events, and after about 64 kB', () => {
  expect(ranges(Array(SEGMENT_EVENTS_MAX + 1).fill(toBytes('{}')))).toEqual([
    [5, 4 + SEGMENT_EVENTS_MAX],
    [5 + SEGMENT_EVENTS_MAX, 5 + SEGMENT_EVENTS_MAX],
  ]);
  const large = toBytes('x'.repeat(40_000));
  expect(ranges([large, large, toBytes('{}')])).toEqual([
    [5, 5],
    [6, 7],
  ]);
  expect(ranges([toBytes('x'.repeat(100_000))])).toEqual([[5, 5]]);
});
