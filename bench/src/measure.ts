import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchmarkTarget } from './target.ts';
import { quantile } from './statistics.ts';

/** What one timed stretch came to. */
export interface Measurement {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor time that this process took for each record. */
  readonly cpuUs: number;
}

async function stretch(work: (latencies: number[]) => Promise<void>): Promise<Measurement> {
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

/** What a candidate is told to do. */
export type BenchmarkWork =
  | { readonly kind: 'for'; readonly seconds: number; readonly concurrency: number }
  | { readonly kind: 'count'; readonly records: number; readonly concurrency: number }
  | { readonly kind: 'pace'; readonly seconds: number; readonly perSecond: number };

/** Has a candidate work, and counts. */
export function measure(opened: BenchmarkTarget, work: BenchmarkWork): Promise<Measurement> {
  if (work.kind === 'pace') return pace(opened, work.perSecond, work.seconds);
  const until =
    work.kind === 'for' ? performance.now() + work.seconds * 1000 : Number.POSITIVE_INFINITY;
  return inLoops(opened, work.concurrency, (count, now) =>
    work.kind === 'count' ? count < work.records : now < until,
  );
}

/** Lets `atOnce` workers record one after another as long as there is more to do. */
function inLoops(
  opened: BenchmarkTarget,
  atOnce: number,
  isMore: (count: number, now: number) => boolean,
): Promise<Measurement> {
  return stretch(async (latencies) => {
    let count = 0;
    const work = async (worker: number): Promise<void> => {
      for (let begun = performance.now(); isMore(count, begun);) {
        count += 1;
        await opened.record(worker);
        const done = performance.now();
        latencies.push(done - begun);
        begun = done;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
  });
}

/** Records `perSecond` for `seconds`, each when its time comes, whether or not the one before is done. */
function pace(opened: BenchmarkTarget, perSecond: number, seconds: number): Promise<Measurement> {
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
