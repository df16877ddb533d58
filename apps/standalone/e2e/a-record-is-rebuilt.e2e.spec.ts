import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchAllQueryResults } from './testing/all-query-results.ts';
import { CLI_QUERIES, readCliQueries } from '@rapporteur/cli';
import { resetReadModel, computeStateHash } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { usePostgres, waitUntil } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startServer,
  tryStartServer,
} from './testing/processes.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

const postgres = usePostgres();
let folder: string;
let server: ServerProcess;
let settings: NodeJS.ProcessEnv;

const createSettings = (url: string): NodeJS.ProcessEnv => ({
  RAPPORTEUR_DATA: join(folder, 'data'),
  RAPPORTEUR_LOG: url,
  RAPPORTEUR_DATABASE: url,
});
const call = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli([...args, '--url', server.url], settings);

const fetchResults = () => fetchAllQueryResults(server.url, '0:140');

async function computeHashes(url: string): Promise<readonly string[]> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  try {
    return await Promise.all(
      READ_MODELS.map(async (model) => JSON.stringify(await computeStateHash(dataSource, model))),
    );
  } finally {
    await dataSource.destroy();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'));
  settings = createSettings(postgres.url);
  server = await startServer(settings);
  const files = (await readdir(EXAMPLES)).filter((file) => file.endsWith('.yaml'));
  const isCorrection = (file: string): boolean => file.startsWith('correction-');
  const ordered = [...files.filter((file) => !isCorrection(file)), ...files.filter(isCorrection)];
  const { exit, err } = await call('submit', ...ordered.map((file) => join(EXAMPLES, file)));
  if (exit !== 0) throw new Error(err);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A record', { timeout: 120_000 }, () => {
  it('can be queried on the command line with every query of the server', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Parameters<
      typeof readCliQueries
    >[0];
    expect(CLI_QUERIES, 'run `pnpm generate`').toEqual(readCliQueries(document));
  });

  it('has an OpenAPI document, documentation and health checks', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
      readonly paths: object;
    };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/v1/commands/RecordDocument',
        '/v1/collections/{collection}/timeline',
        '/health/ready',
      ]),
    );
    const pages = await Promise.all(
      ['/', '/docs', '/health/live', '/health/ready'].map((path) => fetch(server.url + path)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('has the same read models after they are dropped and rebuilt', async () => {
    const hashesBefore = await computeHashes(postgres.url);
    const resultsBefore = await fetchResults();
    const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    for (const model of READ_MODELS) await resetReadModel(dataSource, model);
    await dataSource.destroy();
    // The running projectors find that their positions are gone, and start again.
    await waitUntilCaughtUp();
    expect(await computeHashes(postgres.url)).toEqual(hashesBefore);
    expect(await fetchResults()).toEqual(resultsBefore);
  });

  it('has the same bytes and query results after an export and a restore', async () => {
    const backup = join(folder, 'backup');
    expect(await call('log', 'export', '--output', backup)).toMatchObject({ exit: 0 });
    const resultsBefore = await fetchResults();
    const bytes = await readFile(join(backup, 'partition-0.ndjson'));
    await server[Symbol.asyncDispose]();

    const empty = createSettings(await postgres.createDatabase());
    expect(await runCli(['log', 'restore', backup], empty)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('Restored 141 events'),
    });
    expect(
      await runCli(['log', 'restore', backup], empty),
      'the log is no longer empty',
    ).toMatchObject({
      exit: 5,
    });
    settings = empty;
    server = await startServer(settings);
    await waitUntilCaughtUp();
    expect(await fetchResults()).toEqual(resultsBefore);
    expect(await computeHashes(empty['RAPPORTEUR_DATABASE'] ?? '')).toEqual(
      await computeHashes(postgres.url),
    );
    const { out } = await call('log', 'export', '--output', '-');
    expect(Buffer.from(out).equals(bytes)).toBe(true);
    expect(
      await call('log', 'export', '--output', backup),
      'an export is never overwritten',
    ).toMatchObject({
      exit: 5,
    });
  });

  it('rejects a changed export', async () => {
    const changed = join(folder, 'changed');
    await cp(join(folder, 'backup'), changed, { recursive: true });
    await appendFile(join(changed, 'partition-0.ndjson'), '\n');
    const { exit, err } = await runCli(
      ['log', 'restore', changed],
      createSettings(await postgres.createDatabase()),
    );
    expect(exit).toBe(3);
    expect(err).toContain('`partition-0.ndjson` has the SHA-256');
  });

  it('names the port that is in use and the setting to change it', async () => {
    const second = (await tryStartServer({
      ...settings,
      RAPPORTEUR_PORT: new URL(server.url).port,
    })) as ProcessResult;
    expect(second.exit).toBe(5);
    expect(second.err).toMatch(/Port \d+ of 127\.0\.0\.1 is in use\..*RAPPORTEUR_PORT/);
  });

  it('ends every query with its documented exit code', async () => {
    const results = await Promise.all([
      call('query', 'timeline', '--limit', '1000'),
      call('query', 'timeline', '--limit', '1'),
      call('query', 'meeting', 'sco-rats-council-4'),
      call('query', 'timeline', '--from', 'yesterday'),
      call('query', 'timeline', '--collections', 'nowhere'),
      runCli(['query', 'timeline', '--url', 'http://127.0.0.1:9'], settings),
    ]);
    expect(results.map(({ exit }) => exit)).toEqual([0, 7, 4, 2, 4, 6]);
  });
});

/** Waits until every read model has applied the whole log. */
async function waitUntilCaughtUp(): Promise<void> {
  const isCaughtUp = async (): Promise<boolean> => {
    const response = await fetch(`${server.url}/v1/status`);
    const { projections } = (await response.json()) as {
      projections: { position: string | null; state: string }[];
    };
    return projections.every(({ position, state }) => position === '0:140' && state === 'live');
  };
  await waitUntil(isCaughtUp, { condition: 'every read model is at 0:140', timeoutMs: 110_000 });
}
