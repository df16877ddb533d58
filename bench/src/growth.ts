import { type TargetConfig, withTargetProcesses } from './target-process.ts';
import type { BenchmarkWork } from './measure.ts';
import { median } from './statistics.ts';
import { formatTable } from './table.ts';

const AT_ONCE = 64;
const WINDOW = 5_000;
const WORK: BenchmarkWork = { kind: 'count', records: WINDOW, concurrency: AT_ONCE };

/** Microseconds a record, window by window. In turns, so that the machine's own moods show in all. */
function costsOf(contestants: readonly TargetConfig[], total: number): Promise<number[][]> {
  return withTargetProcesses(contestants, async (opened) => {
    const costs = opened.map(() => [] as number[]);
    for (let done = 0; done < total; done += WINDOW) {
      for (const [n, candidate] of opened.entries())
        costs[n]?.push(1e6 / (await candidate.measure(WORK)).perSecond);
    }
    return costs;
  });
}

/** Records `total` events and prints the cost of one in stretches of the way: does it grow with what was recorded? */
export async function measureGrowth(
  contestants: readonly TargetConfig[],
  total: number,
  write: (text: string) => void,
): Promise<void> {
  const costs = await costsOf(contestants, total);
  const stretch = (of: readonly number[], from: number, to: number): number =>
    median(of.slice(Math.floor(of.length * from), Math.ceil(of.length * to)));
  // The first window warms up.
  const rows = costs.map((all, n) => {
    const cost = all.slice(1);
    const [first, last] = [stretch(cost, 0, 0.2), stretch(cost, 0.8, 1)];
    return [
      contestants[n]?.name ?? '',
      first.toFixed(1),
      last.toFixed(1),
      (last / first).toFixed(2),
    ];
  });
  write(
    `${formatTable([[`${total} events, ${AT_ONCE} at once`, 'us, first fifth', 'us, last fifth', 'last / first'], ...rows])}\n`,
  );
}
