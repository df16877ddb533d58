import { setTimeout as sleep } from 'node:timers/promises';
import type { Opened } from './candidate.ts';
import { quantile } from './statistics.ts';

/** What one timed stretch came to. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor time that this process took for each record. */
  readonly cpuUs: number;
}

async function stretch(work: (latencies: number[]) => Promise<void>): Promise<Measured> {
  const latencies: number[] = [];
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  await work(latencies);
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuUs: (user + system) / latencies.length,
  };
}

/** Lets `concurrency` workers record one after another for `seconds`, and counts. */
export function measure(opened: Opened, concurrency: number, seconds: number): Promise<Measured> {
  return stretch(async (latencies) => {
    const until = performance.now() + seconds * 1000;
    const work = async (worker: number): Promise<void> => {
      for (let begun = performance.now(); begun < until;) {
        await opened.record(worker);
        const done = performance.now();
        latencies.push(done - begun);
        begun = done;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)));
  });
}

/** Records `perSecond` for `seconds`, each when its time comes, whether or not the one before is done. */
export function pace(opened: Opened, perSecond: number, seconds: number): Promise<Measured> {
  return stretch(async (latencies) => {
    const recording: Promise<void>[] = [];
    const record = async (worker: number): Promise<void> => {
      const begun = performance.now();
      await opened.record(worker);
      latencies.push(performance.now() - begun);
    };
    const everyMs = 1000 / perSecond;
    const started = performance.now();
    for (let n = 0; n < perSecond * seconds; n++) {
      const waitMs = started + n * everyMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      recording.push(record(n));
    }
    await Promise.all(recording);
  });
}
