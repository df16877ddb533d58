import { z } from 'zod';
import { text } from './shapes/text.ts';

/** The largest integer of a CloudEvents Integer attribute. */
export const INTEGER_MAX = 2_147_483_647;

const isMoment = (time: string): boolean => {
  const moment = new Date(time);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === time;
};

/** Where one event stands and who recorded it: CloudEvents 1.0 attributes, in the order of the wire. */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^[A-Za-z0-9._~-]{1,128}\.[1-9][0-9]*$/),
  type: z.string().regex(/^org\.rapporteur\.[a-z-]+\.v[1-9][0-9]*$/),
  source: z.string().regex(/^\/(log|collections\/[a-z0-9][a-z0-9-]*)$/),
  subject: text(300),
  /** Recorded at: UTC, to the millisecond. */
  time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    .refine(isMoment, 'is no moment of the calendar'),
  /** Gapless from 1 in the stream (`source`, `subject`). */
  streamversion: z.int().min(1).max(INTEGER_MAX),
  /** Gapless from 0 in the partition. */
  pseq: z.int().min(0).max(INTEGER_MAX),
  /** The term of the writer that appended it. */
  term: z.int().min(1).max(INTEGER_MAX),
  commandid: z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/),
  commandhash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** An opaque id; names live in a table that may be dropped. */
  actor: text(128).optional(),
  traceparent: text(128).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** An event as it stands on the wire. `data` is that of its type and version. */
export type Envelope = z.infer<typeof Envelope>;

/** What was written here: a batch is checked a moment after its events were serialised, and need not be parsed for it. */
const written = new WeakMap<Uint8Array, Envelope>();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The bytes of an event: one JSON text, UTF-8, no white space, keys in the order of {@link Envelope}.
 * Every log stores exactly these bytes, and every hash is over them.
 */
export function serializeEvent(event: Envelope): Uint8Array {
  const { specversion, id, type, source, subject, time, streamversion, pseq, term } = event;
  const { commandid, commandhash, actor, traceparent, data } = event;
  // Written out: one shape for every event is what JSON.stringify is fast at. What is undefined it leaves out.
  // oxfmt-ignore
  const inOrder = {
    specversion, id, type, source, subject, time, streamversion, pseq, term,
    commandid, commandhash, actor, traceparent, data,
  };
  const bytes = Buffer.from(JSON.stringify(inOrder), 'utf8');
  written.set(bytes, event);
  return bytes;
}

/** Reads the bytes of an event. Throws a SyntaxError or ZodError where they are not one. */
export function parseEvent(bytes: Uint8Array): Envelope {
  return Envelope.parse(JSON.parse(decoder.decode(bytes)));
}

/**
 * Reads the bytes of an event that a log of ours already checked when it was appended.
 * Verifies only that it is JSON with a `pseq`: reading a long log must not cost a schema check an event.
 */
export function parseTrustedEvent(bytes: Uint8Array): Envelope {
  return written.get(bytes) ?? (JSON.parse(decoder.decode(bytes)) as Envelope);
}
