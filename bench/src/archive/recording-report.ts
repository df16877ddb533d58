import { formatRatios } from '../statistics.ts';
import { formatTable } from '../table.ts';
import type { RecordedTenth, TargetRecording } from './recording.ts';

/** Returns two tables: each target beside the baselines, and its events per second by tenth. */
export function formatRecordings(title: string, recordings: readonly TargetRecording[]): string {
  const [floor, emmett] = recordings.slice(-2);
  const head = [
    title,
    'documents/s',
    'events/s',
    'last / first tenth',
    `x ${floor?.name}`,
    `x ${emmett?.name}`,
    'p50 ms',
    'CPU ms',
    'CPU, last / first',
    'MB at the end',
    'MB at most',
    'restart s',
    'state MB',
  ];
  const rows = recordings.map(({ name, tenths, restartSeconds, stateBytes }) => {
    const rates = tenths.map(getRate);
    const seconds = sum(tenths, 'seconds');
    const compare = (baseline: TargetRecording | undefined): string =>
      formatRatios(rates, baseline?.tenths.map(getRate) ?? []);
    const getMean = (key: keyof RecordedTenth): number => sum(tenths, key) / tenths.length;
    const memory = tenths.map(({ bytes }) => bytes / 1e6);
    return [
      name,
      (sum(tenths, 'documents') / seconds).toFixed(0),
      formatCount(sum(tenths, 'events') / seconds),
      ((rates.at(-1) ?? 0) / (rates[0] ?? 0)).toFixed(2),
      compare(floor),
      compare(emmett),
      getMean('p50').toFixed(1),
      (getMean('cpuUs') / 1000).toFixed(2),
      ((tenths.at(-1)?.cpuUs ?? 0) / (tenths[0]?.cpuUs ?? 0)).toFixed(2),
      (memory.at(-1) ?? 0).toFixed(0),
      Math.max(...memory).toFixed(0),
      restartSeconds?.toFixed(1) ?? '',
      (stateBytes / 1e6).toFixed(1),
    ];
  });

  const tenthRows = recordings.map(({ name, tenths }) => [
    name,
    ...tenths.map((tenth) => formatCount(getRate(tenth))),
  ]);
  const tenthHead = [
    'events/s by tenth',
    ...(recordings[0]?.tenths.map((_, n) => `${n + 1}`) ?? []),
  ];
  return `${formatTable([head, ...rows])}\n\n${formatTable([tenthHead, ...tenthRows])}`;
}

function getRate({ events, seconds }: RecordedTenth): number {
  return events / seconds;
}

function sum(tenths: readonly RecordedTenth[], key: keyof RecordedTenth): number {
  return tenths.reduce((total, tenth) => total + tenth[key], 0);
}

function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en');
}
