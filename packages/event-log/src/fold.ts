// The acceptance rule, the same for every reader and every kind of log:
// 1. A `WriterOpened` is valid if its term is greater than the current one and its `pseq` is the
//    next: "accepts the next WriterOpened of any greater term and version".
// 2. Any other event is valid if its term is the current one and its `pseq` is the next: "accepts
//    the next event of the current term".
// 3. Any other record is ignored and reported: "returns valid events, and ignored ones with the
//    reason".
// 4. A valid event must not be recorded before its predecessor; otherwise a writer is defective and
//    readers stop: "calls an event earlier than its predecessor defective".
import type { Envelope } from '@rapporteur/contracts';
import { LogError } from './log-error.ts';
import { EMPTY_HEAD, type Head, type IgnoredRecord, type RecordedEvent } from './port.ts';
import { isWriterOpened } from './writer-opened.ts';

/** The result of the acceptance rule for one event. */
export type EventAcceptance =
  | { readonly kind: 'valid'; readonly head: Head }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'defective'; readonly reason: string };

/** Applies the acceptance rule: does the event continue the partition after `head`? */
export function checkAcceptance(head: Head, event: Envelope): EventAcceptance {
  const { pseq, term, time } = event;
  if (pseq !== head.pseq + 1)
    return { kind: 'ignored', reason: `pseq ${pseq} follows ${head.pseq}` };

  if (isWriterOpened(event)) {
    if (!(term > head.term))
      return { kind: 'ignored', reason: `WriterOpened of term ${term} in term ${head.term}` };
  } else if (term !== head.term || head.term === EMPTY_HEAD.term) {
    return { kind: 'ignored', reason: `event of term ${term} in term ${head.term}` };
  }

  if (!(time >= head.time))
    return {
      kind: 'defective',
      reason: `time ${time} is earlier than ${head.time}, at pseq ${pseq}`,
    };
  return { kind: 'valid', head: { pseq, term, time } };
}

/** A record of a log that stores events by sequence number. */
export interface StoredRecord {
  /** The sequence number under which it is stored. */
  readonly pseq: number;
  readonly record: RecordedEvent;
}

/** The events and ignored records of a fold, and the head after it. */
export interface FoldResult {
  readonly events: readonly RecordedEvent[];
  readonly ignored: readonly IgnoredRecord[];
  readonly head: Head;
}

/**
 * Folds the records of a log that stores them by sequence number, where a missing record is a loss.
 * @throws LogError LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE
 */
export function foldStoredRecords(from: Head, records: Iterable<StoredRecord>): FoldResult {
  let head = from;
  const events: RecordedEvent[] = [];
  const ignored: IgnoredRecord[] = [];

  for (const { pseq, record } of records) {
    if (pseq > head.pseq + 1) throw createGapError(head.pseq + 1, pseq);
    const acceptance = checkAcceptance(head, record.event);
    if (acceptance.kind === 'defective') throw createDefectiveEventError(acceptance.reason);
    if (acceptance.kind === 'ignored') {
      ignored.push({ reason: acceptance.reason, location: `pseq ${pseq}` });
      continue;
    }
    head = acceptance.head;
    events.push(record);
  }
  return { events, ignored, head };
}

/** Returns the error for an event that only a defective writer can have appended. */
export function createDefectiveEventError(reason: string, location?: string): LogError {
  const where = location === undefined ? '' : ` at ${location}`;
  return new LogError(
    'LOG_EVENT_DEFECTIVE',
    `The log holds a defective event${where}: ${reason}. Stop writing and verify the log.`,
  );
}

/**
 * Returns the error for a log that lacks the events from `expected` up to the one before `found`.
 */
export function createGapError(expected: number, found: number): LogError {
  return new LogError(
    'LOG_GAP_FOUND',
    `The log has a gap: pseq ${expected} is missing before ${found}. ` +
      'Stop writing, and restore the log from an export.',
  );
}

/**
 * Returns the error for a log that ends before the events a reader has folded, or holds others in
 * their place.
 */
export function createTailLostError(partition: number, folded: number, last: number): LogError {
  const difference =
    last < folded ? `ends at pseq ${last}` : `holds another event at pseq ${folded}`;
  return new LogError(
    'LOG_TAIL_LOST',
    `Partition ${partition} was read up to pseq ${folded}, but the log ${difference}: ` +
      'it was truncated or replaced. Restore the log, or rebuild the read models.',
  );
}
