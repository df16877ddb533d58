import { quantile } from '../statistics.ts';
import { formatTable } from '../table.ts';
import type { ReadSample } from './read-samples.ts';

/** The time of one rebuild or rollback. */
export interface RebuildSpan {
  readonly name: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** The time that the swap blocked the projectors; undefined if nothing was swapped. */
  readonly heldMs: number | undefined;
}

const HEAD = [
  'queries during',
  'took s',
  'queries',
  'p50 ms',
  'p99 ms',
  'longest ms',
  'projectors blocked ms',
];

/** Returns a table of the query latencies before the first rebuild, and during each span. */
export function formatRebuildReport(
  samples: readonly ReadSample[],
  spans: readonly RebuildSpan[],
): string {
  const firstStart = Math.min(...spans.map(({ startedAtMs }) => startedAtMs));
  const before = samples.filter(({ startedAtMs }) => startedAtMs < firstStart);

  const rows = spans.map(({ name, startedAtMs, endedAtMs, heldMs }) => {
    const during = samples.filter(
      (sample) => sample.startedAtMs >= startedAtMs && sample.startedAtMs < endedAtMs,
    );
    const seconds = ((endedAtMs - startedAtMs) / 1000).toFixed(1);
    return [name, seconds, ...formatLatencies(during), heldMs?.toFixed(1) ?? ''];
  });
  return formatTable([HEAD, ['before', '', ...formatLatencies(before), ''], ...rows]);
}

function formatLatencies(samples: readonly ReadSample[]): readonly string[] {
  const durations = samples.map(({ durationMs }) => durationMs);
  const quantiles = [0.5, 0.99, 1].map((share) =>
    durations.length === 0 ? '0.0' : quantile(durations, share).toFixed(1),
  );
  return [String(samples.length), ...quantiles];
}
