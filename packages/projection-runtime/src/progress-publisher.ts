import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, Head } from '@rapporteur/event-log';

/** How often a partition's progress is noted at most. */
const NOTE_INTERVAL_MS = 2_000;

/** Whose progress, in which log, and whom to tell when it cannot be noted: once, until it can again. */
export interface ProgressPublisherOptions {
  readonly log: EventLog;
  readonly reader: string;
  readonly onFailed: (error: unknown, partition: number) => void;
  readonly intervalMs?: number;
}

/**
 * Notes in the log how far a projector has come, after its position moved, for whoever watches the log with the log's
 * own tools. Nothing rests on it: what counts is the position beside the rows.
 */
export class ProgressPublisher {
  readonly #options: ProgressPublisherOptions;
  readonly #stopping = new AbortController();
  /** What moved since it was last noted. */
  readonly #moved = new Map<number, Head>();
  #noting: Promise<void> | undefined;
  #failing = false;

  constructor(options: ProgressPublisherOptions) {
    this.#options = options;
  }

  /** A position was moved. */
  publish(partition: number, head: Head): void {
    if (this.#options.log.reportProgress === undefined || this.#stopping.signal.aborted) return;
    this.#moved.set(partition, head);
    this.#noting ??= this.#note().finally(() => (this.#noting = undefined));
  }

  /** Notes nothing more; resolves when nothing is on its way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#noting;
  }

  async #note(): Promise<void> {
    const { signal } = this.#stopping;
    const { intervalMs = NOTE_INTERVAL_MS } = this.#options;
    while (this.#moved.size > 0) {
      await delay(intervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const moved = [...this.#moved];
      this.#moved.clear();
      for (const [partition, head] of moved) await this.#noteOne(partition, head);
    }
  }

  async #noteOne(partition: number, head: Head): Promise<void> {
    const { log, reader, onFailed } = this.#options;
    try {
      await log.reportProgress?.(reader, partition, head);
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) onFailed(error, partition);
      this.#failing = true;
    }
  }
}
