/** Requests that run while the embedded database dies for good end in time, and so does the server. */
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ProcessResult, type ServerProcess, startServer } from './testing/processes.ts';

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dying-database-'));
  server = await startServer({ RAPPORTEUR_DATA: folder });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Returns the folder of the cluster. As root it may be elsewhere, as a note in the folder says. */
async function findCluster(): Promise<string> {
  const database = join(folder, 'database');
  const names = await readdir(database);
  if (names.includes('cluster')) return join(database, 'cluster');
  const note = await readFile(join(database, 'WHERE-THE-DATABASE-IS.txt'), 'utf8');
  const [, elsewhere = ''] = / is in (.*):\n/.exec(note) ?? [];
  return join(elsewhere, 'cluster');
}

/** Kills the server of the cluster, if it runs. */
async function killDatabase(cluster: string): Promise<void> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  const isRunning = (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === cluster;
  if (pid > 0 && isRunning) process.kill(pid, 'SIGKILL');
}

/** Sends a bulk that never ends by itself. */
async function sendBulk(): Promise<string> {
  const lines = async function* (): AsyncGenerator<Buffer> {
    for (let n = 0; ; n += 1) {
      yield Buffer.from(`${JSON.stringify({ name: 'OpenCollection', body: { n } })}\n`);
      await sleep(20);
    }
  };
  const request: RequestInit & { readonly duplex: 'half' } = {
    method: 'POST',
    duplex: 'half',
    headers: { 'content-type': 'application/x-ndjson' },
    body: ReadableStream.from(lines()),
  };
  return (await fetch(`${server.url}/v1/commands`, request)).text();
}

/** Returns the status of a query; 0 without a server. Rejects if it takes longer than 10 s. */
async function query(): Promise<number> {
  const signal = AbortSignal.timeout(10_000);
  return fetch(`${server.url}/v1/incidents`, { signal }).then(
    ({ status }) => status,
    (error: unknown) => {
      if (signal.aborted) throw error;
      return 0;
    },
  );
}

it('A database that dies ends the requests and the server', { timeout: 120_000 }, async () => {
  const bulk = sendBulk().then(
    () => 'ended',
    () => 'cut',
  );
  await sleep(1_000);

  const cluster = await findCluster();
  const statuses = new Set<number>();
  let result: ProcessResult | undefined;
  for (let attempt = 0; attempt < 120 && result === undefined; attempt += 1) {
    await killDatabase(cluster);
    statuses.add(await query());
    result = await Promise.race([server.stopped, sleep(500, undefined)]);
  }

  expect(result).toMatchObject({
    exit: 1,
    err: expect.stringContaining('restarts did not help'),
  });
  expect(result?.err).not.toContain('Unhandled');
  expect(await bulk).toBe('cut');
  expect([...statuses].filter((status) => ![0, 200, 503].includes(status))).toEqual([]);
});
