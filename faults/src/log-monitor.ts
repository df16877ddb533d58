import { setTimeout as sleep } from 'node:timers/promises';
import {
  type LogBatch,
  EMPTY_HEAD,
  type EventLog,
  isWriterOpened,
  type IgnoredRecord,
} from '@rapporteur/event-log';

const AGAIN_MS = 500;

/** A partition's change of writers. */
export interface WriterOpening {
  readonly partition: number;
  readonly owner: string;
  readonly term: number;
  /** When, in milliseconds. */
  readonly openedAtMs: number;
}

/** Follows a log, and knows who writes each partition. */
export class LogMonitor implements AsyncDisposable {
  readonly openings: WriterOpening[] = [];
  readonly ignoredRecords: IgnoredRecord[] = [];
  /** What it met that waiting does not mend; it looks again all the same. */
  readonly errors: unknown[] = [];
  readonly #stop = new AbortController();
  readonly #following: readonly Promise<void>[];

  constructor(log: EventLog) {
    this.#following = Array.from({ length: log.partitions }, (_, partition) =>
      this.#follow(log, partition),
    );
  }

  findOwner(partition: number): string | undefined {
    return this.openings.findLast((one) => one.partition === partition)?.owner;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#following);
  }

  async #follow(log: EventLog, partition: number): Promise<void> {
    const { signal } = this.#stop;
    let head = EMPTY_HEAD;
    while (!signal.aborted) {
      try {
        for await (const batch of log.read(partition, head, { follow: true, signal })) {
          head = batch.head;
          this.ignoredRecords.push(...batch.ignored);
          this.openings.push(...openingsIn(batch, partition));
        }
      } catch (fault) {
        if ((fault as { code?: string }).code !== 'LOG_UNREACHABLE') this.errors.push(fault);
        await sleep(AGAIN_MS);
      }
    }
  }
}

function openingsIn({ events }: LogBatch, partition: number): readonly WriterOpening[] {
  return events
    .filter(({ event }) => isWriterOpened(event))
    .map(({ event: { data, term, time } }) => ({
      partition,
      owner: String(data['owner']),
      term,
      openedAtMs: Date.parse(time),
    }));
}
