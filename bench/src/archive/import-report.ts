import { quantile } from '../statistics.ts';
import { formatTable } from '../table.ts';
import { TENTHS } from './archive-plan.ts';
import { type ImportSample, interpolate } from './import-samples.ts';
import type { ImportMeasurement } from './import.ts';

/** Returns the tables of an import: its speed by tenth, the lag, and what the record takes. */
export function formatImport(measurement: ImportMeasurement): string {
  return [
    formatSpeed(measurement),
    formatLags(measurement),
    formatCosts(measurement),
    formatDisk(measurement),
  ].join('\n\n');
}

function formatSpeed({ samples, endedMs, documents, events, floor }: ImportMeasurement): string {
  const last = samples.at(-1)?.events ?? 0;
  const base = last - events;
  const bounds = Array.from({ length: TENTHS + 1 }, (_, n) => base + (events * n) / TENTHS);
  const times = bounds.map((bound) => Math.min(endedMs, interpolate(samples, bound, 'atMs')));
  const cpu = bounds.map((bound) => interpolate(samples, bound, 'cpuSeconds'));
  const rates = computeSteps(times).map((ms) => (events / TENTHS / ms) * 1000);
  const costs = computeSteps(cpu).map((seconds) => (seconds * 1e6 * TENTHS) / events);

  const perSecond = (events / endedMs) * 1000;
  const floorSeconds = floor[0]?.tenths.reduce((sum, { seconds }) => sum + seconds, 0) ?? 0;
  const title = `import into standalone, ${formatCount(events)} events`;
  return formatTable([
    [title, 'documents/s', 'events/s', 'CPU us per event', 'x bare group commit'],
    [
      'end to end',
      ((documents / endedMs) * 1000).toFixed(0),
      formatCount(perSecond),
      ((((cpu.at(-1) ?? 0) - (cpu[0] ?? 0)) * 1e6) / events).toFixed(0),
      (perSecond / (events / floorSeconds)).toFixed(3),
    ],
    ...rates.map((rate, n) => [
      `tenth ${n + 1}`,
      ((rate * documents) / events).toFixed(0),
      formatCount(rate),
      (costs[n] ?? 0).toFixed(0),
    ]),
    ['last / first tenth', '', formatLastToFirst(rates), formatLastToFirst(costs)],
  ]);
}

/** Returns the differences of neighbours. */
function computeSteps(values: readonly number[]): readonly number[] {
  return values.slice(1).map((value, n) => value - (values[n] ?? 0));
}

function formatLastToFirst(values: readonly number[]): string {
  return ((values.at(-1) ?? 0) / (values[0] ?? 0)).toFixed(2);
}

function formatLags({ samples, endedMs }: ImportMeasurement): string {
  const readModels = Object.keys(samples[0]?.lags ?? {});
  const during = samples.filter(({ atMs }) => atMs <= endedMs);
  const rows = readModels.map((name) => {
    const unknown = during.filter(({ lags }) => typeof lags[name]?.seconds !== 'number').length;
    const seconds = during.map((sample) => computeLagSeconds(samples, sample, name));
    const atEnd = during.at(-1)?.lags[name];
    const caughtUp = samples.find(
      (sample) => sample.atMs >= endedMs && sample.lags[name]?.events === 0,
    );
    return [
      name,
      quantile(seconds, 0.5).toFixed(1),
      Math.max(...seconds).toFixed(1),
      `${unknown} of ${during.length}`,
      (seconds.at(-1) ?? Number.NaN).toFixed(1),
      formatCount(atEnd?.events ?? Number.NaN),
      (((caughtUp?.atMs ?? Number.NaN) - endedMs) / 1000).toFixed(1),
    ];
  });
  const took = during.map(({ tookMs }) => tookMs / 1000);
  const answers = [
    'answers of /v1/status',
    quantile(took, 0.5).toFixed(1),
    quantile(took, 1).toFixed(1),
  ];
  const head = [
    'lag',
    'median s',
    'most s',
    'told unknown',
    'at the end s',
    'events',
    'caught up after s',
  ];
  return formatTable([head, ...rows, [...answers, '', '', '', '']]);
}

/**
 * Returns the age of the oldest event that a read model had not applied: the time since the log had
 * it. The server tells the same, but not always.
 */
function computeLagSeconds(
  samples: readonly ImportSample[],
  { atMs, events, lags }: ImportSample,
  name: string,
): number {
  const behind = lags[name]?.events ?? events;
  return behind === 0 ? 0 : (atMs - interpolate(samples, events - behind + 1, 'atMs')) / 1000;
}

function formatCosts(measurement: ImportMeasurement): string {
  const { samples, events, server, postgres, restarts } = measurement;
  const formatMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const formatCpu = (seconds: number): string => ((seconds * 1e6) / events).toFixed(0);
  const most = Math.max(...samples.map(({ bytes }) => bytes));
  const rows = restarts.map(({ after, readySeconds, answeredSeconds }) => [
    `restart after ${after}`,
    `ready ${readySeconds.toFixed(1)} s`,
    `answered ${answeredSeconds.toFixed(1)} s`,
    '',
  ]);
  return formatTable([
    ['process', 'MB at the end', 'MB at most', 'CPU us per event'],
    [
      'standalone',
      formatMegabytes(server.bytes),
      formatMegabytes(most),
      formatCpu(server.cpuSeconds),
    ],
    ['Postgres', formatMegabytes(postgres.bytes), '', formatCpu(postgres.cpuSeconds)],
    ...rows,
  ]);
}

function formatDisk({ disk, events }: ImportMeasurement): string {
  const parts = Object.entries(disk).toSorted((a, b) => b[1] - a[1]);
  const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  const rows = [...parts, ['all', total] as const].map(([part, bytes]) => [
    part,
    (bytes / 1e6).toFixed(1),
    (bytes / events).toFixed(0),
  ]);
  return formatTable([['disk', 'MB', 'bytes per event'], ...rows]);
}

function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
