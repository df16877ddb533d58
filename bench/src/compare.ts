import type { Candidate, Opened } from './candidate.ts';
import { type Measured, measure } from './measure.ts';
import { median, ratios } from './statistics.ts';
import { table } from './table.ts';

/** How a comparison is run: rounds are interleaved, so that a noisy stretch hits every candidate. */
export interface Comparison {
  /** What is compared, as the head of the table says it. */
  readonly title: string;
  readonly rounds: number;
  readonly seconds: number;
  measure(opened: Opened, seconds: number): Promise<Measured>;
  /** The figure that ratios are made of, and the candidates against which, by name. */
  readonly of: 'perSecond' | 'p50';
  readonly against: readonly string[];
}

/** How much a candidate records before it is timed: code that runs seldom is slow code. */
const WARM_UP = { records: 10_000, secondsMax: 10, atOnce: 64 };

async function warmUp(opened: Opened): Promise<void> {
  const until = performance.now() + WARM_UP.secondsMax * 1000;
  for (let records = 0; records < WARM_UP.records && performance.now() < until;) {
    records += (await measure(opened, WARM_UP.atOnce, 1)).perSecond;
  }
}

type Results = ReadonlyMap<string, readonly Measured[]>;

async function rounds(opened: ReadonlyMap<string, Opened>, comparison: Comparison): Promise<Results> {
  const { seconds } = comparison;
  const results = new Map([...opened.keys()].map((name) => [name, [] as Measured[]]));
  for (let round = 0; round < comparison.rounds; round++) {
    for (const [name, candidate] of opened) results.get(name)?.push(await comparison.measure(candidate, seconds));
  }
  return results;
}

function print({ title, of, against }: Comparison, results: Results): string {
  const head = [title, 'per second', 'p50 ms', 'p99 ms', 'CPU us here', ...against.map((name) => `${of} x ${name}`)];
  const rows = [...results].map(([name, measured]) => {
    const middle = (figure: keyof Measured): number => median(measured.map((each) => each[figure]));
    const figures = (all: readonly Measured[]): number[] => all.map((each) => each[of]);
    return [
      name,
      Math.round(middle('perSecond')).toLocaleString('en'),
      middle('p50').toFixed(2),
      middle('p99').toFixed(2),
      middle('cpuUs').toFixed(0),
      ...against.map((other) => ratios(figures(measured), figures(results.get(other) ?? []))),
    ];
  });
  return table([head, ...rows]);
}

/** Times the candidates side by side and prints, for each comparison, medians and ratios with their spread. */
export async function compare(
  candidates: readonly Candidate[],
  comparisons: readonly Comparison[],
  write: (text: string) => void,
): Promise<void> {
  const opened = new Map<string, Opened>();
  try {
    for (const candidate of candidates) opened.set(candidate.name, await candidate.open());
    for (const candidate of opened.values()) await warmUp(candidate);
    for (const comparison of comparisons) write(`${print(comparison, await rounds(opened, comparison))}\n\n`);
  } finally {
    for (const candidate of opened.values()) await candidate.close();
  }
}
