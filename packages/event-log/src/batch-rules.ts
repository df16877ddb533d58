/**
 * The writer's half of the acceptance rule: the conditions that a batch meets before a log appends
 * it.
 */
import {
  type Envelope,
  INTEGER_MAX,
  parseEvent,
  parseTrustedEvent,
  serializeEvent,
} from '@rapporteur/contracts';
import { checkAcceptance } from './fold.ts';
import { LogError } from './log-error.ts';
import type { Bytes, Head, RecordedEvent } from './port.ts';
import { isWriterOpened } from './writer-opened.ts';

/** The most events of a command that records, and of several commands in one batch. */
export const COMMAND_EVENTS_MAX = 2_000;
/** The most bytes of a command that records, and of several commands in one batch. */
export const COMMAND_BYTES_MAX = 800_000;
/**
 * The most events of one batch. A batch is one request, and fails as a whole. A command that undoes
 * another one has an event for each of its events, and further ones for conflicts.
 */
export const BATCH_EVENTS_MAX = 3 * COMMAND_EVENTS_MAX;
/**
 * The most bytes of one batch. Each event of a command that undoes another one repeats the reason
 * and the evidence, and the data that it restores. The topic of the log must take such a batch.
 */
export const BATCH_BYTES_MAX = 10 * COMMAND_BYTES_MAX;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OPENING_BRACE = 0x7b;

/** A batch that meets the rules, and the head of the partition after it. */
export interface CheckedBatch {
  readonly records: readonly RecordedEvent[];
  readonly head: Head;
}

/**
 * Checks that a batch is within the limits and continues the partition in the writer's term.
 * @throws LogError LOG_BATCH_INVALID
 */
export function checkBatch(from: Head, events: readonly Bytes[]): CheckedBatch {
  checkLimits(events);

  let head = from;
  const records: RecordedEvent[] = [];
  for (const [index, bytes] of events.entries()) {
    const event = parseBytes(bytes, parseTrustedEvent, index);
    if (isWriterOpened(event))
      throw invalidEvent(index, 'only openWriter may append a WriterOpened');
    head = advanceHead(head, event, index);
    records.push({ bytes, event });
  }
  return { records, head };
}

/**
 * Checks one event of an export against the log into which it is restored.
 * @throws LogError LOG_BATCH_INVALID
 */
export function checkRestoredEvent(
  from: Head,
  bytes: Bytes,
  target: { partition: number; partitions: number },
): CheckedBatch {
  const index = from.pseq + 1;
  const event = parseBytes(bytes, parseEvent, index);
  checkForm(event, bytes, index);
  if (isWriterOpened(event)) checkTarget(event, index, target);
  return { records: [{ bytes, event }], head: advanceHead(from, event, index) };
}

// Other bytes, such as a number with more digits than programs keep, mean different things to
// different readers.
function checkForm(event: Envelope, bytes: Bytes, index: number): void {
  if (Buffer.compare(serializeEvent(event), bytes) === 0) return;
  throw invalidEvent(index, 'its bytes are not the form in which events are recorded');
}

function checkTarget(
  event: Envelope,
  index: number,
  { partition, partitions }: { partition: number; partitions: number },
): void {
  const exported = event.data['partitions'];
  if (exported !== partitions)
    throw invalidEvent(
      index,
      `the exported log has ${String(exported)} partitions and this log has ${partitions}. ` +
        'Create a log with the same number of partitions',
    );
  if (event.subject !== `writer-${partition}`)
    throw invalidEvent(index, `it belongs to ${event.subject}, not to partition ${partition}`);
}

function checkLimits(events: readonly Bytes[]): void {
  const bytes = events.reduce((sum, event) => sum + event.length, 0);
  if (events.length === 0) throw invalidBatch('The batch is empty.');
  if (events.length > BATCH_EVENTS_MAX)
    throw invalidBatch(`The batch has ${events.length} events; the limit is ${BATCH_EVENTS_MAX}.`);
  if (bytes > BATCH_BYTES_MAX)
    throw invalidBatch(`The batch has ${bytes} bytes; the limit is ${BATCH_BYTES_MAX}.`);
}

function parseBytes(bytes: Bytes, parse: (bytes: Bytes) => Envelope, index: number): Envelope {
  // A byte order mark or leading white space would be lost in transit, and change the event's hash.
  if (bytes[0] !== OPENING_BRACE) throw invalidEvent(index, 'its bytes do not begin with {');

  let event: Envelope;
  try {
    event = parse(bytes);
  } catch (cause) {
    throw invalidEvent(index, 'its bytes are not a valid event', cause);
  }
  if (typeof event.type !== 'string') throw invalidEvent(index, 'it has no type');
  return event;
}

function advanceHead(head: Head, event: Envelope, index: number): Head {
  if (!TIME.test(event.time))
    throw invalidEvent(index, `its time ${event.time} is not ISO 8601 in UTC with milliseconds`);
  if (event.pseq > INTEGER_MAX)
    throw invalidEvent(index, `its pseq exceeds ${INTEGER_MAX}: the partition is full`);

  const acceptance = checkAcceptance(head, event);
  if (acceptance.kind !== 'valid') throw invalidEvent(index, acceptance.reason);
  return acceptance.head;
}

function invalidEvent(index: number, reason: string, cause?: unknown): LogError {
  return invalidBatch(`Event ${index} cannot be appended: ${reason}.`, cause);
}

function invalidBatch(message: string, cause?: unknown): LogError {
  return new LogError('LOG_BATCH_INVALID', message, { cause });
}
