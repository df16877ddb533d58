import { setTimeout as delay } from 'node:timers/promises';
import type { Head } from '@rapporteur/event-log';
import { ExponentialBackoff } from '@rapporteur/resilience';
import type { GenerationPartition } from './generation-partition.ts';
import type { GenerationReport } from './generation-report.ts';
import { type ProjectionSource, projectPartition } from './partition-projector.ts';
import { type ClassifiedError, classifyError } from './projection-error.ts';

/** The pause after the first failure. It doubles with every further failure in a row. */
const FIRST_DELAY_MS = 100;
const DELAY_MS_MAX = 5_000;

export interface PartitionWorkerOptions {
  readonly source: ProjectionSource;
  readonly generation: GenerationPartition;
  readonly signal: AbortSignal;
  readonly onReport: (report: GenerationReport) => void;
  /** Called after the position moved. */
  readonly onMoved?: ((partition: number, head: Head) => void) | undefined;
  /** Called for an error that the worker retries. */
  readonly onRetry: (error: ClassifiedError) => Promise<void>;
  /** Called for an error that ends the worker. */
  readonly onFailed: (error: ClassifiedError) => Promise<void>;
}

/** Applies one partition until it is stopped or fails for good. Retries transient errors. */
export class PartitionWorker {
  /** The time of the last lease renewal. */
  renewedAt = performance.now();
  readonly #options: PartitionWorkerOptions;
  readonly #stopping = new AbortController();
  readonly #signal: AbortSignal;
  readonly #done: Promise<void>;
  #appliedPseq = -1;
  #error: ClassifiedError | undefined;

  constructor(options: PartitionWorkerOptions) {
    this.#options = options;
    this.#signal = AbortSignal.any([this.#stopping.signal, options.signal]);
    this.#done = this.#run();
  }

  /** The last event that this worker applied; -1 before the first. */
  get appliedPseq(): number {
    return this.#appliedPseq;
  }

  /** The error since the last progress, if any. */
  get error(): ClassifiedError | undefined {
    return this.#error;
  }

  /** Finishes the current transaction. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const backoff = new ExponentialBackoff({
      firstDelayMs: FIRST_DELAY_MS,
      delayMsMax: DELAY_MS_MAX,
    });

    while (!this.#signal.aborted) {
      try {
        await this.#project(() => backoff.reset());
        // The log was closed: its owner stops too, or opens it again.
        await this.#pause(FIRST_DELAY_MS);
      } catch (error) {
        if (this.#signal.aborted) return;
        this.#error = classifyError(error);
        if (this.#error.remedy !== 'retry') return this.#options.onFailed(this.#error);
        await this.#options.onRetry(this.#error);
        await this.#pause(backoff.nextDelayMs());
      }
    }
  }

  async #project(onProgress: () => void): Promise<void> {
    const { source, generation, onReport, onMoved } = this.#options;
    const { partition } = generation;

    await projectPartition(source, generation, {
      follow: true,
      signal: this.#signal,
      onMoved: ({ head }, { events }, seconds) => {
        onProgress();
        this.#appliedPseq = head.pseq;
        this.#error = undefined;
        onReport({ kind: 'applied', partition, events: events.length, seconds });
        onMoved?.(partition, head);
      },
      onParked: (parked) => onReport({ kind: 'parked', partition, parked }),
      onIgnored: (ignored) => onReport({ kind: 'ignored', partition, ignored }),
    });
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}
