import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { computeStateHash } from '@rapporteur/projection-runtime';
import { READ_MODELS, TIMELINE } from '@rapporteur/read-models';
import { usePostgres } from '@rapporteur/testing';
import { SeededRandom } from '@rapporteur/testing/history';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  runCli,
  type ProcessResult,
  type ServerProcess,
  startRebuild,
  startServer,
} from './testing/processes.ts';

const NOTE = fileURLToPath(new URL('../../../examples/rats-council-44-note.yaml', import.meta.url));

const KILLS = 6;

const postgres = usePostgres();
let folder: string;
let server: ServerProcess;
let settings: NodeJS.ProcessEnv;

const projections = (...args: readonly string[]): Promise<ProcessResult> =>
  runCli(['projections', ...args], settings);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-e2e-'));
  settings = {
    RAPPORTEUR_DATA: folder,
    RAPPORTEUR_LOG: postgres.url,
    RAPPORTEUR_DATABASE: postgres.url,
  };
  server = await startServer(settings);
  const { exit, err } = await runCli(['submit', NOTE, '--url', server.url], settings);
  if (exit !== 0) throw new Error(err);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Sends queries until the work is done. Every response must be the same. */
async function queryDuring<T>(work: Promise<T>): Promise<T> {
  const url = `${server.url}/v1/collections/sco/facts?limit=1000&position=0:67`;
  const stop = new AbortController();
  const querying = (async () => {
    const responses = new Set<string>();
    while (!stop.signal.aborted) {
      const response = await fetch(url);
      responses.add(`${response.status} ${await response.text()}`);
    }
    return responses;
  })();
  try {
    return await work;
  } finally {
    stop.abort();
    const responses = await querying;
    expect([...responses].map((response) => response.slice(0, 4))).toEqual(['200 ']);
  }
}

async function withDatabase<T>(work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function computeHashes(): Promise<readonly string[]> {
  return withDatabase(async (dataSource) => {
    const all = await Promise.all(READ_MODELS.map((model) => computeStateHash(dataSource, model)));
    return all.map(({ hash }) => hash);
  });
}

async function listGenerationStates(): Promise<readonly string[]> {
  const { out } = await projections('list', '--json');
  const { generations } = JSON.parse(out) as {
    readonly generations: readonly { readonly schema: string; readonly state: string }[];
  };
  return generations
    .filter(({ schema }) => schema.startsWith('timeline'))
    .map((one) => `${one.schema} ${one.state}`);
}

describe('Read models', { timeout: 240_000 }, () => {
  it('are rebuilt, rolled back and retired while queries return the same', async () => {
    const rebuilt = await queryDuring(projections('rebuild', 'timeline'));
    expect(rebuilt).toMatchObject({
      exit: 0,
      err: expect.stringContaining(
        'timeline_v9_2 now serves instead of timeline_v9: same state hash',
      ),
    });
    expect(rebuilt.err).not.toContain('No projector');
    expect(await listGenerationStates()).toEqual(['timeline_v9_2 serving', 'timeline_v9 retained']);
    expect(await queryDuring(projections('rollback', 'timeline'))).toMatchObject({ exit: 0 });
    expect(await listGenerationStates()).toEqual(['timeline_v9_2 retained', 'timeline_v9 serving']);
    expect(await queryDuring(projections('retire', 'timeline'))).toMatchObject({ exit: 0 });
    expect(await listGenerationStates()).toEqual(['timeline_v9_2 retired', 'timeline_v9 serving']);
    expect(await projections('rollback', 'timeline')).toMatchObject({ exit: 4 });
    expect(await projections('rebuild', 'timelines')).toMatchObject({ exit: 2 });
  });

  it('are the same after rebuilds that were killed at random times', async () => {
    const seed = Date.now() % 1_000_000;
    const random = new SeededRandom(seed);
    const before = await computeHashes();
    const startedAt = performance.now();
    expect(await startRebuild('decisions', settings).result).toMatchObject({ exit: 0 });
    const durationMs = performance.now() - startedAt;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const rebuild = startRebuild(READ_MODELS[kill % READ_MODELS.length]?.name ?? '', settings);
      await Promise.race([rebuild.result, delay(random.integerBelow(durationMs))]);
      await rebuild.kill();
    }
    for (const { name } of READ_MODELS) {
      const { exit, err } = await startRebuild(name, settings).result;
      expect(exit, `seed ${seed}: ${err}`).toBe(0);
    }
    expect(await computeHashes(), `seed ${seed}`).toEqual(before);
    for (const { name } of READ_MODELS)
      expect(await projections('retire', name)).toMatchObject({ exit: 0 });
  });

  it('are not swapped if they differ, and the report shows the differences', async () => {
    const before = await withDatabase((dataSource) => computeStateHash(dataSource, TIMELINE));
    await withDatabase((dataSource) =>
      dataSource.query(`UPDATE timeline.facts SET verb = 'sang' WHERE verb = 'approved'`),
    );
    const { exit, out, err } = await projections('rebuild', 'timeline');
    expect(exit).toBe(3);
    expect(out).toMatch(/^facts\.verb: changed, \d+ rows?, not allowed\n.*"sang" -> "approved"/);
    expect(err).toMatch(/timeline_v9\w* continues to serve/);
    const allowed = join(folder, 'allowed.yaml');
    await writeFile(
      allowed,
      '- { table: facts, change: changed, column: verb, reason: It was changed by hand. }\n',
    );
    expect(await projections('rebuild', 'timeline', '--allow', allowed)).toMatchObject({ exit: 0 });
    const after = await withDatabase((dataSource) => computeStateHash(dataSource, TIMELINE));
    expect(after.hash).toBe(before.hash);
  });
});
