import type { StoredRecord } from './fold.ts';
import type { RecordedEvent } from './port.ts';

/** The target size of a page; a writer's batch is never split to reach it. */
const PAGE_EVENTS = 500;

/** One partition of an in-memory log: its batches in order, and the readers that wait for more. */
export class MemoryPartition {
  #batches: RecordedEvent[][] = [];
  readonly #waiting = new Set<() => void>();

  /** The sequence number of the next event. */
  get nextPseq(): number {
    return (this.#last?.event.pseq ?? -1) + 1;
  }

  /** The term of the last event; 0 if the partition is empty. */
  get term(): number {
    return this.#last?.event.term ?? 0;
  }

  get #last(): RecordedEvent | undefined {
    return this.#batches.at(-1)?.at(-1);
  }

  append(batch: readonly RecordedEvent[]): void {
    this.#batches.push([...batch]);
    for (const wake of this.#waiting) wake();
  }

  /** Adds events to the last batch if they belong to the same command, otherwise as a new batch. */
  continueCommand(events: readonly RecordedEvent[]): void {
    const current = this.#batches.at(-1);
    if (current && current[0]?.event.commandid === events[0]?.event.commandid)
      current.push(...events);
    else this.append(events);
  }

  replaceWith(other: MemoryPartition): void {
    this.#batches = other.#batches;
    for (const wake of this.#waiting) wake();
  }

  find(pseq: number): RecordedEvent | undefined {
    return this.#batches[this.#findBatch(pseq)]?.find(({ event }) => event.pseq === pseq);
  }

  /** Returns whole batches from `pseq` on. Only the first is cut, if `pseq` lies within it. */
  readPage(pseq: number): StoredRecord[] {
    const records: StoredRecord[] = [];
    for (let index = this.#findBatch(pseq); records.length < PAGE_EVENTS; index += 1) {
      const batch = this.#batches[index];
      if (batch === undefined) break;
      for (const record of batch)
        if (record.event.pseq >= pseq) records.push({ pseq: record.event.pseq, record });
    }
    return records;
  }

  /** Resolves when the partition changes or the signal aborts. */
  waitForChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  /** Removes one event, like a damaged store. For tests. */
  loseEvent(pseq: number): void {
    this.#keep((event) => event.event.pseq !== pseq);
  }

  /** Removes every event from `pseq` on, like a store restored from an old copy. For tests. */
  loseTail(pseq: number): void {
    this.#keep((event) => event.event.pseq < pseq);
  }

  #keep(predicate: (event: RecordedEvent) => boolean): void {
    this.#batches = this.#batches
      .map((batch) => batch.filter(predicate))
      .filter((batch) => batch.length > 0);
  }

  /** Returns the index of the last batch that begins at or before `pseq`. */
  #findBatch(pseq: number): number {
    let low = 0;
    let high = this.#batches.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#batches[middle]?.[0]?.event.pseq ?? 0) <= pseq) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
