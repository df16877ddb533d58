import { setTimeout as sleep } from 'node:timers/promises';
import { readProcessStatistics } from './process-statistics.ts';
import { quantile } from './statistics.ts';
import type { BenchmarkTarget } from './target.ts';

/** The result of one run of work. */
export interface Measurement {
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p50: number;
  /** In milliseconds. */
  readonly p99: number;
  /** The processor time of this process per record, in microseconds. */
  readonly cpuUs: number;
  /** The same of the process that does the work, which may be another one. */
  readonly serverCpuUs: number;
  /** The memory of the target at the end, in bytes. */
  readonly bytes: number;
}

/** The work of a target. */
export type BenchmarkWork =
  | { readonly kind: 'duration'; readonly seconds: number; readonly concurrency: number }
  | { readonly kind: 'count'; readonly records: number; readonly concurrency: number }
  | { readonly kind: 'pace'; readonly seconds: number; readonly perSecond: number };

async function measureRun(
  { pid }: BenchmarkTarget,
  work: (latencies: number[]) => Promise<void>,
): Promise<Measurement> {
  const latencies: number[] = [];
  const before = await readProcessStatistics(pid ?? process.pid);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await work(latencies);

  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - startedAt) / 1000;
  const { bytes, cpuSeconds } = await readProcessStatistics(pid ?? process.pid);
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuUs: (user + system) / latencies.length,
    serverCpuUs: ((cpuSeconds - before.cpuSeconds) * 1e6) / latencies.length,
    bytes,
  };
}

/** Runs work on a target and returns its measurement. */
export function measure(target: BenchmarkTarget, work: BenchmarkWork): Promise<Measurement> {
  if (work.kind === 'pace') return runAtPace(target, work.perSecond, work.seconds);

  const deadline =
    work.kind === 'duration' ? performance.now() + work.seconds * 1000 : Number.POSITIVE_INFINITY;
  return runLoops(target, work.concurrency, (count, now) =>
    work.kind === 'count' ? count < work.records : now < deadline,
  );
}

/** Runs `concurrency` workers that record sequentially while `hasMore` returns true. */
function runLoops(
  target: BenchmarkTarget,
  concurrency: number,
  hasMore: (count: number, now: number) => boolean,
): Promise<Measurement> {
  return measureRun(target, async (latencies) => {
    let count = 0;
    const runWorker = async (worker: number): Promise<void> => {
      for (let startedAt = performance.now(); hasMore(count, startedAt);) {
        count += 1;
        await target.record(worker);
        const endedAt = performance.now();
        latencies.push(endedAt - startedAt);
        startedAt = endedAt;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, (_, worker) => runWorker(worker)));
  });
}

/** Records at a fixed rate, independent of pending records. */
function runAtPace(
  target: BenchmarkTarget,
  perSecond: number,
  seconds: number,
): Promise<Measurement> {
  return measureRun(target, async (latencies) => {
    const pending: Promise<void>[] = [];
    const record = async (worker: number): Promise<void> => {
      const startedAt = performance.now();
      await target.record(worker);
      latencies.push(performance.now() - startedAt);
    };

    const intervalMs = 1000 / perSecond;
    const startedAt = performance.now();
    for (let n = 0; n < perSecond * seconds; n++) {
      const waitMs = startedAt + n * intervalMs - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      pending.push(record(n));
    }
    await Promise.all(pending);
  });
}
