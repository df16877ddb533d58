import type { BenchmarkWork } from './measure.ts';
import { median } from './statistics.ts';
import { formatTable } from './table.ts';
import { type TargetConfig, withTargetProcesses } from './target-process.ts';

const CONCURRENCY = 64;
const WINDOW_RECORDS = 5_000;
const WORK: BenchmarkWork = { kind: 'count', records: WINDOW_RECORDS, concurrency: CONCURRENCY };

/**
 * Returns the microseconds per record of each target, by window. Windows are interleaved, as in a
 * comparison.
 */
function measureCosts(targets: readonly TargetConfig[], total: number): Promise<number[][]> {
  return withTargetProcesses(targets, async (opened) => {
    const costs = opened.map(() => [] as number[]);
    for (let recorded = 0; recorded < total; recorded += WINDOW_RECORDS) {
      for (const [n, target] of opened.entries())
        costs[n]?.push(1e6 / (await target.measure(WORK)).perSecond);
    }
    return costs;
  });
}

function medianOfRange(costs: readonly number[], from: number, to: number): number {
  return median(costs.slice(Math.floor(costs.length * from), Math.ceil(costs.length * to)));
}

/** Records `total` events, and writes the cost of one in the first and the last fifth. */
export async function measureGrowth(
  targets: readonly TargetConfig[],
  total: number,
  write: (text: string) => void,
): Promise<void> {
  const allCosts = await measureCosts(targets, total);
  const rows = allCosts.map((costs, n) => {
    // The first window is the warm-up.
    const measured = costs.slice(1);
    const first = medianOfRange(measured, 0, 0.2);
    const last = medianOfRange(measured, 0.8, 1);
    const ratio = (last / first).toFixed(2);
    return [targets[n]?.name ?? '', first.toFixed(1), last.toFixed(1), ratio];
  });

  const title = `${total} events, ${CONCURRENCY} at once`;
  const head = [title, 'us, first fifth', 'us, last fifth', 'last / first'];
  write(`${formatTable([head, ...rows])}\n`);
}
