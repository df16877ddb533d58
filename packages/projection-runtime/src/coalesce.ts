import { setTimeout as delay } from 'node:timers/promises';
import type { LogBatch } from '@rapporteur/event-log';
import type { ProjectionBatch } from './apply-batch.ts';
import { WriteLoad } from './write-load.ts';

/** The approximate number of events of one transaction. More cost memory and gain no speed. */
export const COALESCE_EVENTS_MAX = 5_000;
/**
 * A batch with at least this many events that gathered while another was written is a sign of load.
 * It then waits for more: in a transaction of thousands of events, an event costs half as much.
 */
const LOAD_EVENTS_MIN = 100;
const LOAD_WAIT_MS = 300;

export interface CoalesceOptions {
  readonly onIgnored?: ((ignored: LogBatch['ignored']) => void) | undefined;
  /** Default: a batch is never being written. */
  readonly load?: WriteLoad;
}

/**
 * Joins batches of a log into larger ones: while the log has more, while the batch before is being
 * written, and under load for a moment after that. It never splits a batch.
 */
export async function* coalesce(
  batches: AsyncIterable<LogBatch>,
  { onIgnored, load = new WriteLoad() }: CoalesceOptions = {},
): AsyncGenerator<ProjectionBatch> {
  const iterator = batches[Symbol.asyncIterator]();
  const joined = new JoinedBatch(load);
  let next = iterator.next();

  try {
    for (;;) {
      const result = await joined.waitFor(next);
      if (result === 'complete') {
        yield* joined.take();
        continue;
      }
      if (result.done === true) break;

      const batch = result.value;
      if (batch.ignored.length > 0) onIgnored?.(batch.ignored);
      if (!joined.hasRoomFor(batch)) yield* joined.take();
      joined.add(batch);
      if (joined.isComplete) yield* joined.take();
      next = iterator.next();
    }
    yield* joined.take();
  } finally {
    await iterator.return?.();
  }
}

/** The batch that is being joined, if any. */
class JoinedBatch {
  readonly #load: WriteLoad;
  #batch: ProjectionBatch | undefined;
  /** Resolves when the batch waits for no more events. */
  #waited: Promise<'complete'> | undefined;

  constructor(load: WriteLoad) {
    this.#load = load;
  }

  /** Whether the batch is at the end of the log, and nothing delays it. */
  get isComplete(): boolean {
    return this.#batch?.atEnd === true && this.#waited === undefined;
  }

  hasRoomFor({ events }: LogBatch): boolean {
    return this.#countEvents() + events.length <= COALESCE_EVENTS_MAX;
  }

  add({ events, head, atEnd }: LogBatch): void {
    this.#batch = { events: [...(this.#batch?.events ?? []), ...events], head, atEnd };
    if (atEnd && this.#load.isBusy) this.#waited ??= this.#waitUnderLoad();
  }

  /** Waits for the next result of the log, but no longer than the batch may wait. */
  async waitFor<T>(next: Promise<T>): Promise<T | 'complete'> {
    if (this.#waited === undefined) return next;
    // An error of the log is thrown when the next result is taken.
    next.catch(() => undefined);
    return Promise.race([next, this.#waited]);
  }

  /** Yields the batch, if there is one. */
  *take(): Generator<ProjectionBatch> {
    const batch = this.#batch;
    this.#batch = undefined;
    this.#waited = undefined;
    if (batch !== undefined) yield batch;
  }

  async #waitUnderLoad(): Promise<'complete'> {
    await this.#load.waitUntilIdle();
    if (this.#countEvents() >= LOAD_EVENTS_MIN)
      await delay(LOAD_WAIT_MS, undefined, { ref: false });
    return 'complete';
  }

  #countEvents(): number {
    return this.#batch?.events.length ?? 0;
  }
}
