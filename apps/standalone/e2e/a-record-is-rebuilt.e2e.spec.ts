import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CLI_QUERIES, readCliQueries } from '@rapporteur/cli';
import { resetReadModel, computeStateHash } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startServer,
  tryStartServer,
} from './processes.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));

const postgres = usePostgres();
let folder: string;
let server: ServerProcess;
let settings: NodeJS.ProcessEnv;

const on = (url: string): NodeJS.ProcessEnv => ({
  RAPPORTEUR_DATA: join(folder, 'data'),
  RAPPORTEUR_LOG: url,
  RAPPORTEUR_DATABASE: url,
});
const call = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli([...args, '--url', server.url], settings);

/** Every answer that needs no id, whole, at the end of the record. */
async function answers(): Promise<Readonly<Record<string, unknown>>> {
  const told = CLI_QUERIES.filter(({ pathParameters }) => pathParameters.length === 0).map(
    async ({ name, path }) => {
      const response = await fetch(`${server.url}/v1/collections/sco/${path}?position=0:139`);
      expect(response.status, name).toBe(200);
      return [name, await response.json()] as const;
    },
  );
  return Object.fromEntries(await Promise.all(told));
}

async function hashes(url: string): Promise<readonly string[]> {
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
  settings = on(postgres.url);
  server = await startServer(settings);
  const files = (await readdir(EXAMPLES)).filter((file) => file.endsWith('.yaml'));
  const [corrections, documents] = [true, false].map((wanted) =>
    files
      .filter((file) => file.startsWith('correction-') === wanted)
      .map((file) => join(EXAMPLES, file)),
  );
  const { exit, err } = await call('submit', ...(documents ?? []), ...(corrections ?? []));
  if (exit !== 0) throw new Error(err);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A record', { timeout: 120_000 }, () => {
  it('can be asked on the command line whatever the server can be asked', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Parameters<
      typeof readCliQueries
    >[0];
    expect(CLI_QUERIES, 'run `pnpm generate`').toEqual(readCliQueries(document));
  });

  it('is described on one page, and says where things are', async () => {
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

  it('has read models that are the same when they are dropped and made again', async () => {
    const [before, answered] = [await hashes(postgres.url), await answers()];
    const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    for (const model of READ_MODELS) await resetReadModel(dataSource, model);
    await dataSource.destroy();
    // The projectors are at work: they find their positions gone, and begin again.
    await untilCaughtUp();
    expect(await hashes(postgres.url)).toEqual(before);
    expect(await answers()).toEqual(answered);
  });

  it('is exported and restored into an empty log: the same bytes, the same answers', async () => {
    const backup = join(folder, 'backup');
    expect(await call('log', 'export', '--output', backup)).toMatchObject({ exit: 0 });
    const answered = await answers();
    const bytes = await readFile(join(backup, 'partition-0.ndjson'));
    await server[Symbol.asyncDispose]();

    const empty = on(await postgres.createDatabase());
    expect(await runCli(['log', 'restore', backup], empty)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('Restored 140 events'),
    });
    expect(
      await runCli(['log', 'restore', backup], empty),
      'it is not empty any more',
    ).toMatchObject({
      exit: 5,
    });
    settings = empty;
    server = await startServer(settings);
    await untilCaughtUp();
    expect(await answers()).toEqual(answered);
    expect(await hashes(empty['RAPPORTEUR_DATABASE'] ?? '')).toEqual(await hashes(postgres.url));
    const { out } = await call('log', 'export', '--output', '-');
    expect(Buffer.from(out).equals(bytes)).toBe(true);
    expect(
      await call('log', 'export', '--output', backup),
      'an export is never written over',
    ).toMatchObject({
      exit: 5,
    });
  });

  it('refuses an export that was changed', async () => {
    const changed = join(folder, 'changed');
    await cp(join(folder, 'backup'), changed, { recursive: true });
    await appendFile(join(changed, 'partition-0.ndjson'), '\n');
    const { exit, err } = await runCli(
      ['log', 'restore', changed],
      on(await postgres.createDatabase()),
    );
    expect(exit).toBe(3);
    expect(err).toContain('`partition-0.ndjson` has the SHA-256');
  });

  it('says which port is taken, and how to choose another', async () => {
    const second = (await tryStartServer({
      ...settings,
      RAPPORTEUR_PORT: new URL(server.url).port,
    })) as ProcessResult;
    expect(second.exit).toBe(5);
    expect(second.err).toMatch(/Port \d+ of 127\.0\.0\.1 is taken\..*RAPPORTEUR_PORT/);
  });

  it('ends every question with the exit code that scripts rely on', async () => {
    const ends = await Promise.all([
      call('query', 'timeline', '--limit', '1000'),
      call('query', 'timeline', '--limit', '1'),
      call('query', 'meeting', 'sco-rats-council-4'),
      call('query', 'timeline', '--from', 'yesterday'),
      call('query', 'timeline', '--collection', 'nowhere'),
      runCli(['query', 'timeline', '--url', 'http://127.0.0.1:9'], settings),
    ]);
    expect(ends.map(({ exit }) => exit)).toEqual([0, 7, 4, 2, 4, 6]);
  });
});

/** Waits until every read model has applied the whole log. */
async function untilCaughtUp(): Promise<void> {
  for (;;) {
    const response = await fetch(`${server.url}/v1/status`);
    const { projections } = (await response.json()) as {
      projections: { position: string | null; state: string }[];
    };
    if (projections.every(({ position, state }) => position === '0:139' && state === 'live'))
      return;
    await delay(50);
  }
}
