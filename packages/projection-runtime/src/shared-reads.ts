/**
 * Lets several followers of a partition share one read of the log. Tests: shared-log.spec.ts.
 * 1. A follower receives each event after its head once and in order, whatever the others do.
 * 2. The read belongs to the follower that is furthest ahead. Its batches are kept until every
 *    follower has passed them, up to a limit. A follower that falls behind the limit reads by itself
 *    until it has caught up, so it never delays the others.
 * 3. Without followers, nothing is read and nothing is kept.
 */
import type { Head, LogBatch } from '@rapporteur/event-log';
import type { ReadableLog } from './readable-log.ts';

/** The number of events that are kept for slower followers: some 40 MB. */
const EVENTS_MAX = 10_000;

/** A batch, and the head that precedes it. */
interface KeptBatch {
  readonly from: Head;
  readonly batch: LogBatch;
}

interface SharingFollower {
  head: Head;
}

/** The read of the furthest follower. */
interface LeadingRead {
  readonly batches: AsyncIterator<LogBatch>;
  readonly end: AbortController;
  head: Head;
  /** Ignored records since the last event. */
  ignored: LogBatch['ignored'];
  /** The fetch in progress. All followers at the head wait for it. */
  fetching: Promise<void> | undefined;
}

/** The followers of one partition, and the batches that they share. */
export class SharedReads {
  readonly #log: ReadableLog;
  readonly #partition: number;
  readonly #eventsMax: number;
  readonly #followers = new Set<SharingFollower>();
  #kept: KeptBatch[] = [];
  #leading: LeadingRead | undefined;

  constructor(log: ReadableLog, partition: number, eventsMax = EVENTS_MAX) {
    this.#log = log;
    this.#partition = partition;
    this.#eventsMax = eventsMax;
  }

  /** Reads after a head, as `EventLog.read` does with `follow`. */
  async *follow(from: Head, signal: AbortSignal): AsyncGenerator<LogBatch> {
    const follower: SharingFollower = { head: from };
    this.#followers.add(follower);
    try {
      for await (const batch of this.#readOn(follower, signal)) {
        follower.head = batch.head;
        this.#forgetPassed();
        yield batch;
      }
    } finally {
      this.#followers.delete(follower);
      if (this.#followers.size === 0) await this.#endRead();
    }
  }

  async *#readOn(follower: SharingFollower, signal: AbortSignal): AsyncGenerator<LogBatch> {
    // The first batch of its own read verifies the head, and comes at once even if it is empty.
    yield* this.#readAlone(follower, signal, () => true);

    while (!signal.aborted) {
      const kept = this.#findAfter(follower.head);
      if (kept !== undefined) {
        yield kept;
        continue;
      }
      if (this.#isBehind(follower.head)) {
        yield* this.#readAlone(follower, signal, () => this.#holds(follower.head));
        continue;
      }
      const leading = this.#lead(follower.head);
      await waitUnlessAborted(this.#fetch(leading), signal);
      // The log was closed.
      if (this.#leading === undefined) return;
    }
  }

  /** Reads without the others: one batch, then until `isCaughtUp` or the end of the log. */
  async *#readAlone(
    follower: SharingFollower,
    signal: AbortSignal,
    isCaughtUp: () => boolean,
  ): AsyncGenerator<LogBatch> {
    const options = { follow: false, signal };
    for await (const batch of this.#log.read(this.#partition, follower.head, options)) {
      yield batch;
      if (isCaughtUp()) return;
    }
  }

  /** Returns the events after a head that are kept; undefined if none are. */
  #findAfter(head: Head): LogBatch | undefined {
    const kept = this.#kept.findLast(({ from }) => from.pseq <= head.pseq);
    if (kept === undefined || kept.batch.head.pseq <= head.pseq) return undefined;

    const { from, batch } = kept;
    const atEnd = batch.atEnd && batch.head.pseq === this.#leading?.head.pseq;
    if (from.pseq === head.pseq) {
      return isSameHead(from, head) ? Object.assign({}, batch, { atEnd }) : undefined;
    }
    const last = batch.events.findIndex(({ event }) => event.pseq === head.pseq);
    const event = batch.events[last]?.event;
    if (event === undefined || !isSameHead(event, head)) return undefined;
    return Object.assign({}, batch, { events: batch.events.slice(last + 1), atEnd });
  }

  #holds(head: Head): boolean {
    return !this.#isBehind(head) || this.#findAfter(head) !== undefined;
  }

  #isBehind({ pseq }: Head): boolean {
    return this.#leading !== undefined && pseq < this.#leading.head.pseq;
  }

  /** Returns the read at a head, which is not behind it. A follower further ahead takes it over. */
  #lead(head: Head): LeadingRead {
    if (this.#leading !== undefined && isSameHead(this.#leading.head, head)) return this.#leading;

    void this.#endRead();
    const end = new AbortController();
    const options = { follow: true, signal: end.signal };
    const batches = this.#log.read(this.#partition, head, options)[Symbol.asyncIterator]();
    this.#leading = { batches, end, head, ignored: [], fetching: undefined };
    return this.#leading;
  }

  #fetch(leading: LeadingRead): Promise<void> {
    leading.fetching ??= this.#fetchNext(leading).finally(() => {
      leading.fetching = undefined;
    });
    return leading.fetching;
  }

  async #fetchNext(leading: LeadingRead): Promise<void> {
    try {
      const next = await leading.batches.next();
      if (this.#leading !== leading) return;
      if (next.done === true) void this.#endRead();
      else this.#keep(leading, next.value);
    } catch (error) {
      if (this.#leading === leading) void this.#endRead();
      throw error;
    }
  }

  #keep(leading: LeadingRead, { ignored, ...batch }: LogBatch): void {
    const from = leading.head;
    leading.head = batch.head;
    leading.ignored = [...leading.ignored, ...ignored];
    // Ignored records are reported with the next event.
    if (batch.events.length === 0) return;
    this.#kept.push({ from, batch: { ...batch, ignored: leading.ignored } });
    leading.ignored = [];

    let events = this.#kept.reduce((sum, kept) => sum + kept.batch.events.length, 0);
    while (events > this.#eventsMax && this.#kept.length > 1) {
      events -= this.#kept.shift()?.batch.events.length ?? 0;
    }
  }

  #forgetPassed(): void {
    const slowest = Math.min(...[...this.#followers].map(({ head }) => head.pseq));
    while ((this.#kept[0]?.batch.head.pseq ?? Infinity) <= slowest) this.#kept.shift();
  }

  async #endRead(): Promise<void> {
    const leading = this.#leading;
    this.#leading = undefined;
    this.#kept = [];
    leading?.end.abort();
    // Nobody reads it any more, so nobody needs an error of its end.
    await leading?.batches.return?.().catch(() => undefined);
  }
}

function isSameHead(
  { pseq, term, time }: Pick<Head, 'pseq' | 'term' | 'time'>,
  head: Head,
): boolean {
  return pseq === head.pseq && term === head.term && time === head.time;
}

/** Waits for a promise, or until the signal aborts. It leaves no listener behind. */
async function waitUnlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<void>();
  const onAbort = (): void => aborted.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
