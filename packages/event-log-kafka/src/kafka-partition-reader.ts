/**
 * Reads a partition, folding.
 * 1. An event is never found by its offset: the offset in a head's hint is believed only if that very event lies there,
 *    else it is looked for from the offset `pseq` on, since it cannot lie before.
 * 2. A leader that was just resumed tells old ends for a while, and offsets out of range: what looks lost is looked for
 *    again, at whoever leads then, before it is called lost.
 * 3. Only whole batches of a writer are handed on.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type LogBatch,
  EMPTY_HEAD,
  gapError,
  type Head,
  LogError,
  tailLostError,
} from '@rapporteur/event-log';
import { ConnectionError, isOutOfRangeError } from './kafka-error.ts';
import { CONTENT_TYPES } from './fence.ts';
import type { FetchResponse } from './kafkajs-internals.ts';
import { PartitionFold, parseEventRecord, type FoldStart } from './partition-fold.ts';
import type { LeaderClient } from './leader-client.ts';
import { decodeBatches, type ReadBatch, type ReadRecord } from './record-batch.ts';

/** The most bytes that are fetched at a time: the events of larger pages outlive the garbage collector's first look. */
const PAGE_BYTES_MAX = 1_000_000;
/** What is fetched where one batch is wanted; a broker gives at least one, whole. */
const ONE_BATCH_BYTES = 1;
/** What is fetched at a time while an event is looked for: mostly it lies near. */
const SCAN_BYTES = 256_000;
const CONFIRM_PAUSE_MS = 100;
/** How long a record that was acknowledged may be unknown to who answers. */
const ACKNOWLEDGED_WITHIN_MS = 10_000;

/** Where a reader begins, and how sure it must be of a loss. */
export interface ReaderStartOptions {
  readonly from: Head | number;
  /** How long what looks lost is looked for again. */
  readonly lossConfirmationMs: number;
}

/** Where an event was found, and who wrote it. */
interface LocatedEvent extends FoldStart {
  readonly producer: bigint;
}

/** Reads one partition. It keeps to itself where it stands. */
export class KafkaPartitionReader {
  readonly fold: PartitionFold;
  /** Where the partition ended as its last page was read: the offset behind. It may grow faster than anybody reads. */
  endOffset = Number.POSITIVE_INFINITY;
  readonly #link: LeaderClient;
  readonly #confirmLossForMs: number;
  #ahead: Promise<FetchResponse> | undefined;

  private constructor(link: LeaderClient, fold: PartitionFold, confirmLossForMs: number) {
    this.#link = link;
    this.fold = fold;
    this.#confirmLossForMs = confirmLossForMs;
  }

  /**
   * Begins behind a head, after checking that the log still tells it, or at a sequence.
   * @throws LogError LOG_TAIL_LOST
   */
  static async start(
    link: LeaderClient,
    { from, lossConfirmationMs: confirmLossForMs }: ReaderStartOptions,
  ): Promise<KafkaPartitionReader> {
    const pseq = typeof from === 'number' ? from - 1 : from.pseq;
    if (pseq < 0) {
      const fold = new PartitionFold({ head: EMPTY_HEAD, position: 0 });
      return new KafkaPartitionReader(link, fold, confirmLossForMs);
    }
    const wanted: EventIdentity = typeof from === 'number' ? { pseq } : from;
    const { head, position, producer } = await find(link, wanted, confirmLossForMs);
    const standing = { head: typeof from === 'number' ? head : from, position };
    return new KafkaPartitionReader(link, new PartitionFold(standing, producer), confirmLossForMs);
  }

  get partition(): number {
    return this.#link.partition;
  }

  /**
   * The next page. At the end it waits so long for something to come; then it is an empty one.
   * @throws LogError LOG_TAIL_LOST, LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE
   */
  async nextPage(maxWaitMs: number): Promise<LogBatch> {
    const fetched = await this.#fetch(maxWaitMs);
    for (const batch of decodeBatches(fetched.records)) this.fold.foldBatch(batch);
    this.endOffset = fetched.highWatermark;
    const atEnd = this.fold.position >= this.endOffset;
    if (!atEnd) this.#fetchAhead();
    return { ...this.fold.drain(), atEnd, head: this.fold.head };
  }

  /**
   * Folds on until it stands behind `offset`, which a broker acknowledged as the last of a batch, and no further.
   * `onRecord` is shown every record on the way. May be called again after a fault.
   */
  async readThrough(
    offset: number,
    onRecord: (record: ReadRecord) => void = () => undefined,
  ): Promise<void> {
    const deadline = Date.now() + ACKNOWLEDGED_WITHIN_MS;
    while (this.fold.position <= offset) {
      const fetched = await this.#fetch(0);
      const before = this.fold.position;
      for (const batch of decodeBatches(fetched.records)) {
        if (batch.baseOffset > offset) break;
        for (const record of batch.records) if (record.offset >= before) onRecord(record);
        this.fold.foldBatch(batch);
      }
      if (this.fold.position > before) continue;
      // It was acknowledged, so it is there: who answered does not know yet.
      if (Date.now() > deadline)
        throw new ConnectionError(`Offset ${offset} was acknowledged, and cannot be read.`);
      await this.#lookAgain();
    }
  }

  /** What was folded since the last page, as a page. */
  drain(): LogBatch {
    return { ...this.fold.drain(), atEnd: false, head: this.fold.head };
  }

  /** Ends the request under way. */
  discard(): void {
    this.#ahead = undefined;
    this.#link.discard();
  }

  async #lookAgain(): Promise<void> {
    this.discard();
    await sleep(CONFIRM_PAUSE_MS);
  }

  #fetchAhead(): void {
    const ahead = this.#link.fetch({
      offset: this.fold.position,
      maxBytes: PAGE_BYTES_MAX,
      maxWaitMs: 0,
    });
    // Its fault is met when it is waited for, if it ever is.
    ahead.catch(() => undefined);
    this.#ahead = ahead;
  }

  async #fetch(maxWaitMs: number): Promise<FetchResponse> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const fetched = await ahead?.catch(() => undefined);
    if (fetched) return fetched;
    const offset = this.fold.position;
    const deadline = Date.now() + this.#confirmLossForMs;
    for (;;) {
      try {
        return await this.#link.fetch({ offset, maxBytes: PAGE_BYTES_MAX, maxWaitMs });
      } catch (error) {
        if (!isOutOfRangeError(error)) throw error;
        if (Date.now() > deadline) throw lostAt(this.partition, this.fold);
      }
      await this.#lookAgain();
    }
  }
}

// Nothing was read yet: then the log begins later. Else it ends earlier.
function lostAt(partition: number, { head, position }: PartitionFold): LogError {
  if (position > 0) return tailLostError(partition, head.pseq, -1);
  const message = `Partition ${partition} does not begin at offset 0: history was deleted. Restore the log from an export.`;
  return new LogError('LOG_GAP_FOUND', message, { cause: gapError(0, 1) });
}

/** The event that is looked for: all that is known of it must agree. */
type EventIdentity = { readonly pseq: number } & Partial<Head>;

async function find(
  link: LeaderClient,
  wanted: EventIdentity,
  confirmForMs: number,
): Promise<LocatedEvent> {
  const deadline = Date.now() + confirmForMs;
  const hint = wanted.hint === undefined ? Number.NaN : Number(wanted.hint);
  for (;;) {
    const found = (await findAt(link, hint, wanted)) ?? (await scanFor(link, wanted));
    if (typeof found === 'object') return found;
    if (Date.now() > deadline) throw tailLostError(link.partition, wanted.pseq, found);
    link.discard();
    await sleep(CONFIRM_PAUSE_MS);
  }
}

async function findAt(
  link: LeaderClient,
  offset: number,
  wanted: EventIdentity,
): Promise<LocatedEvent | undefined> {
  if (!Number.isSafeInteger(offset) || offset < 0) return undefined;
  const fetched = await fetchAt(link, offset, ONE_BATCH_BYTES);
  for (const batch of decodeBatches(fetched?.records ?? Buffer.alloc(0))) {
    const record = batch.records.find((each) => each.offset === offset);
    const found = record && standingAt(record, batch, wanted);
    if (found) return found;
  }
  return undefined;
}

/** Answers where it is, or else the last sequence that was seen: -1 where none was, the one behind where it was passed. */
async function scanFor(link: LeaderClient, wanted: EventIdentity): Promise<LocatedEvent | number> {
  let seen = -1;
  for (let position = wanted.pseq; ;) {
    const fetched = await fetchAt(link, position, SCAN_BYTES);
    if (!fetched || fetched.records.length === 0) return seen;
    for (const batch of decodeBatches(fetched.records)) {
      for (const record of batch.records) {
        if (record.offset < position || record.contentType !== CONTENT_TYPES.event) continue;
        const found = standingAt(record, batch, wanted);
        if (found) return found;
        seen = parseEventRecord(record)?.event.pseq ?? seen;
        if (seen > wanted.pseq) return seen;
      }
      position = batch.lastOffset + 1;
    }
    if (position >= fetched.highWatermark) return seen;
  }
}

async function fetchAt(
  link: LeaderClient,
  offset: number,
  maxBytes: number,
): Promise<FetchResponse | undefined> {
  try {
    return await link.fetch({ offset, maxBytes, maxWaitMs: 0 });
  } catch (error) {
    if (isOutOfRangeError(error)) return undefined;
    throw error;
  }
}

function standingAt(
  record: ReadRecord,
  batch: ReadBatch,
  wanted: EventIdentity,
): LocatedEvent | undefined {
  const event =
    record.contentType === CONTENT_TYPES.event ? parseEventRecord(record)?.event : undefined;
  const isIt =
    event?.pseq === wanted.pseq &&
    (wanted.term === undefined || event.term === wanted.term) &&
    (wanted.time === undefined || event.time === wanted.time);
  if (!event || !isIt) return undefined;
  const { pseq, term, time } = event;
  const head = { pseq, term, time, hint: String(record.offset) };
  return { head, position: record.offset + 1, producer: batch.producerId };
}
