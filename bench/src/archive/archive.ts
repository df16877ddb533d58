import type { BenchmarkServers } from '../benchmark-servers.ts';
import type { ResultsFile } from '../results-file.ts';
import { countEvents, planArchive } from './archive-plan.ts';
import { formatImport } from './import-report.ts';
import { measureImport } from './import.ts';
import { formatQueries, measureQueries } from './queries.ts';
import { formatRecordings } from './recording-report.ts';
import { CONCURRENCY, createArchiveTargets, recordArchive } from './recording.ts';

/** Options of the parts that record an archive. */
export interface ArchivePartOptions {
  readonly events: number;
  readonly results: ResultsFile;
  readonly write: (text: string) => void;
}

/** Records an archive on one kind of log, in process and over HTTP, beside the baselines. */
export async function measureRecording(
  servers: BenchmarkServers,
  log: 'Kafka' | 'Postgres',
  { events, results, write }: ArchivePartOptions,
): Promise<void> {
  const plan = planArchive(events);
  const createLog = (): Promise<string> =>
    log === 'Kafka' ? servers.createKafkaLog() : servers.createDatabase();
  const recordings = await results.measureOnce(`archive on ${log}, ${events}`, async () => {
    const targets = createArchiveTargets(plan, {
      inProcess: await createLog(),
      overHttp: await createLog(),
      floor: await createLog(),
      emmett: await servers.createDatabase(),
    });
    return recordArchive(targets, plan);
  });
  const count = countEvents(plan).toLocaleString('en');
  const title = `archive on ${log}, ${count} events, ${CONCURRENCY} documents at once`;
  write(`${formatRecordings(title, recordings)}\n\n`);
}

/** Imports an archive into standalone as shipped. */
export async function measureArchiveImport(
  servers: BenchmarkServers,
  { events, results, write }: ArchivePartOptions,
): Promise<void> {
  const measurement = await results.measureOnce(`archive import, ${events}`, async () =>
    measureImport(planArchive(events), await servers.createDatabase()),
  );
  write(`${formatImport(measurement)}\n\n`);
}

/** Imports an archive into standalone as shipped, and measures its queries. */
export async function measureArchiveQueries({
  events,
  results,
  write,
}: ArchivePartOptions): Promise<void> {
  const measurement = await results.measureOnce(`archive queries, ${events}`, () =>
    measureQueries(planArchive(events)),
  );
  write(`${formatQueries(measurement)}\n\n`);
}
