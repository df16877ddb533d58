import type { Candidate, Opened } from './candidate.ts';
import { type Measured, measure, median } from './measure.ts';
import { table } from './table.ts';

/** How a comparison is run: rounds are interleaved, so that a noisy stretch hits every candidate. */
export interface Comparison {
  readonly candidates: readonly Candidate[];
  readonly concurrency: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** Ratios are given against these, by name. */
  readonly against: readonly string[];
}

type Results = ReadonlyMap<string, readonly Measured[]>;

async function rounds(
  opened: ReadonlyMap<string, Opened>,
  concurrency: number,
  { rounds: count, seconds }: Comparison,
): Promise<Results> {
  const results = new Map([...opened.keys()].map((name) => [name, [] as Measured[]]));
  // A round that is thrown away, so that nobody pays for waking up.
  for (const candidate of opened.values()) await measure(candidate, concurrency, seconds / 3);
  for (let round = 0; round < count; round++) {
    for (const [name, candidate] of opened) results.get(name)?.push(await measure(candidate, concurrency, seconds));
  }
  return results;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

function ratio(of: readonly Measured[], to: readonly Measured[]): string {
  // Round by round, since only what ran side by side compares.
  const ratios = of.map(({ perSecond }, round) => perSecond / (to[round]?.perSecond ?? Number.NaN));
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`;
}

function print(concurrency: number, results: Results, against: readonly string[]): string {
  const head = [`${concurrency} at once`, 'per second', 'p50 ms', 'p99 ms', ...against.map((name) => `x ${name}`)];
  const rows = [...results].map(([name, measured]) => [
    name,
    whole(median(measured.map(({ perSecond }) => perSecond))),
    median(measured.map(({ p50 }) => p50)).toFixed(2),
    median(measured.map(({ p99 }) => p99)).toFixed(2),
    ...against.map((other) => ratio(measured, results.get(other) ?? [])),
  ]);
  return table([head, ...rows]);
}

/** Times the candidates side by side and prints, for each concurrency, medians and ratios with their spread. */
export async function compare(comparison: Comparison, write: (text: string) => void): Promise<void> {
  const opened = new Map<string, Opened>();
  try {
    for (const candidate of comparison.candidates) opened.set(candidate.name, await candidate.open());
    for (const concurrency of comparison.concurrency) {
      write(`${print(concurrency, await rounds(opened, concurrency, comparison), comparison.against)}\n\n`);
    }
  } finally {
    for (const candidate of opened.values()) await candidate.close();
  }
}
