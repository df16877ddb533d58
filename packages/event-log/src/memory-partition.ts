import type { StoredRecord } from './fold.ts';
import type { RecordedEvent } from './port.ts';

/** About how many events are handed out at a time; a writer's batch is never split for it. */
const PAGE_EVENTS = 500;

/** One partition of an in-memory log: its batches in order, and who waits for more. */
export class MemoryPartition {
  #batches: RecordedEvent[][] = [];
  readonly #waiting = new Set<() => void>();

  /** The sequence the next event will have. */
  get nextPseq(): number {
    return (this.#last?.event.pseq ?? -1) + 1;
  }

  /** The term of the last event; 0 while there is none. */
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

  /** Adds events to the last batch if they are of the same command, else as a batch of their own. */
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
    return this.#batches[this.#batchOf(pseq)]?.find(({ event }) => event.pseq === pseq);
  }

  /** Whole batches from `pseq` on; only the first is cut, where `pseq` lies within it. */
  readPage(pseq: number): StoredRecord[] {
    const records: StoredRecord[] = [];
    for (
      let index = this.#batchOf(pseq);
      index < this.#batches.length && records.length < PAGE_EVENTS;
      index += 1
    ) {
      for (const record of this.#batches[index] ?? []) {
        if (record.event.pseq >= pseq) records.push({ pseq: record.event.pseq, record });
      }
    }
    return records;
  }

  /** Resolves when something was stored, or the signal aborts. */
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

  /** Loses one event, as a damaged store might. For tests. */
  loseEvent(pseq: number): void {
    this.#batches = this.#batches
      .map((batch) => batch.filter(({ event }) => event.pseq !== pseq))
      .filter((batch) => batch.length > 0);
  }

  /** Loses every event from `pseq` on, as a store put back from an old copy has. For tests. */
  loseTail(pseq: number): void {
    this.#batches = this.#batches
      .map((batch) => batch.filter(({ event }) => event.pseq < pseq))
      .filter((batch) => batch.length > 0);
  }

  /** The index of the last batch that begins at `pseq` or before. */
  #batchOf(pseq: number): number {
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
