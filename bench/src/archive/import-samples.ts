import { setTimeout as sleep } from 'node:timers/promises';
import { type ProcessStatistics, readProcessStatistics } from '../process-statistics.ts';
import type { StandaloneServer } from './standalone-server.ts';

/** The events that a read model has not applied, and the age of the oldest; null if unknown. */
interface ReadModelLag {
  readonly events: number | null;
  readonly seconds: number | null;
}

/** The state of a server during an import. */
export interface ImportSample extends ProcessStatistics {
  /** In milliseconds, since the start of the sampling. */
  readonly atMs: number;
  /** The number of events in the log. */
  readonly events: number;
  /** By name of the read model. */
  readonly lags: Readonly<Record<string, ReadModelLag>>;
  /** How long the server took to answer `/v1/status`, in milliseconds. */
  readonly tookMs: number;
}

interface SampledStatus {
  readonly projections: readonly {
    readonly readModel: string;
    readonly serves: boolean;
    readonly logEnd: string | null;
    readonly lagEvents: number | null;
    readonly lagSeconds: number | null;
  }[];
}

/** A read model that has not caught up after this time never will. */
const CATCH_UP_MS_MAX = 3_600_000;

/** Reads the status of a server at intervals, as its operator would. */
export class ImportSampler {
  readonly samples: ImportSample[] = [];
  readonly #server: StandaloneServer;
  readonly #startedAt = performance.now();

  constructor(server: StandaloneServer) {
    this.#server = server;
  }

  /** Returns the time since the start, in milliseconds. */
  getMs(): number {
    return performance.now() - this.#startedAt;
  }

  async sampleUntil(stop: AbortSignal, intervalMs: number): Promise<void> {
    while (!stop.aborted) {
      await this.sample();
      await sleep(intervalMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /** Samples until every read model has applied this number of events. Throws if none ever will. */
  async sampleUntilCaughtUp(events: number, intervalMs: number): Promise<void> {
    for (const startedMs = this.getMs(); ;) {
      const { atMs, events: logged, lags } = await this.sample();
      if (atMs - startedMs > CATCH_UP_MS_MAX) throw new Error('The read models do not catch up.');
      const isCaughtUp = Object.values(lags).every((lag) => lag.events === 0);
      if (logged >= events && isCaughtUp) return;
      await sleep(intervalMs);
    }
  }

  async sample(): Promise<ImportSample> {
    const sentMs = this.getMs();
    const response = await fetch(`${this.#server.url}/v1/status`);
    const atMs = this.getMs();
    const { projections } = (await response.json()) as SampledStatus;
    const serving = projections.filter(({ serves }) => serves);
    const lags = serving.map(({ readModel, lagEvents, lagSeconds }) => [
      readModel,
      { events: lagEvents, seconds: lagSeconds },
    ]);
    const ends = serving.map(({ logEnd }) => Number(logEnd?.split(':')[1] ?? -1));
    const sample = {
      atMs,
      tookMs: atMs - sentMs,
      events: Math.max(...ends) + 1,
      lags: Object.fromEntries(lags) as ImportSample['lags'],
      ...(await readProcessStatistics(this.#server.pid)),
    };
    this.samples.push(sample);
    return sample;
  }
}

/** Returns a figure at the time when the log had this number of events, between two samples. */
export function interpolate(
  samples: readonly ImportSample[],
  events: number,
  figure: 'atMs' | 'cpuSeconds',
): number {
  const after = samples.findIndex((sample) => sample.events >= events);
  const next = samples[after];
  const previous = samples[after - 1];
  if (next === undefined) return Number.NaN;
  if (previous === undefined || next.events === previous.events) return next[figure];
  const share = (events - previous.events) / (next.events - previous.events);
  return previous[figure] + share * (next[figure] - previous[figure]);
}
