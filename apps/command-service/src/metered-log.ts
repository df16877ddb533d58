import {
  type Bytes,
  type CommittedRange,
  type EventLog,
  type Head,
  type LogBatch,
  LogError,
  type OwnerInfo,
  type Writer,
} from '@rapporteur/event-log';
import type { Metrics, Recorders } from '@rapporteur/platform';

/** Returns the log with metrics of its appends: their duration, size and errors. */
export function createMeteredLog(log: EventLog, metrics: Metrics): EventLog {
  const appends = metrics.getRecorders('log');
  const { openings } = metrics.getRecorders('commands');
  const openWriter = async (
    partition: number,
    owner: OwnerInfo,
    head: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer> => {
    const writer = await log.openWriter(partition, owner, head, onBatch);
    openings.inc({ partition });
    return new MeteredWriter(writer, appends);
  };

  return {
    partitions: log.partitions,
    openWriter,
    read: (...options) => log.read(...options),
    restore: (...options) => log.restore(...options),
    preflight: () => log.preflight(),
    close: () => log.close(),
  };
}

class MeteredWriter implements Writer {
  readonly #writer: Writer;
  readonly #metrics: Recorders<'log'>;

  constructor(writer: Writer, metrics: Recorders<'log'>) {
    this.#writer = writer;
    this.#metrics = metrics;
  }

  get term(): number {
    return this.#writer.term;
  }

  async append(events: readonly Bytes[]): Promise<CommittedRange> {
    const startMs = performance.now();
    try {
      const committed = await this.#writer.append(events);
      this.#metrics.seconds.observe((performance.now() - startMs) / 1_000);
      this.#metrics.events.observe(events.length);
      this.#metrics.bytes.observe(events.reduce((sum, { length }) => sum + length, 0));
      return committed;
    } catch (error) {
      this.#metrics.failures.inc({ code: error instanceof LogError ? error.code : 'LOG_FAULT' });
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}
