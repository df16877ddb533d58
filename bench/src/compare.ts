import type { TargetName } from './target.ts';
import { type TargetConfig, type TargetProcess, withTargetProcesses } from './target-process.ts';
import type { Measurement, BenchmarkWork } from './measure.ts';
import { median, formatRatios } from './statistics.ts';
import { formatTable } from './table.ts';

/** How a comparison is run: rounds are interleaved, so that a noisy stretch hits every candidate. */
export interface TargetComparison {
  /** What is compared, as the head of the table says it. */
  readonly title: string;
  readonly rounds: number;
  readonly work: BenchmarkWork;
  /** The figure that ratios are made of, and the candidates against which. */
  readonly figure: 'perSecond' | 'p50';
  readonly baselines: readonly TargetName[];
}

/** What a candidate does before it is timed: code that runs seldom is slow code. */
const WARM_UP: BenchmarkWork = { kind: 'for', seconds: 3, concurrency: 64 };

type ComparisonResults = ReadonlyMap<TargetName, readonly Measurement[]>;

async function rounds(
  opened: readonly TargetProcess[],
  { work, rounds: count }: TargetComparison,
): Promise<ComparisonResults> {
  const results = new Map(opened.map(({ name }) => [name, [] as Measurement[]]));
  for (const candidate of opened) await candidate.measure(WARM_UP);
  for (let round = 0; round < count; round++) {
    for (const candidate of opened)
      results.get(candidate.name)?.push(await candidate.measure(work));
  }
  return results;
}

function print(
  { title, figure: of, baselines: against }: TargetComparison,
  results: ComparisonResults,
): string {
  const head = [
    title,
    'per second',
    'p50 ms',
    'p99 ms',
    'CPU us here',
    ...against.map((name) => `${of} x ${name}`),
  ];
  const rows = [...results].map(([name, measured]) => {
    const middle = (figure: keyof Measurement): number =>
      median(measured.map((each) => each[figure]));
    const figures = (all: readonly Measurement[]): number[] => all.map((each) => each[of]);
    return [
      name,
      Math.round(middle('perSecond')).toLocaleString('en'),
      middle('p50').toFixed(2),
      middle('p99').toFixed(2),
      middle('cpuUs').toFixed(0),
      ...against.map((other) => formatRatios(figures(measured), figures(results.get(other) ?? []))),
    ];
  });
  return formatTable([head, ...rows]);
}

/** Times the candidates side by side and prints medians and ratios with their spread. */
export async function compareTargets(
  contestants: readonly TargetConfig[],
  comparison: TargetComparison,
  write: (text: string) => void,
): Promise<void> {
  const results = await withTargetProcesses(contestants, (opened) => rounds(opened, comparison));
  write(`${print(comparison, results)}\n\n`);
}
