import type { Candidate } from './candidate.ts';
import { median } from './statistics.ts';
import { table } from './table.ts';

const AT_ONCE = 64;
const WINDOW = 5_000;

/** Records `total` events and prints the cost of one in stretches of the way: does it grow with what was recorded? */
export async function growth(
  candidates: readonly Candidate[],
  total: number,
  write: (text: string) => void,
): Promise<void> {
  const opened = await Promise.all(candidates.map((candidate) => candidate.open()));
  const costs = candidates.map(() => [] as number[]);
  try {
    // In turns, window by window, so that the machine's own moods show in both.
    for (let done = 0; done < total; done += WINDOW) {
      for (const [n, candidate] of opened.entries()) {
        const started = performance.now();
        const work = async (worker: number): Promise<void> => {
          for (let i = worker; i < WINDOW; i += AT_ONCE) await candidate.record(worker);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
        costs[n]?.push(((performance.now() - started) * 1000) / WINDOW);
      }
    }
  } finally {
    for (const candidate of opened) await candidate.close();
  }
  const stretch = (of: readonly number[], from: number, to: number): number =>
    median(of.slice(Math.floor(of.length * from), Math.ceil(of.length * to)));
  // The first window warms up.
  const rows = costs.map((all, n) => {
    const cost = all.slice(1);
    const [first, last] = [stretch(cost, 0, 0.2), stretch(cost, 0.8, 1)];
    return [candidates[n]?.name ?? '', first.toFixed(1), last.toFixed(1), (last / first).toFixed(2)];
  });
  write(
    `${table([[`${total} events, ${AT_ONCE} at once`, 'us, first fifth', 'us, last fifth', 'last / first'], ...rows])}\n`,
  );
}
