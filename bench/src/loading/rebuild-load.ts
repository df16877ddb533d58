import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import { type Projection, rebuild, type RebuildProgress } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

/** A generation that a rebuild has loaded beside the serving one. */
export interface RebuildLoad {
  /** The schema of the generation. */
  readonly schema: string;
  readonly ms: number;
  /** The processor time of this process. */
  readonly cpuMs: number;
}

/**
 * Loads a read model with a rebuild, and aborts it before the comparison. The time includes reading
 * the log, rows, indexes and statistics. It excludes creating the empty tables, comparing and
 * swapping.
 */
export async function loadByRebuild(
  dataSource: DataSource,
  projection: Projection,
  log: EventLog,
): Promise<RebuildLoad> {
  const timer = new LoadTimer();
  const { signal } = timer;
  const options = { projection, dataSource, catalogue: CATALOGUE, log, owner: 'bench', signal };

  try {
    await rebuild({ ...options, onProgress: (progress) => timer.addProgress(progress) });
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
  }
  return timer.result;
}

/** Measures from the first to the last progress of loading, and aborts the rebuild after it. */
class LoadTimer {
  readonly #abort = new AbortController();
  #schema = '';
  #startedAt: number | undefined;
  #endedAt = 0;
  #cpuBefore = process.cpuUsage();
  #cpuMs = 0;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get result(): RebuildLoad {
    const ms = this.#endedAt - (this.#startedAt ?? this.#endedAt);
    return { schema: this.#schema, ms, cpuMs: this.#cpuMs };
  }

  addProgress({ generation, phase }: RebuildProgress): void {
    this.#schema = generation;
    if (phase === 'comparing') this.#abort.abort();
    if (phase !== 'loading') return;

    if (this.#startedAt === undefined) {
      this.#startedAt = performance.now();
      this.#cpuBefore = process.cpuUsage();
    }
    this.#endedAt = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuBefore);
    this.#cpuMs = (user + system) / 1000;
  }
}
