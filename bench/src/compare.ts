import type { TargetName } from './candidate.ts';
import { type TargetConfig, type TargetProcess, withTargetProcesses } from './isolated.ts';
import type { Measured, Work } from './measure.ts';
import { median, ratios } from './statistics.ts';
import { table } from './table.ts';

/** How a comparison is run: rounds are interleaved, so that a noisy stretch hits every candidate. */
export interface Comparison {
  /** What is compared, as the head of the table says it. */
  readonly title: string;
  readonly rounds: number;
  readonly work: Work;
  /** The figure that ratios are made of, and the candidates against which. */
  readonly of: 'perSecond' | 'p50';
  readonly against: readonly TargetName[];
}

/** What a candidate does before it is timed: code that runs seldom is slow code. */
const WARM_UP: Work = { kind: 'for', seconds: 3, atOnce: 64 };

type Results = ReadonlyMap<TargetName, readonly Measured[]>;

async function rounds(
  opened: readonly TargetProcess[],
  { work, rounds: count }: Comparison,
): Promise<Results> {
  const results = new Map(opened.map(({ name }) => [name, [] as Measured[]]));
  for (const candidate of opened) await candidate.measure(WARM_UP);
  for (let round = 0; round < count; round++) {
    for (const candidate of opened)
      results.get(candidate.name)?.push(await candidate.measure(work));
  }
  return results;
}

function print({ title, of, against }: Comparison, results: Results): string {
  const head = [
    title,
    'per second',
    'p50 ms',
    'p99 ms',
    'CPU us here',
    ...against.map((name) => `${of} x ${name}`),
  ];
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

/** Times the candidates side by side and prints medians and ratios with their spread. */
export async function compare(
  contestants: readonly TargetConfig[],
  comparison: Comparison,
  write: (text: string) => void,
): Promise<void> {
  const results = await withTargetProcesses(contestants, (opened) => rounds(opened, comparison));
  write(`${print(comparison, results)}\n\n`);
}
