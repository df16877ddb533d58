import type { Bytes } from '@rapporteur/event-log';

/** The largest number of events of a row. Readers that start within a row skip fewer. */
export const SEGMENT_EVENTS_MAX = 256;
/**
 * The approximate size of a row. Postgres compresses a row as a whole, and finds repetitions within
 * 4 kB only, so that larger rows would save nothing. One event is read by reading its row.
 */
const SEGMENT_BYTES = 64_000;
const NEWLINE = 0x0a;

/** Consecutive events of a batch as one row of the log. Both sequences are inclusive. */
export interface EventSegment {
  readonly first: number;
  readonly last: number;
  /** The JSON texts of the events, one a line: JSON writes a line break within a text as `\n`. */
  readonly bytes: Bytes;
}

/** Returns the rows of events that begin at a sequence. Equal events give equal rows. */
export function segmentEvents(first: number, events: readonly Bytes[]): readonly EventSegment[] {
  const segments: EventSegment[] = [];
  let start = 0;
  let size = 0;

  for (const [index, { length }] of events.entries()) {
    const isFull = index - start === SEGMENT_EVENTS_MAX || size + length > SEGMENT_BYTES;
    if (isFull && index > start) {
      segments.push(joinEvents(first + start, events.slice(start, index)));
      start = index;
      size = 0;
    }
    size += length;
  }

  if (events.length > start) segments.push(joinEvents(first + start, events.slice(start)));
  return segments;
}

function joinEvents(first: number, events: readonly Bytes[]): EventSegment {
  const [only] = events;
  const last = first + events.length - 1;
  if (only !== undefined && events.length === 1) return { first, last, bytes: only };

  const size = events.reduce((sum, { length }) => sum + length, events.length - 1);
  const bytes = Buffer.allocUnsafe(size);
  let offset = 0;
  for (const event of events) {
    if (offset > 0) offset = bytes.writeUInt8(NEWLINE, offset);
    bytes.set(event, offset);
    offset += event.length;
  }
  return { first, last, bytes };
}
