import type { Head, LogBatch, ReadOptions } from '@rapporteur/event-log';
import type { ReadableLog } from './readable-log.ts';
import { SharedReads } from './shared-reads.ts';

/**
 * A log whose followers in this process share the reads of a partition, so that each event is
 * fetched and parsed once for all of them. Readers that do not follow read by themselves.
 */
export class SharedLog implements ReadableLog {
  /** Absent if the log has no such tools. */
  readonly reportProgress?: NonNullable<ReadableLog['reportProgress']>;
  readonly #log: ReadableLog;
  readonly #eventsMax: number | undefined;
  readonly #reads = new Map<number, SharedReads>();

  /** `eventsMax` limits the events of a partition that are kept for slower followers. */
  constructor(log: ReadableLog, eventsMax?: number) {
    this.#log = log;
    this.#eventsMax = eventsMax;
    if (log.reportProgress !== undefined) this.reportProgress = log.reportProgress.bind(log);
  }

  get partitions(): number {
    return this.#log.partitions;
  }

  read(partition: number, from: Head | number, options: ReadOptions): AsyncIterable<LogBatch> {
    if (!options.follow || typeof from === 'number') {
      return this.#log.read(partition, from, options);
    }
    const reads =
      this.#reads.get(partition) ?? new SharedReads(this.#log, partition, this.#eventsMax);
    this.#reads.set(partition, reads);
    return reads.follow(from, options.signal);
  }
}
