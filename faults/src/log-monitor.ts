import { setTimeout as sleep } from 'node:timers/promises';
import {
  EMPTY_HEAD,
  type EventLog,
  type IgnoredRecord,
  isWriterOpened,
  type LogBatch,
} from '@rapporteur/event-log';

const RETRY_INTERVAL_MS = 500;

/** A writer opened a partition. */
export interface WriterOpening {
  readonly partition: number;
  readonly owner: string;
  readonly term: number;
  readonly openedAtMs: number;
}

/** Follows a log and knows the owner of each partition. */
export class LogMonitor implements AsyncDisposable {
  readonly openings: WriterOpening[] = [];
  readonly ignoredRecords: IgnoredRecord[] = [];
  /** Permanent errors. The monitor retries after them too. */
  readonly errors: unknown[] = [];
  readonly #stop = new AbortController();
  readonly #followers: readonly Promise<void>[];

  constructor(log: EventLog) {
    this.#followers = Array.from({ length: log.partitions }, (_, partition) =>
      this.#follow(log, partition),
    );
  }

  findOwner(partition: number): string | undefined {
    return this.openings.findLast((opening) => opening.partition === partition)?.owner;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#followers);
  }

  async #follow(log: EventLog, partition: number): Promise<void> {
    const { signal } = this.#stop;
    let head = EMPTY_HEAD;
    while (!signal.aborted) {
      try {
        for await (const batch of log.read(partition, head, { follow: true, signal })) {
          head = batch.head;
          this.ignoredRecords.push(...batch.ignored);
          this.openings.push(...findOpenings(batch, partition));
        }
      } catch (error) {
        if ((error as { code?: string }).code !== 'LOG_UNREACHABLE') this.errors.push(error);
        await sleep(RETRY_INTERVAL_MS);
      }
    }
  }
}

function findOpenings({ events }: LogBatch, partition: number): readonly WriterOpening[] {
  return events
    .filter(({ event }) => isWriterOpened(event))
    .map(({ event: { data, term, time } }) => ({
      partition,
      owner: String(data['owner']),
      term,
      openedAtMs: Date.parse(time),
    }));
}
