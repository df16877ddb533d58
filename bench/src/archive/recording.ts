import { rm } from 'node:fs/promises';
import type { BenchmarkWork, Measurement } from '../measure.ts';
import type { TargetConfig } from '../target-process.ts';
import { createTemporaryFolder, TargetProcess, withTargetProcesses } from '../target-process.ts';
import type { TargetName } from '../target.ts';
import { type ArchiveTenth, countDocuments } from './archive-plan.ts';
import { readFileBytes } from './disk-usage.ts';

/** The number of documents that are recorded at once. */
export const CONCURRENCY = 16;

/** One tenth of a run: the sums of its windows, and the means of their latencies. */
export interface RecordedTenth {
  readonly documents: number;
  readonly events: number;
  readonly seconds: number;
  /** In milliseconds. */
  readonly p50: number;
  /** In milliseconds. */
  readonly p99: number;
  /** The processor time of the process that records, per document, in microseconds. */
  readonly cpuUs: number;
  /** The memory of the target, in bytes. */
  readonly bytes: number;
}

/** The run of one target. */
export interface TargetRecording {
  readonly name: TargetName;
  readonly tenths: readonly RecordedTenth[];
  /** From the start of a new process to its first answer, in seconds; null for a baseline. */
  readonly restartSeconds: number | null;
  /** The disk space of its state beside the log, in bytes. */
  readonly stateBytes: number;
}

/**
 * Records an archive with each target. The first target is the one whose log the baselines read:
 * they append the same events.
 */
export async function recordArchive(
  configs: readonly TargetConfig[],
  plan: readonly ArchiveTenth[],
): Promise<readonly TargetRecording[]> {
  const targets: (TargetConfig & { readonly dataFolder: string })[] = [];
  try {
    for (const config of configs)
      targets.push({ ...config, dataFolder: await createTemporaryFolder() });
    return await recordAndRestart(targets, plan);
  } finally {
    for (const { dataFolder } of targets) await rm(dataFolder, { recursive: true, force: true });
  }
}

async function recordAndRestart(
  targets: readonly (TargetConfig & { readonly dataFolder: string })[],
  plan: readonly ArchiveTenth[],
): Promise<readonly TargetRecording[]> {
  const tenths = await withTargetProcesses(targets, (opened) => recordTenths(opened, plan));
  const recordings: TargetRecording[] = [];
  for (const [n, config] of targets.entries()) {
    const restartSeconds =
      config.input?.kind === 'archive' ? await measureRestart(config, config.input) : null;
    const stateBytes = await readFileBytes(config.dataFolder);
    recordings.push({ name: config.name, tenths: tenths[n] ?? [], restartSeconds, stateBytes });
  }
  return recordings;
}

async function recordTenths(
  targets: readonly TargetProcess[],
  plan: readonly ArchiveTenth[],
): Promise<readonly (readonly RecordedTenth[])[]> {
  const tenths = targets.map(() => [] as RecordedTenth[]);
  for (const tenth of plan) {
    const measured = targets.map(() => [] as Measurement[]);
    for (const records of tenth.windows) {
      const work: BenchmarkWork = { kind: 'count', records, concurrency: CONCURRENCY };
      for (const [n, target] of targets.entries()) {
        const measurement = await target.measure(work);
        measured[n]?.push(measurement);
      }
    }
    for (const [n, windows] of measured.entries()) tenths[n]?.push(sumWindows(tenth, windows));
  }
  return tenths;
}

function sumWindows(
  { windows, documents, events }: ArchiveTenth,
  measured: readonly Measurement[],
): RecordedTenth {
  const getMean = (getFigure: (one: Measurement) => number): number =>
    measured.reduce((sum, one, n) => sum + getFigure(one) * (windows[n] ?? 0), 0) / documents;
  return {
    documents,
    events,
    seconds: measured.reduce((sum, { perSecond }, n) => sum + (windows[n] ?? 0) / perSecond, 0),
    p50: getMean(({ p50 }) => p50),
    p99: getMean(({ p99 }) => p99),
    cpuUs: getMean(({ serverCpuUs }) => serverCpuUs),
    bytes: measured.at(-1)?.bytes ?? 0,
  };
}

/** Opens a target again on its log. The first command of the setup is repeated, and answered. */
async function measureRestart(
  config: TargetConfig,
  input: Extract<TargetConfig['input'], { readonly kind: 'archive' }>,
): Promise<number> {
  const startedAt = performance.now();
  const target = await TargetProcess.open({ ...config, input: { ...input, setupMax: 1 } });
  const seconds = (performance.now() - startedAt) / 1000;
  await target.close();
  return seconds;
}

/** Returns the targets of an archive: ours first, then the baselines on their events. */
export function createArchiveTargets(
  plan: readonly ArchiveTenth[],
  urls: Readonly<Record<'inProcess' | 'overHttp' | 'floor' | 'emmett', string>>,
): readonly TargetConfig[] {
  const archive = { kind: 'archive', documents: countDocuments(plan) } as const;
  const recorded = { kind: 'recorded', logUrl: urls.inProcess } as const;
  const floor = urls.floor.startsWith('kafka:') ? 'bare writer' : 'bare group commit';
  return [
    { name: 'Rapporteur, in process', url: urls.inProcess, input: archive },
    { name: 'Rapporteur, over HTTP', url: urls.overHttp, input: archive },
    { name: floor, url: urls.floor, input: recorded },
    { name: 'Emmett on Postgres', url: urls.emmett, input: recorded },
  ];
}
