import type { ElapsedTime, Writer } from '@rapporteur/event-log';
import { startElapsedTime, type Timing } from './timing.ts';

/** The age at which a writer is replaced: half of the time that a log on Kafka lets it append. */
export const RENEW_AFTER_MS = 6 * 3_600_000;

/** The right to append to a partition, until its release or the opening of another writer. */
export class WriterLease {
  readonly writer: Writer;
  readonly #age: ElapsedTime;
  readonly #released = new AbortController();

  constructor(writer: Writer, timing: Timing, clock: () => Date) {
    this.writer = writer;
    this.#age = startElapsedTime(timing, clock);
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
