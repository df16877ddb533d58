// Folds the records of a Kafka partition into the events of the log, the same way for every reader.
// 1. An event is valid by the acceptance rule of the port. Records of another kind are foreign;
//    they are reported: "reports foreign records, a run of them once, and no fences".
// 2. A correct writer sends an event only after one that it knows to be valid. So an event further
//    ahead, of the current term or a later one, proves that an earlier event was lost: "stops at a
//    gap before an event of the current term".
// 3. Fences are neither events nor reported: "reports foreign records, a run of them once, and no
//    fences".
// 4. The fold remembers the producers since the last valid `WriterOpened`, so that a new writer can
//    fence them all: "remembers the producers since the last valid WriterOpened, also of fences and
//    ignored events".
import { type Envelope, parseTrustedEvent } from '@rapporteur/contracts';
import {
  checkAcceptance,
  createDefectiveEventError,
  createGapError,
  type Head,
  type IgnoredRecord,
  isWriterOpened,
  type RecordedEvent,
} from '@rapporteur/event-log';
import { CONTENT_TYPES } from './fence.ts';
import type { ReadBatch, ReadRecord } from './record-batch.ts';

/** The state from which a fold continues. */
export interface FoldStart {
  readonly head: Head;
  /** The next offset to read. */
  readonly nextOffset: number;
}

/** The fold of one partition. */
export class PartitionFold {
  #head: Head;
  #nextOffset: number;
  /** The offset of the last folded event: the hint of the head. */
  #eventOffset: number | undefined;
  #events: RecordedEvent[] = [];
  #ignored: IgnoredRecord[] = [];
  #producers = new Set<bigint>();

  /** `producer` appended the event of the head. */
  constructor({ head, nextOffset }: FoldStart, producer?: bigint) {
    this.#head = head;
    this.#nextOffset = nextOffset;
    if (producer !== undefined) this.#producers.add(producer);
  }

  get nextOffset(): number {
    return this.#nextOffset;
  }

  get head(): Head {
    if (this.#eventOffset === undefined) return this.#head;
    return { ...this.#head, hint: String(this.#eventOffset) };
  }

  /** The producers since the last valid `WriterOpened`, including its own. */
  get producers(): ReadonlySet<bigint> {
    return this.#producers;
  }

  /** Folds a batch from the next offset on. @throws LogError LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE */
  foldBatch(batch: ReadBatch): void {
    const foreign = new ForeignRun();
    if (batch.records.length === 0 && batch.lastOffset >= this.#nextOffset) foreign.extend(batch);

    for (const record of batch.records) {
      if (record.offset < this.#nextOffset) continue;
      if (record.contentType === CONTENT_TYPES.event) {
        this.#reportForeign(foreign);
        this.#foldEvent(record, batch.producerId);
      } else if (record.contentType === CONTENT_TYPES.fence) {
        this.#producers.add(batch.producerId);
      } else {
        foreign.extend({ baseOffset: record.offset, lastOffset: record.offset });
      }
    }
    this.#reportForeign(foreign);
    this.#nextOffset = Math.max(this.#nextOffset, batch.lastOffset + 1);
  }

  /** Advances past the caller's own acknowledged batch without reading it. */
  recordOwnBatch(head: Head, lastOffset: number): void {
    this.#head = head;
    this.#eventOffset = lastOffset;
    this.#nextOffset = lastOffset + 1;
  }

  /** Returns and forgets the events and ignored records folded since the last call. */
  drain(): { events: readonly RecordedEvent[]; ignored: readonly IgnoredRecord[] } {
    const drained = { events: this.#events, ignored: this.#ignored };
    this.#events = [];
    this.#ignored = [];
    return drained;
  }

  #foldEvent(record: ReadRecord, producer: bigint): void {
    const recorded = parseEventRecord(record);
    if (!recorded)
      return this.#ignore(record, 'its content type is an event, its value is not one');

    const { event } = recorded;
    const acceptance = checkAcceptance(this.#head, event);
    if (acceptance.kind === 'defective')
      throw createDefectiveEventError(acceptance.reason, `offset ${record.offset}`);

    if (acceptance.kind === 'ignored') {
      // Another writer's event, late or not: the next writer must fence its producer.
      this.#producers.add(producer);
      if (event.pseq > this.#head.pseq + 1 && event.term >= this.#head.term)
        throw createGapError(this.#head.pseq + 1, event.pseq);
      return this.#ignore(record, acceptance.reason);
    }

    if (isWriterOpened(event)) this.#producers.clear();
    this.#producers.add(producer);
    this.#head = acceptance.head;
    this.#eventOffset = record.offset;
    this.#events.push(recorded);
  }

  #ignore(record: ReadRecord, reason: string): void {
    this.#ignored.push({ reason, location: `offset ${record.offset}` });
  }

  // One report for a run: a foreign producer may write very many records.
  #reportForeign(foreign: ForeignRun): void {
    const ignored = foreign.end();
    if (ignored) this.#ignored.push(ignored);
  }
}

/** Consecutive foreign records. */
class ForeignRun {
  #first = -1;
  #last = -1;

  extend({ baseOffset, lastOffset }: { baseOffset: number; lastOffset: number }): void {
    if (this.#first < 0) this.#first = baseOffset;
    this.#last = lastOffset;
  }

  end(): IgnoredRecord | undefined {
    const first = this.#first;
    const last = this.#last;
    this.#first = -1;
    if (first < 0) return undefined;
    return {
      reason: 'foreign record',
      location: first === last ? `offset ${first}` : `offsets ${first} to ${last}`,
    };
  }
}

/** Returns the event of a record; undefined if its value is not one, or not UTF-8. */
export function parseEventRecord({ value }: ReadRecord): RecordedEvent | undefined {
  if (!value) return undefined;
  let event: Partial<Envelope> | null;
  try {
    event = parseTrustedEvent(value) as Partial<Envelope> | null;
  } catch {
    return undefined;
  }

  const isEnvelope =
    Number.isInteger(event?.pseq) &&
    Number.isInteger(event?.term) &&
    typeof event?.time === 'string' &&
    typeof event.type === 'string';
  // The bytes are not copied: the events of a page are released together.
  return isEnvelope ? { bytes: value, event: event as Envelope } : undefined;
}
