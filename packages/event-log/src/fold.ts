/**
 * The acceptance rule, the same for every reader and every kind of log:
 * 1. a `WriterOpened` is valid if its term is greater than the current one and its `pseq` is the next;
 * 2. any other event is valid if its term is the current one and its `pseq` is the next;
 * 3. anything else is void and reported;
 * 4. a valid event that was recorded before its predecessor is a writer's defect: readers stop and raise the alarm.
 */
import type { Envelope } from '@rapporteur/contracts';
import { LogError } from './log-error.ts';
import { EMPTY_HEAD, type Head, type RecordedEvent, type IgnoredRecord } from './port.ts';
import { isWriterOpened } from './writer-opened.ts';

/** What the acceptance rule says of one event. */
export type EventAcceptance =
  | { readonly kind: 'valid'; readonly head: Head }
  | { readonly kind: 'void'; readonly reason: string }
  | { readonly kind: 'defect'; readonly reason: string };

/** Says whether an event continues the partition from `head` on. */
export function checkAcceptance(head: Head, event: Envelope): EventAcceptance {
  const { pseq, term, time } = event;
  if (pseq !== head.pseq + 1) return { kind: 'void', reason: `pseq ${pseq} follows ${head.pseq}` };
  if (isWriterOpened(event)) {
    if (!(term > head.term))
      return { kind: 'void', reason: `WriterOpened of term ${term} in term ${head.term}` };
  } else if (term !== head.term || head.term === EMPTY_HEAD.term) {
    return { kind: 'void', reason: `event of term ${term} in term ${head.term}` };
  }
  if (!(time >= head.time))
    return { kind: 'defect', reason: `time ${time} is earlier than ${head.time}, at pseq ${pseq}` };
  return { kind: 'valid', head: { pseq, term, time } };
}

/** A record as a log keyed by sequence holds it. */
export interface StoredRecord {
  /** The sequence it is stored under. */
  readonly pseq: number;
  readonly record: RecordedEvent;
}

/** What folding some records came to. */
export interface FoldResult {
  readonly events: readonly RecordedEvent[];
  readonly ignored: readonly IgnoredRecord[];
  readonly head: Head;
}

/**
 * Folds the records of a log that keys them by sequence, where one that is missing can only be a loss.
 * @throws LogError LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE.
 */
export function foldStoredRecords(from: Head, records: Iterable<StoredRecord>): FoldResult {
  let head = from;
  const events: RecordedEvent[] = [];
  const ignored: IgnoredRecord[] = [];
  for (const { pseq, record } of records) {
    if (pseq > head.pseq + 1) throw gapError(head.pseq + 1, pseq);
    const verdict = checkAcceptance(head, record.event);
    if (verdict.kind === 'defect')
      throw new LogError(
        'LOG_EVENT_DEFECTIVE',
        `The log holds a defective event: ${verdict.reason}. Stop writing and verify the log.`,
      );
    if (verdict.kind === 'void') {
      ignored.push({ reason: verdict.reason, location: `pseq ${pseq}` });
      continue;
    }
    head = verdict.head;
    events.push(record);
  }
  return { events, ignored, head };
}

/** The fault of a log that lacks the events from `expected` up to the one before `found`. */
export function gapError(expected: number, found: number): LogError {
  return new LogError(
    'LOG_GAP_FOUND',
    `The log has a gap: pseq ${expected} is missing before ${found}. Stop writing, and restore the log from an export.`,
  );
}

/** The fault of a log that ends before, or tells otherwise than, what a reader has already folded. */
export function tailLostError(partition: number, folded: number, last: number): LogError {
  const what = last < folded ? `ends at pseq ${last}` : `holds another event at pseq ${folded}`;
  return new LogError(
    'LOG_TAIL_LOST',
    `Partition ${partition} was read up to pseq ${folded}, but the log ${what}: it was truncated or replaced. ` +
      'Restore the log, or rebuild what was read from it.',
  );
}
