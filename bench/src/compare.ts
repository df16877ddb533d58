import type { BenchmarkWork, Measurement } from './measure.ts';
import { formatRatios, median } from './statistics.ts';
import { formatTable } from './table.ts';
import { type TargetConfig, type TargetProcess, withTargetProcesses } from './target-process.ts';
import type { TargetName } from './target.ts';

/** Options of a comparison. Rounds are interleaved, so that other load affects every target. */
export interface TargetComparison {
  /** The title in the head of the table. */
  readonly title: string;
  readonly rounds: number;
  readonly work: BenchmarkWork;
  /** The figure that ratios are computed from. */
  readonly figure: 'perSecond' | 'p50';
  /** The targets that ratios are computed against. */
  readonly baselines: readonly TargetName[];
}

/** The work of each target before the measurement, so that its code is compiled. */
const WARM_UP: BenchmarkWork = { kind: 'duration', seconds: 3, concurrency: 64 };

type ComparisonResults = ReadonlyMap<TargetName, readonly Measurement[]>;

async function runRounds(
  targets: readonly TargetProcess[],
  { work, rounds }: TargetComparison,
): Promise<ComparisonResults> {
  const results = new Map(targets.map(({ name }) => [name, [] as Measurement[]]));
  for (const target of targets) await target.measure(WARM_UP);

  for (let round = 0; round < rounds; round++) {
    for (const target of targets) results.get(target.name)?.push(await target.measure(work));
  }
  return results;
}

function formatResults(
  { title, figure, baselines }: TargetComparison,
  results: ComparisonResults,
): string {
  const head = [
    title,
    'per second',
    'p50 ms',
    'p99 ms',
    'CPU us here',
    ...baselines.map((name) => `${figure} x ${name}`),
  ];

  const getFigures = (measurements: readonly Measurement[]): number[] =>
    measurements.map((measurement) => measurement[figure]);
  const rows = [...results].map(([name, measurements]) => {
    const getMedian = (key: keyof Measurement): number =>
      median(measurements.map((measurement) => measurement[key]));
    return [
      name,
      Math.round(getMedian('perSecond')).toLocaleString('en'),
      getMedian('p50').toFixed(2),
      getMedian('p99').toFixed(2),
      getMedian('cpuUs').toFixed(0),
      ...baselines.map((baseline) =>
        formatRatios(getFigures(measurements), getFigures(results.get(baseline) ?? [])),
      ),
    ];
  });
  return formatTable([head, ...rows]);
}

/** Measures targets side by side. Writes medians, and ratios with their spread. */
export async function compareTargets(
  targets: readonly TargetConfig[],
  comparison: TargetComparison,
  write: (text: string) => void,
): Promise<void> {
  const results = await withTargetProcesses(targets, (opened) => runRounds(opened, comparison));
  write(`${formatResults(comparison, results)}\n\n`);
}
