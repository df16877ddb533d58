/** What a batch must be before a log takes it: the writer's half of the acceptance rule. */
import { type Envelope, INTEGER_MAX, parseEvent, parseTrustedEvent } from '@rapporteur/contracts';
import { checkAcceptance } from './fold.ts';
import { LogError } from './log-error.ts';
import type { Bytes, Head, RecordedEvent } from './port.ts';
import { isWriterOpened } from './writer-opened.ts';

/** The most events of one batch: what one request carries, and what one failure takes back. */
export const BATCH_EVENTS_MAX = 2_000;
/** The most bytes of one batch: below what a Kafka broker takes in one record batch by default. */
export const BATCH_BYTES_MAX = 800_000;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OPENING_BRACE = 0x7b;

/** A batch that may be sent, and where the partition stands behind it. */
export interface CheckedBatch {
  readonly records: readonly RecordedEvent[];
  readonly head: Head;
}

/**
 * Checks that a writer's batch keeps the limits and continues the partition in the writer's own term.
 * @throws LogError LOG_BATCH_INVALID
 */
export function checkBatch(from: Head, events: readonly Bytes[]): CheckedBatch {
  checkLimits(events);
  let head = from;
  const records: RecordedEvent[] = [];
  for (const [index, bytes] of events.entries()) {
    const event = read(bytes, parseTrustedEvent, index);
    if (isWriterOpened(event))
      throw invalid(index, 'a WriterOpened is written by openWriter alone');
    head = next(head, event, index);
    records.push({ bytes, event });
  }
  return { records, head };
}

/**
 * Checks one event of an export against the log that it is restored into.
 * @throws LogError LOG_BATCH_INVALID
 */
export function checkRestoredEvent(
  from: Head,
  bytes: Bytes,
  target: { partition: number; partitions: number },
): CheckedBatch {
  const index = from.pseq + 1;
  const event = read(bytes, parseEvent, index);
  if (isWriterOpened(event)) {
    const { partition, partitions } = target;
    if (event.data['partitions'] !== partitions)
      throw invalid(
        index,
        `it is of a log with ${String(event.data['partitions'])} partitions, this one has ${partitions}: make it with the same count`,
      );
    if (event.subject !== `writer-${partition}`)
      throw invalid(index, `it is of ${event.subject}, not of partition ${partition}`);
  }
  return { records: [{ bytes, event }], head: next(from, event, index) };
}

function checkLimits(events: readonly Bytes[]): void {
  const bytes = events.reduce((sum, event) => sum + event.length, 0);
  if (events.length === 0) throw new LogError('LOG_BATCH_INVALID', 'The batch is empty.');
  if (events.length > BATCH_EVENTS_MAX)
    throw new LogError(
      'LOG_BATCH_INVALID',
      `The batch has ${events.length} events; at most ${BATCH_EVENTS_MAX} fit.`,
    );
  if (bytes > BATCH_BYTES_MAX)
    throw new LogError(
      'LOG_BATCH_INVALID',
      `The batch has ${bytes} bytes; at most ${BATCH_BYTES_MAX} fit.`,
    );
}

function read(bytes: Bytes, parse: (bytes: Bytes) => Envelope, index: number): Envelope {
  // A byte order mark or white space would be lost on the way, and the event's hash with it.
  if (bytes[0] !== OPENING_BRACE) throw invalid(index, 'its bytes do not begin with {');
  let event: Envelope;
  try {
    event = parse(bytes);
  } catch (cause) {
    throw invalid(index, 'its bytes are no event', cause);
  }
  if (typeof event.type !== 'string') throw invalid(index, 'it has no type');
  return event;
}

function next(head: Head, event: Envelope, index: number): Head {
  if (!TIME.test(event.time)) throw invalid(index, `its time is ${event.time}`);
  if (event.pseq > INTEGER_MAX)
    throw invalid(index, `its pseq is above ${INTEGER_MAX}: the partition is full`);
  const verdict = checkAcceptance(head, event);
  if (verdict.kind !== 'valid') throw invalid(index, verdict.reason);
  return verdict.head;
}

function invalid(index: number, reason: string, cause?: unknown): LogError {
  return new LogError('LOG_BATCH_INVALID', `Event ${index} cannot be appended: ${reason}.`, {
    cause,
  });
}
