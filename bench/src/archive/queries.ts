import { chmod, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEmbeddedPostgres } from '@rapporteur/embedded-postgres';
import { Client } from 'pg';
import { readProcessStatistics } from '../process-statistics.ts';
import { quantile } from '../statistics.ts';
import { formatTable } from '../table.ts';
import { generateDocuments } from './archive-documents.ts';
import { type ArchiveTenth, countDocuments } from './archive-plan.ts';
import { runImport, writeArchive } from './import.ts';
import { EXPORT_PATHS, QUERY_PATHS } from './query-paths.ts';
import { StandaloneServer } from './standalone-server.ts';

const WARM_UPS = 3;
const REQUESTS = 50;
/** Requests whose statements are logged; the others run without the log. */
const LOGGED_REQUESTS = 5;
/** A reader of an export waits so long after each part, so that the server must wait too. */
const READER_DELAY_MS = 5;

/** The durations of one query over HTTP, and those of its SQL statements alone; in milliseconds. */
interface QueryMeasurement {
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly p50: number;
  readonly p99: number;
  /** The sum of the statements of one request: parsed, planned and executed. */
  readonly sqlMs: number;
}

/** The memory of the server while a slow reader reads a table, in bytes. */
interface ExportMeasurement {
  readonly path: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly memoryBefore: number;
  readonly memoryMax: number;
}

/** The queries of an imported archive. */
export interface ArchiveQueries {
  readonly documents: number;
  readonly queries: readonly QueryMeasurement[];
  readonly exports: readonly ExportMeasurement[];
}

/** Imports an archive into a new standalone, and measures its queries and exports. */
export async function measureQueries(plan: readonly ArchiveTenth[]): Promise<ArchiveQueries> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  // The account of the embedded Postgres enters it.
  await chmod(folder, 0o755);
  const server = await StandaloneServer.start(join(folder, 'data'));
  const { databaseFolder } = server;
  const database = new Client({
    connectionString: (await findEmbeddedPostgres({ dataFolder: databaseFolder })) ?? '',
  });
  try {
    const documents = countDocuments(plan);
    const file = join(folder, 'archive.ndjson');
    await writeArchive(file, generateDocuments({ documents }), documents);
    await runImport(server, file, plan);
    await database.connect();
    await database.query('VACUUM ANALYZE');

    const queries: QueryMeasurement[] = [];
    for (const path of QUERY_PATHS)
      queries.push(await measureQuery(`${server.url}/v1/collections/union-1/${path}`, database));
    const exports: ExportMeasurement[] = [];
    for (const path of EXPORT_PATHS)
      exports.push(await measureExport(server, `/v1/collections/union-1/${path}`));
    return { documents, queries, exports };
  } finally {
    await database.end();
    await server.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
    await rm(databaseFolder, { recursive: true, force: true });
  }
}

async function measureQuery(url: string, database: Client): Promise<QueryMeasurement> {
  const durations: number[] = [];
  let status = 0;
  let bytes = 0;
  for (let n = 0; n < WARM_UPS + REQUESTS; n++) {
    const startedAt = performance.now();
    const response = await fetch(url);
    bytes = (await response.arrayBuffer()).byteLength;
    status = response.status;
    if (n >= WARM_UPS) durations.push(performance.now() - startedAt);
  }
  return {
    path: url.slice(url.indexOf('/union-1/') + '/union-1/'.length),
    status,
    bytes,
    p50: quantile(durations, 0.5),
    p99: quantile(durations, 0.99),
    sqlMs: await measureStatements(url, database),
  };
}

/** Returns how long the statements of one request take, by the log of the server. */
async function measureStatements(url: string, database: Client): Promise<number> {
  const { rows } = await database.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  const log = join(rows[0]?.folder ?? '', 'server.log');
  const { size: start } = await stat(log);
  await setLogDuration(database, '0');
  for (let n = 0; n < LOGGED_REQUESTS; n++) await (await fetch(url)).arrayBuffer();
  await setLogDuration(database, '-1');

  const file = await open(log);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    // Only the queries of the service are prepared: projectors are idle, and settings are simple.
    const lines = buffer.toString().matchAll(/duration: ([\d.]+) ms {2}(?:parse|bind|execute)/g);
    const sum = [...lines].reduce((all, [, ms]) => all + Number(ms), 0);
    return sum / LOGGED_REQUESTS;
  } finally {
    await file.close();
  }
}

async function setLogDuration(database: Client, ms: string): Promise<void> {
  await database.query(`ALTER SYSTEM SET log_min_duration_statement = ${ms}`);
  await database.query('SELECT pg_reload_conf()');
  // Each session reads its settings before its next statement.
  await sleep(100);
}

/** Reads a table slowly while the memory of the server is sampled. */
async function measureExport(server: StandaloneServer, path: string): Promise<ExportMeasurement> {
  const startedAt = performance.now();
  const { bytes: memoryBefore } = await readProcessStatistics(server.pid);
  let memoryMax = memoryBefore;
  let bytes = 0;
  const response = await fetch(`${server.url}${path}`);
  for await (const part of response.body ?? []) {
    bytes += (part as Uint8Array).byteLength;
    await sleep(READER_DELAY_MS);
    const { bytes: memory } = await readProcessStatistics(server.pid);
    memoryMax = Math.max(memoryMax, memory);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { path, bytes, seconds, memoryBefore, memoryMax };
}

/** Returns the tables of the queries and of the exports. */
export function formatQueries({ documents, queries, exports }: ArchiveQueries): string {
  const title = `queries of the largest collection, ${documents.toLocaleString('en')} documents`;
  const rows = queries.map(({ path, status, bytes, p50, p99, sqlMs }) => [
    path,
    String(status),
    (bytes / 1024).toFixed(0),
    p50.toFixed(0),
    p99.toFixed(0),
    sqlMs.toFixed(0),
    (p50 / sqlMs).toFixed(1),
  ]);
  const megabytes = (count: number): string => (count / 1024 / 1024).toFixed(0);
  return [
    formatTable([[title, 'status', 'kB', 'p50 ms', 'p99 ms', 'SQL ms', 'p50 x SQL'], ...rows]),
    formatTable([
      ['exports, read slowly', 'MB', 'seconds', 'memory before, MB', 'largest, MB'],
      ...exports.map((each) => [
        each.path,
        megabytes(each.bytes),
        each.seconds.toFixed(0),
        megabytes(each.memoryBefore),
        megabytes(each.memoryMax),
      ]),
    ]),
  ].join('\n\n');
}
