import { z } from 'zod';
import { COMMAND_ID_PATTERN, EVENT_ID_PATTERN } from './shapes/ids.ts';
import { text } from './shapes/text.ts';

/** The largest integer of a CloudEvents Integer attribute. */
export const INTEGER_MAX = 2_147_483_647;

const isCalendarTime = (time: string): boolean => {
  const date = new Date(time);
  return !Number.isNaN(date.getTime()) && date.toISOString() === time;
};

/** The envelope of an event: CloudEvents 1.0 attributes, in the order of the wire. */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(EVENT_ID_PATTERN),
  type: z.string().regex(/^org\.rapporteur\.[a-z-]+\.v[1-9][0-9]*$/),
  source: z.string().regex(/^\/(log|collections\/[a-z0-9][a-z0-9-]*)$/),
  subject: text(300),
  /** The time of recording: UTC, to the millisecond. */
  time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    .refine(isCalendarTime, 'must be a date and time of the calendar'),
  /** Gapless from 1 in the stream (`source`, `subject`). */
  streamversion: z.int().min(1).max(INTEGER_MAX),
  /** Gapless from 0 in the partition. */
  pseq: z.int().min(0).max(INTEGER_MAX),
  /** The term of the writer that appended it. */
  term: z.int().min(1).max(INTEGER_MAX),
  commandid: z.string().regex(COMMAND_ID_PATTERN),
  commandhash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** An opaque id. Names are in a table that may be dropped. */
  actor: text(128).optional(),
  traceparent: text(128).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** An event on the wire. `data` has the form of its type and version. */
export type Envelope = z.infer<typeof Envelope>;

// A batch is checked just after its events are serialized: parsing them again would waste time.
const serialized = new WeakMap<Uint8Array, Envelope>();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Returns the bytes of an event: JSON in UTF-8 without white space, keys in the order of
 * {@link Envelope}. Every log stores exactly these bytes, and every hash covers them.
 */
export function serializeEvent(event: Envelope): Uint8Array {
  const { specversion, id, type, source, subject, time, streamversion, pseq, term } = event;
  const { commandid, commandhash, actor, traceparent, data } = event;
  // JSON.stringify is fastest if all events have one shape. It omits undefined attributes.
  // oxfmt-ignore
  const inOrder = {
    specversion, id, type, source, subject, time, streamversion, pseq, term,
    commandid, commandhash, actor, traceparent, data,
  };
  const bytes = Buffer.from(JSON.stringify(inOrder), 'utf8');
  serialized.set(bytes, event);
  return bytes;
}

/** Parses the bytes of an event. Throws a SyntaxError or ZodError if they are invalid. */
export function parseEvent(bytes: Uint8Array): Envelope {
  return Envelope.parse(JSON.parse(decoder.decode(bytes)));
}

/**
 * Parses the bytes of an event that the log checked when it was appended. Only the JSON syntax is
 * checked again: a schema check of each event would make reading a long log too slow.
 */
export function parseTrustedEvent(bytes: Uint8Array): Envelope {
  return serialized.get(bytes) ?? (JSON.parse(decoder.decode(bytes)) as Envelope);
}
