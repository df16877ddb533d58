import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import {
  type ProcessStatistics,
  readFamilyStatistics,
  readProcessStatistics,
} from '../process-statistics.ts';
import { type ArchiveCommand, createArchiveSetup, generateDocuments } from './archive-documents.ts';
import { type ArchiveTenth, countDocuments, countEvents } from './archive-plan.ts';
import { type DiskUsage, readDiskUsage, readPostgresPid } from './disk-usage.ts';
import { ImportSampler, type ImportSample } from './import-samples.ts';
import { type TargetRecording, recordArchive } from './recording.ts';
import { StandaloneServer } from './standalone-server.ts';

const RAPPORTEUR = fileURLToPath(new URL('../../../apps/cli/bin/rapporteur.js', import.meta.url));
/** So that every tenth has many samples, and that sampling costs little. */
const SAMPLES = 400;
const INTERVAL_MS_MIN = 20;

/** An import into standalone, and what it left. */
export interface ImportMeasurement {
  readonly documents: number;
  /** The events of the documents. The setup adds some. */
  readonly events: number;
  readonly samples: readonly ImportSample[];
  /** When the command line had the last response. */
  readonly endedMs: number;
  readonly server: ProcessStatistics;
  readonly postgres: ProcessStatistics;
  readonly disk: DiskUsage;
  /** From the start of the process until it is ready, and until it has answered a command. */
  readonly restarts: readonly RestartMeasurement[];
  /** The same events in the same batches, appended bare. */
  readonly floor: readonly TargetRecording[];
}

interface RestartMeasurement {
  readonly after: 'SIGTERM' | 'SIGKILL';
  readonly readySeconds: number;
  readonly answeredSeconds: number;
}

/** Imports an archive into a new standalone with the command line. `floorUrl` is a database. */
export async function measureImport(
  plan: readonly ArchiveTenth[],
  floorUrl: string,
): Promise<ImportMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  // The account of the embedded Postgres enters it.
  await chmod(folder, 0o755);
  const dataFolder = join(folder, 'data');
  let server = await StandaloneServer.start(dataFolder);
  const { databaseFolder } = server;
  try {
    const documents = countDocuments(plan);
    // The two additional documents are sent after the restarts.
    const all = generateDocuments({ documents: documents + 2 });
    const file = join(folder, 'archive.ndjson');
    await writeArchive(file, all, documents);
    const imported = await runImport(server, file, plan);

    const databaseUrl = (await findEmbeddedPostgres({ dataFolder: databaseFolder })) ?? '';
    const statistics = {
      server: await readProcessStatistics(server.pid),
      postgres: await readFamilyStatistics(await readPostgresPid(databaseUrl)),
      disk: await readDiskUsage(databaseUrl, dataFolder, databaseFolder),
    };
    const restarts: RestartMeasurement[] = [];
    for (const after of ['SIGTERM', 'SIGKILL'] as const) {
      await server.end(after);
      const startedAt = performance.now();
      const getSeconds = (): number => (performance.now() - startedAt) / 1000;
      server = await StandaloneServer.start(dataFolder);
      const readySeconds = getSeconds();
      await server.send(all.next().value as ArchiveCommand);
      restarts.push({ after, readySeconds, answeredSeconds: getSeconds() });
    }

    const logUrl = (await findEmbeddedPostgres({ dataFolder: databaseFolder })) ?? '';
    const input = { kind: 'recorded', logUrl } as const;
    const floor = await recordArchive([{ name: 'bare group commit', url: floorUrl, input }], plan);
    return { documents, events: countEvents(plan), ...imported, ...statistics, restarts, floor };
  } finally {
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
    await rm(databaseFolder, { recursive: true, force: true });
  }
}

/** Writes the setup and documents as a file of commands. */
export async function writeArchive(
  file: string,
  documents: Iterator<ArchiveCommand>,
  count: number,
): Promise<void> {
  function* generateLines() {
    const format = ({ name, body }: ArchiveCommand): string =>
      `${JSON.stringify({ name, body })}\n`;
    for (const command of createArchiveSetup()) yield format(command);
    for (let n = 0; n < count; n++) yield format(documents.next().value as ArchiveCommand);
  }
  await pipeline(Readable.from(generateLines()), createWriteStream(file));
}

/** Runs the command line until its end, then waits until every read model has caught up. */
export async function runImport(
  server: StandaloneServer,
  file: string,
  plan: readonly ArchiveTenth[],
): Promise<Pick<ImportMeasurement, 'samples' | 'endedMs'>> {
  const sampler = new ImportSampler(server);
  const stop = new AbortController();
  // The slowest import seen was about 1,000 events per second.
  const intervalMs = Math.max(INTERVAL_MS_MIN, countEvents(plan) / SAMPLES);
  const sampling = sampler.sampleUntil(stop.signal, intervalMs);

  await promisify(execFile)(process.execPath, [RAPPORTEUR, 'import', file, '--url', server.url]);
  const endedMs = sampler.getMs();
  stop.abort();
  await sampling;
  await sampler.sampleUntilCaughtUp(countEvents(plan), Math.min(intervalMs, 200));
  return { samples: sampler.samples, endedMs };
}
