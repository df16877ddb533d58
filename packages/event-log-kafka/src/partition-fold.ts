/**
 * Folds the records of a Kafka partition into the events of the log, the same way for every reader.
 * 1. An event counts if the acceptance rule of the port says so; what is of another kind is foreign, and reported.
 * 2. A correct writer sends an event only behind one that it knows to be valid. So an event further ahead, of the
 *    present term or a later one, proves that something before it was lost.
 * 3. Fences are ours: neither events nor worth a report.
 * 4. It remembers the producers of what came since the last valid `WriterOpened`: a new writer must fence them all.
 */
import type { Envelope } from '@rapporteur/contracts';
import {
  gapError,
  type Head,
  isWriterOpened,
  checkAcceptance,
  LogError,
  type RecordedEvent,
  type IgnoredRecord,
} from '@rapporteur/event-log';
import { CONTENT_TYPES } from './fence.ts';
import type { ReadBatch, ReadRecord } from './record-batch.ts';

/** Where a fold stands in its partition. */
export interface FoldStart {
  readonly head: Head;
  /** The next offset to be read. */
  readonly position: number;
}

/** The fold of one partition. */
export class PartitionFold {
  #head: Head;
  #position: number;
  /** Where the last event that was folded lies; the hint of the head. */
  #offset: number | undefined;
  #events: RecordedEvent[] = [];
  #ignored: IgnoredRecord[] = [];
  #producers = new Set<bigint>();

  /** `producer` wrote the event that the head is at. */
  constructor({ head, position }: FoldStart, producer?: bigint) {
    this.#head = head;
    this.#position = position;
    if (producer !== undefined) this.#producers.add(producer);
  }

  get position(): number {
    return this.#position;
  }

  get head(): Head {
    return this.#offset === undefined ? this.#head : { ...this.#head, hint: String(this.#offset) };
  }

  /** The producers of what came since the last valid `WriterOpened`, with that one's own. */
  get producers(): ReadonlySet<bigint> {
    return this.#producers;
  }

  /** Folds a batch, from the position on. @throws LogError LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE */
  foldBatch(batch: ReadBatch): void {
    const foreign = new ForeignRun();
    if (batch.records.length === 0 && batch.lastOffset >= this.#position) foreign.extend(batch);
    for (const record of batch.records) {
      if (record.offset < this.#position) continue;
      if (record.contentType === CONTENT_TYPES.event) {
        this.#report(foreign);
        this.#takeEvent(record, batch.producerId);
      } else if (record.contentType === CONTENT_TYPES.fence) {
        this.#producers.add(batch.producerId);
      } else {
        foreign.extend({ baseOffset: record.offset, lastOffset: record.offset });
      }
    }
    this.#report(foreign);
    this.#position = Math.max(this.#position, batch.lastOffset + 1);
  }

  /** Counts a batch of one's own that was acknowledged, without reading it. */
  recordOwnBatch(head: Head, lastOffset: number): void {
    this.#head = head;
    this.#offset = lastOffset;
    this.#position = lastOffset + 1;
  }

  /** What was folded since the last time; it is forgotten here. */
  drain(): { events: readonly RecordedEvent[]; ignored: readonly IgnoredRecord[] } {
    const drained = { events: this.#events, ignored: this.#ignored };
    this.#events = [];
    this.#ignored = [];
    return drained;
  }

  #takeEvent(record: ReadRecord, producer: bigint): void {
    const recorded = parseEventRecord(record);
    if (!recorded) return this.#void(record, 'it says it is an event, and is none');
    const { event } = recorded;
    const verdict = checkAcceptance(this.#head, event);
    if (verdict.kind === 'defect')
      throw new LogError(
        'LOG_EVENT_DEFECTIVE',
        `The log holds a defective event at offset ${record.offset}: ${verdict.reason}. Stop writing and verify the log.`,
      );
    // Another writer's, late or not: whoever opens next must fence its producer.
    if (verdict.kind === 'void') {
      this.#producers.add(producer);
      if (event.pseq > this.#head.pseq + 1 && event.term >= this.#head.term)
        throw gapError(this.#head.pseq + 1, event.pseq);
      return this.#void(record, verdict.reason);
    }
    if (isWriterOpened(event)) this.#producers.clear();
    this.#producers.add(producer);
    this.#head = verdict.head;
    this.#offset = record.offset;
    this.#events.push(recorded);
  }

  #void(record: ReadRecord, reason: string): void {
    this.#ignored.push({ reason, location: `offset ${record.offset}` });
  }

  // One report for a run of them: a foreign producer may write more than anybody reads.
  #report(foreign: ForeignRun): void {
    const ignored = foreign.end();
    if (ignored) this.#ignored.push(ignored);
  }
}

/** Foreign records that follow each other. */
class ForeignRun {
  #first = -1;
  #last = -1;

  extend({ baseOffset, lastOffset }: { baseOffset: number; lastOffset: number }): void {
    if (this.#first < 0) this.#first = baseOffset;
    this.#last = lastOffset;
  }

  end(): IgnoredRecord | undefined {
    const [first, last] = [this.#first, this.#last];
    this.#first = -1;
    if (first < 0) return undefined;
    return {
      reason: 'it is none of ours',
      location: first === last ? `offset ${first}` : `offsets ${first} to ${last}`,
    };
  }
}

/** The event that a record holds, if it holds one. */
export function parseEventRecord({ value }: ReadRecord): RecordedEvent | undefined {
  if (!value) return undefined;
  let event: Partial<Envelope> | null;
  try {
    event = JSON.parse(value.toString('utf8')) as Partial<Envelope> | null;
  } catch {
    return undefined;
  }
  const isOurs =
    Number.isInteger(event?.pseq) &&
    Number.isInteger(event?.term) &&
    typeof event?.time === 'string' &&
    typeof event.type === 'string';
  // Not copied: a page is handed on whole, and its events are let go together.
  return isOurs ? { bytes: value, event: event as Envelope } : undefined;
}
