import type { Writer } from '@rapporteur/event-log';
import { Age, type Timing } from './timing.ts';

/** A writer is replaced at this age, between two batches: half of the time that a log on Kafka lets one append. */
export const RENEW_AFTER_MS = 6 * 3_600_000;

/** The right to append to a partition, until it is released or another writer opens the partition. */
export class WriterLease {
  readonly writer: Writer;
  readonly #age: Age;
  readonly #released = new AbortController();

  constructor(writer: Writer, timing: Timing, clock: () => Date) {
    this.writer = writer;
    this.#age = new Age(timing, clock);
  }

  get isRenewalDue(): boolean {
    return this.#age.ms >= RENEW_AFTER_MS;
  }

  /** Aborts when the lease is released. */
  get released(): AbortSignal {
    return this.#released.signal;
  }

  /** Resolves when the append under way has ended. */
  async release(): Promise<void> {
    this.#released.abort();
    await this.writer.close();
  }
}
