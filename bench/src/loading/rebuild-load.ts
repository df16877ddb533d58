import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import { type Projection, rebuild, type RebuildProgress } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

/** A read model that a rebuild has loaded beside the one that serves. */
export interface RebuildLoad {
  /** The generation's schema. */
  readonly schema: string;
  readonly ms: number;
  /** Processor time of this process. */
  readonly cpuMs: number;
}

/**
 * Loads a read model as a rebuild does, by a rebuild: reading the log, rows, indexes and what the server learns of them
 * are timed; making the empty tables before, comparing and swapping afterwards are not.
 */
export async function loadByRebuild(
  dataSource: DataSource,
  projection: Projection,
  log: EventLog,
): Promise<RebuildLoad> {
  const enough = new AbortController();
  let [schema, began, ended, cpuMs] = ['', 0, 0, 0];
  let cpuBefore = process.cpuUsage();
  const onProgress = (progress: RebuildProgress): void => {
    schema = progress.generation;
    if (progress.phase === 'loading') {
      if (began === 0) [began, cpuBefore] = [performance.now(), process.cpuUsage()];
      ended = performance.now();
      const { user, system } = process.cpuUsage(cpuBefore);
      cpuMs = (user + system) / 1000;
    }
    // What is compared and swapped is another matter.
    if (progress.phase === 'comparing') enough.abort();
  };
  const options = { projection, dataSource, catalogue: CATALOGUE, log, owner: 'bench', onProgress };
  try {
    await rebuild({ ...options, signal: enough.signal });
  } catch (error) {
    if (!enough.signal.aborted || error !== enough.signal.reason) throw error;
  }
  return { schema, ms: ended - began, cpuMs };
}
