import { setTimeout as delay } from 'node:timers/promises';
import type { Head } from '@rapporteur/event-log';
import type { ReadableLog } from './readable-log.ts';

/** The shortest interval between two reports. */
const PUBLISH_INTERVAL_MS = 2_000;

export interface ProgressPublisherOptions {
  readonly log: ReadableLog;
  /** The name under which the log shows the progress. */
  readonly reader: string;
  /** Called for the first of several failures in a row. */
  readonly onFailed: (error: unknown, partition: number) => void;
  readonly intervalMs?: number;
}

/**
 * Publishes the progress of a projector in the log, for the log's own monitoring tools. Nothing
 * depends on it: the position beside the rows is authoritative.
 */
export class ProgressPublisher {
  readonly #options: ProgressPublisherOptions;
  readonly #stopping = new AbortController();
  /** Heads that are not published yet. */
  readonly #pending = new Map<number, Head>();
  #publishing: Promise<void> | undefined;
  #isFailing = false;

  constructor(options: ProgressPublisherOptions) {
    this.#options = options;
  }

  /** Schedules the publication of a head, if the log supports it. */
  publish(partition: number, head: Head): void {
    if (this.#options.log.reportProgress === undefined || this.#stopping.signal.aborted) return;
    this.#pending.set(partition, head);
    this.#publishing ??= this.#publishPending().finally(() => (this.#publishing = undefined));
  }

  /** Ends publication. Resolves after the current report. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#publishing;
  }

  async #publishPending(): Promise<void> {
    const { signal } = this.#stopping;
    const { intervalMs = PUBLISH_INTERVAL_MS } = this.#options;

    while (this.#pending.size > 0) {
      await delay(intervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const heads = [...this.#pending];
      this.#pending.clear();
      for (const [partition, head] of heads) await this.#publishHead(partition, head);
    }
  }

  async #publishHead(partition: number, head: Head): Promise<void> {
    const { log, reader, onFailed } = this.#options;
    try {
      await log.reportProgress?.(reader, partition, head);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) onFailed(error, partition);
      this.#isFailing = true;
    }
  }
}
