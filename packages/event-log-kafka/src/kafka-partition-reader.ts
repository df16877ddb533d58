// Invariants
// 1. An event is never identified by its offset. The offset in a head's hint is used only if that
//    very event lies there; otherwise the event is searched for from offset `pseq` on, since it
//    cannot lie before: "finds a head by its event at any offset, and checks nothing before it
//    again".
// 2. A leader that just resumed reports old ends and OFFSET_OUT_OF_RANGE. A loss is confirmed with
//    the current leader before it is reported: "retries … when a leader that just resumed responds
//    OFFSET_OUT_OF_RANGE".
// 3. Pages hold whole batches of writers: "never splits a batch of a writer".
import { setTimeout as sleep } from 'node:timers/promises';
import {
  EMPTY_HEAD,
  type Head,
  type LogBatch,
  type LogError,
  createTailLostError,
} from '@rapporteur/event-log';
import type { FetchResponse } from './broker-protocol.ts';
import { CONTENT_TYPES } from './fence.ts';
import { ConnectionError, createHistoryDeletedError, isOutOfRangeError } from './kafka-error.ts';
import type { LeaderClient } from './leader-client.ts';
import { type FoldStart, parseEventRecord, PartitionFold } from './partition-fold.ts';
import { decodeBatches, type ReadBatch, type ReadRecord } from './record-batch.ts';

/** The page size. The events of larger pages survive the first garbage collection. */
const PAGE_BYTES_MAX = 1_000_000;
/** The fetch size for a single batch: a broker returns at least one whole batch. */
const ONE_BATCH_BYTES = 1;
/** The fetch size of a search for an event, which usually lies near. */
const SEARCH_BYTES = 256_000;
const CONFIRMATION_DELAY_MS = 100;
/** The longest time for which the leader may not know an acknowledged record. */
const ACKNOWLEDGED_TIMEOUT_MS = 10_000;

/** The start of a reader, and the time it takes to confirm a loss. */
export interface ReaderStartOptions {
  readonly from: Head | number;
  readonly lossConfirmationMs: number;
}

/** The position after an event that was found, and its producer. */
interface LocatedEvent extends FoldStart {
  readonly producer: bigint;
}

/** The known properties of an event to find. All of them must match. */
type EventIdentity = { readonly pseq: number } & Partial<Head>;

/** Reads and folds one partition. */
export class KafkaPartitionReader {
  readonly fold: PartitionFold;
  /** The offset after the last record of the partition when the last page was read. */
  endOffset = Number.POSITIVE_INFINITY;
  readonly #leader: LeaderClient;
  readonly #lossConfirmationMs: number;
  #prefetched: Promise<FetchResponse> | undefined;

  private constructor(leader: LeaderClient, fold: PartitionFold, lossConfirmationMs: number) {
    this.#leader = leader;
    this.fold = fold;
    this.#lossConfirmationMs = lossConfirmationMs;
  }

  /**
   * Starts after a head, or at a sequence number. Checks that the log still holds the event before
   * the start.
   * @throws LogError LOG_TAIL_LOST
   */
  static async start(
    leader: LeaderClient,
    { from, lossConfirmationMs }: ReaderStartOptions,
  ): Promise<KafkaPartitionReader> {
    const pseq = typeof from === 'number' ? from - 1 : from.pseq;
    if (pseq < 0) {
      const fold = new PartitionFold({ head: EMPTY_HEAD, nextOffset: 0 });
      return new KafkaPartitionReader(leader, fold, lossConfirmationMs);
    }

    const identity: EventIdentity = typeof from === 'number' ? { pseq } : from;
    const located = await locateEvent(leader, identity, lossConfirmationMs);
    const head = typeof from === 'number' ? located.head : from;
    const fold = new PartitionFold({ head, nextOffset: located.nextOffset }, located.producer);
    return new KafkaPartitionReader(leader, fold, lossConfirmationMs);
  }

  get partition(): number {
    return this.#leader.partition;
  }

  /**
   * Returns the next page. At the end of the partition, waits up to `maxWaitMs` for records, then
   * returns an empty page.
   * @throws LogError LOG_TAIL_LOST, LOG_GAP_FOUND, LOG_EVENT_DEFECTIVE
   */
  async nextPage(maxWaitMs: number): Promise<LogBatch> {
    const fetched = await this.#fetch(maxWaitMs);
    for (const batch of decodeBatches(fetched.records)) this.fold.foldBatch(batch);
    this.endOffset = fetched.highWatermark;

    const atEnd = this.fold.nextOffset >= this.endOffset;
    if (!atEnd) this.#prefetch();
    return { ...this.fold.drain(), atEnd, head: this.fold.head };
  }

  /**
   * Folds up to and including `offset`, which a broker acknowledged as the last one of a batch, and
   * no further. Passes every record to `onRecord`. May be called again after an error.
   */
  async readThrough(
    offset: number,
    onRecord: (record: ReadRecord) => void = () => undefined,
  ): Promise<void> {
    const deadline = Date.now() + ACKNOWLEDGED_TIMEOUT_MS;
    while (this.fold.nextOffset <= offset) {
      const fetched = await this.#fetch(0);
      const before = this.fold.nextOffset;
      for (const batch of decodeBatches(fetched.records)) {
        if (batch.baseOffset > offset) break;
        for (const record of batch.records) if (record.offset >= before) onRecord(record);
        this.fold.foldBatch(batch);
      }
      if (this.fold.nextOffset > before) continue;

      // The record was acknowledged, so it exists: this leader does not know it yet.
      if (Date.now() > deadline)
        throw new ConnectionError(`Offset ${offset} was acknowledged but cannot be read.`);
      await this.#waitForLeader();
    }
  }

  /** Returns the events folded since the last page. */
  drain(): LogBatch {
    return { ...this.fold.drain(), atEnd: false, head: this.fold.head };
  }

  /** Closes the connection and abandons its request. */
  discard(): void {
    this.#prefetched = undefined;
    this.#leader.discard();
  }

  async #waitForLeader(): Promise<void> {
    this.discard();
    await sleep(CONFIRMATION_DELAY_MS);
  }

  #prefetch(): void {
    const fetching = this.#leader.fetch({
      offset: this.fold.nextOffset,
      maxBytes: PAGE_BYTES_MAX,
      maxWaitMs: 0,
    });
    // Its error is handled by the next fetch.
    fetching.catch(() => undefined);
    this.#prefetched = fetching;
  }

  async #fetch(maxWaitMs: number): Promise<FetchResponse> {
    const prefetched = this.#prefetched;
    this.#prefetched = undefined;
    const fetched = await prefetched?.catch(() => undefined);
    if (fetched) return fetched;

    const offset = this.fold.nextOffset;
    const deadline = Date.now() + this.#lossConfirmationMs;
    for (;;) {
      try {
        return await this.#leader.fetch({ offset, maxBytes: PAGE_BYTES_MAX, maxWaitMs });
      } catch (error) {
        if (!isOutOfRangeError(error)) throw error;
        if (Date.now() > deadline) throw createOutOfRangeLogError(this.partition, this.fold);
      }
      await this.#waitForLeader();
    }
  }
}

// At offset 0 the log begins later; at any other offset it ends earlier.
function createOutOfRangeLogError(
  partition: number,
  { head, nextOffset }: PartitionFold,
): LogError {
  if (nextOffset > 0) return createTailLostError(partition, head.pseq, -1);
  return createHistoryDeletedError(partition);
}

async function locateEvent(
  leader: LeaderClient,
  identity: EventIdentity,
  lossConfirmationMs: number,
): Promise<LocatedEvent> {
  const deadline = Date.now() + lossConfirmationMs;
  const hint = identity.hint === undefined ? Number.NaN : Number(identity.hint);
  for (;;) {
    const found =
      (await locateAtOffset(leader, hint, identity)) ?? (await searchForEvent(leader, identity));
    if (typeof found === 'object') return found;
    if (Date.now() > deadline) throw createTailLostError(leader.partition, identity.pseq, found);
    leader.discard();
    await sleep(CONFIRMATION_DELAY_MS);
  }
}

async function locateAtOffset(
  leader: LeaderClient,
  offset: number,
  identity: EventIdentity,
): Promise<LocatedEvent | undefined> {
  if (!Number.isSafeInteger(offset) || offset < 0) return undefined;
  const fetched = await fetchFrom(leader, offset, ONE_BATCH_BYTES);
  for (const batch of decodeBatches(fetched?.records ?? Buffer.alloc(0))) {
    const record = batch.records.find((each) => each.offset === offset);
    const located = record && matchRecord(record, batch, identity);
    if (located) return located;
  }
  return undefined;
}

/**
 * Returns the event, or the last sequence number read: -1 if none was, a higher one if the event
 * was passed.
 */
async function searchForEvent(
  leader: LeaderClient,
  identity: EventIdentity,
): Promise<LocatedEvent | number> {
  let lastPseq = -1;
  for (let offset = identity.pseq; ;) {
    const fetched = await fetchFrom(leader, offset, SEARCH_BYTES);
    if (!fetched || fetched.records.length === 0) return lastPseq;

    for (const batch of decodeBatches(fetched.records)) {
      for (const record of batch.records) {
        if (record.offset < offset || record.contentType !== CONTENT_TYPES.event) continue;
        const located = matchRecord(record, batch, identity);
        if (located) return located;
        lastPseq = parseEventRecord(record)?.event.pseq ?? lastPseq;
        if (lastPseq > identity.pseq) return lastPseq;
      }
      offset = batch.lastOffset + 1;
    }
    if (offset >= fetched.highWatermark) return lastPseq;
  }
}

async function fetchFrom(
  leader: LeaderClient,
  offset: number,
  maxBytes: number,
): Promise<FetchResponse | undefined> {
  try {
    return await leader.fetch({ offset, maxBytes, maxWaitMs: 0 });
  } catch (error) {
    if (isOutOfRangeError(error)) return undefined;
    throw error;
  }
}

function matchRecord(
  record: ReadRecord,
  batch: ReadBatch,
  identity: EventIdentity,
): LocatedEvent | undefined {
  if (record.contentType !== CONTENT_TYPES.event) return undefined;
  const event = parseEventRecord(record)?.event;
  const isMatch =
    event?.pseq === identity.pseq &&
    (identity.term === undefined || event.term === identity.term) &&
    (identity.time === undefined || event.time === identity.time);
  if (!event || !isMatch) return undefined;

  const { pseq, term, time } = event;
  const head = { pseq, term, time, hint: String(record.offset) };
  return { head, nextOffset: record.offset + 1, producer: batch.producerId };
}
